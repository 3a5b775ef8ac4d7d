package io.iostrata.ingest.order;

/** Sorts indexes by the keys they stand for, keeping the order of equal keys. Quick where little is out of order. */
public final class StableSort {
    private static final int SMALL = 16;

    private final long[] keys;
    private final int[] scratch;

    /** Sorts by {@code keys}, at most {@code most} indexes at a time. */
    public StableSort(long[] keys, int most) {
        this.keys = keys;
        scratch = new int[most];
    }

    /** Sorts {@code order[0, count)}. */
    public void sort(int[] order, int count) {
        sort(order, 0, count);
    }

    private void sort(int[] order, int from, int to) {
        if (to - from <= SMALL) {
            insert(order, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(order, from, middle);
        sort(order, middle, to);
        if (keys[order[middle - 1]] > keys[order[middle]]) {
            merge(order, from, middle, to);
        }
    }

    private void insert(int[] order, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int moving = order[i];
            int at = i;
            while (at > from && keys[order[at - 1]] > keys[moving]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = moving;
        }
    }

    private void merge(int[] order, int from, int middle, int to) {
        int left = middle - from;
        System.arraycopy(order, from, scratch, 0, left);
        int i = 0;
        int j = middle;
        int at = from;
        while (i < left) {
            boolean takeRight = j < to && keys[order[j]] < keys[scratch[i]];
            order[at++] = takeRight ? order[j++] : scratch[i++];
        }
    }
}
