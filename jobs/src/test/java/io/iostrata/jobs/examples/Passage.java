package io.iostrata.jobs.examples;

import java.util.ArrayList;
import java.util.List;

/**
 * One request's way through one layer.
 *
 * @param number of the request in its trace, from 0
 * @param begin in the unit of the trace, on its clock
 * @param end in the same unit
 * @param next when the request after it begins
 */
record Passage(int number, long begin, long end, long next) {
    /** Requests one after the other, from {@code start}: the time inside the layer, then the time until the next one. */
    static List<Passage> chain(long start, long[] inside, long[] between) {
        var passages = new ArrayList<Passage>();
        long at = start;
        for (int i = 0; i < inside.length; i++) {
            long end = at + inside[i];
            long next = end + between[i];
            passages.add(new Passage(i, at, end, next));
            at = next;
        }
        return passages;
    }

    /** The time in the layer. */
    long inside() {
        return end - begin;
    }

    /** The middle of the time in which no request is in the layer. */
    long pause() {
        return end + (next - end) / 2;
    }

    /** True for one request in {@code n}, never the first. */
    boolean isEvery(int n) {
        return number % n == n - 1;
    }
}
