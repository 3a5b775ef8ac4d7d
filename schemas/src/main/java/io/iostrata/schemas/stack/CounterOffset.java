package io.iostrata.schemas.stack;

import java.io.Serializable;

/**
 * Events that tell how far the guest's reading of a counter is ahead of the host's, modulo 2^64; the last of each key
 * holds.
 *
 * @param counter name of the clock on either machine, without the machine
 * @param event with the key that names whose reading it is (a vcpu)
 * @param value the argument that holds the difference, in ticks
 */
public record CounterOffset(String counter, EventMatch event, String value) implements Serializable {}
