package io.iostrata.transforms.walk;

import java.util.Arrays;

/** Stamps of one line as they come: all, until there are too many; from then on the first half and the latest. */
final class StampStore {
    static final int MOST_STAMPS = 1 << 17;
    private static final int FEWEST_STAMPS = 64;

    private final Budget budget;
    private long[] stamps;
    private long count;
    private boolean isFull;

    /** How many stamps the lines of one source may keep together. */
    static final class Budget {
        private long left = 1 << 21;

        private boolean take(int stamps) {
            boolean granted = left >= stamps;
            left -= granted ? stamps : 0;
            return granted;
        }
    }

    StampStore(Budget budget) {
        this.budget = budget;
        stamps = new long[budget.take(FEWEST_STAMPS) ? FEWEST_STAMPS : 2];
    }

    void add(long stamp) {
        if (!isFull && count == stamps.length) {
            grow();
        }
        stamps[place(count)] = stamp;
        count++;
    }

    private void grow() {
        isFull = stamps.length >= MOST_STAMPS || !budget.take(stamps.length);
        stamps = isFull ? stamps : Arrays.copyOf(stamps, 2 * stamps.length);
    }

    /** The second half is a ring, once the store is full. */
    private int place(long index) {
        int half = stamps.length / 2;
        return index < stamps.length ? (int) index : half + (int) ((index - half) % half);
    }

    long count() {
        return count;
    }

    /** The stamps from the first on, without a gap. */
    long[] first() {
        return Arrays.copyOf(stamps, count <= stamps.length ? (int) count : stamps.length / 2);
    }

    /** The stamps up to the last that come after a gap; none where there is no gap. */
    long[] last() {
        int kept = count <= stamps.length ? 0 : stamps.length / 2;
        long[] last = new long[kept];
        for (int i = 0; i < kept; i++) {
            last[i] = stamps[place(count - kept + i)];
        }
        return last;
    }
}
