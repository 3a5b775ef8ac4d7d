package io.iostrata.transforms.clocks;

import java.util.Arrays;

/**
 * Which moments of two series on different clocks belong together, where their counts differ: from a place where the
 * distances between moments agree, forwards and backwards, as long as one of each is near where it should be.
 */
final class Alignment {
    /** Moments by which a place is recognised. */
    private static final int CHUNK = 32;
    /** Of these, how many must be found again, and how many fewer at any other place. */
    private static final int ENOUGH = 20;

    private static final int AHEAD = 6;
    /** Places that are tried. */
    private static final int TRIES = 16;
    /** First moments of a chunk that are tried as the one to go by. */
    private static final int ANCHORS = 4;
    /** Moments in a row without a partner after which the place is lost. */
    private static final int LOST = 64;
    /** Part of the usual distance between moments within which two are one. */
    private static final int NEARNESS = 20;

    private final long[] few;
    private final long[] many;
    private final long near;
    private final int[] partner;
    private final SearchBudget budget;

    private record Place(int anchor, long shift, int found) {
        static final Place NONE = new Place(0, 0, 0);
    }

    private Alignment(long[] few, long[] many, SearchBudget budget) {
        this.budget = budget;
        this.few = few;
        this.many = many;
        near = Math.max(usualDistance(few) / NEARNESS, 1);
        partner = new int[few.length];
        Arrays.fill(partner, -1);
    }

    /** The pairs that are certain: each the only one near the other; fewer where the budget does not last. */
    static Order of(long[] front, long[] back, SearchBudget budget) {
        boolean isFrontFewer = front.length <= back.length;
        var alignment = isFrontFewer ? new Alignment(front, back, budget) : new Alignment(back, front, budget);
        alignment.search();
        var pairs = new Order.Builder();
        for (int i = 0; i < alignment.few.length; i++) {
            if (alignment.partner[i] >= 0) {
                long one = alignment.few[i];
                long other = alignment.many[alignment.partner[i]];
                pairs.add(isFrontFewer ? one : other, isFrontFewer ? other : one);
            }
        }
        return pairs.order();
    }

    private static long usualDistance(long[] moments) {
        long[] gaps = new long[Math.max(0, moments.length - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = moments[i + 1] - moments[i];
        }
        Arrays.sort(gaps);
        return gaps.length == 0 ? 0 : gaps[gaps.length / 2];
    }

    private void search() {
        int reached = 0;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int from = Math.max(reached, (int) ((long) (few.length - CHUNK) * attempt / TRIES));
            if (from + CHUNK <= few.length) {
                var place = recognise(from);
                if (place.found > 0) {
                    follow(place.anchor, reached - 1, -1, place.shift);
                    reached = follow(place.anchor + 1, few.length, 1, place.shift);
                }
            }
        }
    }

    /** The shift at which most of a chunk is found again, if no other comes near. */
    private Place recognise(int from) {
        var best = Place.NONE;
        int second = 0;
        for (int anchor = from; anchor < from + ANCHORS; anchor++) {
            for (long moment : many) {
                if (!budget.take(CHUNK)) {
                    return Place.NONE;
                }
                long shift = moment - few[anchor];
                int found = found(from, shift);
                boolean isOther = Math.abs(shift - best.shift) > 4 * near || best.found == 0;
                if (found > best.found) {
                    second = isOther ? Math.max(second, best.found) : second;
                    best = new Place(anchor, shift, found);
                } else if (isOther) {
                    second = Math.max(second, found);
                }
            }
        }
        return best.found >= ENOUGH && best.found - second >= AHEAD ? best : Place.NONE;
    }

    private int found(int from, long shift) {
        int found = 0;
        for (int i = from; i < from + CHUNK && found + from + CHUNK - i >= ENOUGH - AHEAD; i++) {
            int at = first(many, few[i] + shift - near);
            found += at < many.length && many[at] <= few[i] + shift + near ? 1 : 0;
        }
        return found;
    }

    /** Where the trail is lost, or the end. */
    private int follow(int from, int end, int step, long shift) {
        long expected = shift;
        int missed = 0;
        int i = from;
        for (; i != end && missed < LOST; i += step) {
            int at = first(many, few[i] + expected - near);
            if (isOnly(i, at, expected)) {
                partner[i] = at;
                expected += (many[at] - few[i] - expected) / 8;
                missed = 0;
            } else {
                missed++;
            }
        }
        return i;
    }

    /** True if the two are near each other and nothing else is near either. */
    private boolean isOnly(int i, int at, long shift) {
        long place = few[i] + shift;
        return at < many.length
                && many[at] <= place + near
                && (at + 1 == many.length || many[at + 1] > place + near)
                && (i == 0 || few[i - 1] < few[i] - 2 * near)
                && (i + 1 == few.length || few[i + 1] > few[i] + 2 * near);
    }

    /** Number of the first moment that is not before the given one. */
    static int first(long[] moments, long from) {
        int low = 0;
        int high = moments.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (moments[middle] < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
