package io.iostrata.transforms.requests;

import io.iostrata.transforms.walk.Place;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A span on its run's reference clock.
 *
 * @param layer its number in the {@link Nesting}
 * @param ordinal of the span; empty where it was put together from several
 * @param key what identifies it, where its layer has keys
 * @param beginNs on the reference
 * @param durNs on its own clock
 * @param beforeNs how much earlier than {@code beginNs} the begin may have been, by what is known of its clock
 * @param afterNs how much later
 */
record Passage(
        int layer,
        OptionalLong ordinal,
        Optional<String> key,
        Optional<String> op,
        Place place,
        long beginNs,
        long durNs,
        long beforeNs,
        long afterNs,
        Marks marks) {

    /** Whether the benchmark's window holds it and a loss falls into it. */
    record Marks(boolean inWindow, boolean tainted) {
        Marks and(Marks other) {
            return new Marks(inWindow && other.inWindow, tainted || other.tainted);
        }
    }

    /** False where both tell what they do, and it is not the same. */
    boolean mayBe(Passage other) {
        return op.isEmpty() || other.op.isEmpty() || op.equals(other.op);
    }

    long endNs() {
        return beginNs + durNs;
    }

    boolean overlaps(Passage other, long slack) {
        return beginNs - slack <= other.endNs() && endNs() + slack >= other.beginNs;
    }

    boolean contains(Passage other, long slack) {
        return beginNs - slack <= other.beginNs && endNs() + slack >= other.endNs();
    }

    /** From its begin to the end of another of the layer, which began no earlier. */
    Passage until(Passage other) {
        long end = Math.max(endNs(), other.endNs());
        return new Passage(
                layer, ordinal, key, op, place, beginNs, end - beginNs, beforeNs, afterNs, marks.and(other.marks));
    }
}
