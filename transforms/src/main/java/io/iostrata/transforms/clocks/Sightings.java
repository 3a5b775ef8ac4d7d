package io.iostrata.transforms.clocks;

/**
 * What two sides saw of the same requests, each in order on its own clock, ns.
 *
 * @param rung doorbells as the front rang them
 * @param heard doorbells as the back heard them
 * @param raised interrupts as the back raised them
 * @param taken interrupts as the front took them
 */
public record Sightings(long[] rung, long[] heard, long[] raised, long[] taken) {}
