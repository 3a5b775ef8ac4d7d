package io.iostrata.transforms.requests;

import java.util.Map;

/**
 * One request, followed.
 *
 * @param number in its run, by begin, from 0
 * @param layers by number in the {@link Nesting}, the anchor among them
 */
record Followed(long number, Passage anchor, Map<Integer, Match> layers) {}
