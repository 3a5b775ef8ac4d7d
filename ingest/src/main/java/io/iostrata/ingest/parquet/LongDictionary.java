package io.iostrata.ingest.parquet;

import java.util.Arrays;

/** Distinct numbers of a column chunk, numbered from 0 in order of appearance, at most {@link #MOST}. */
final class LongDictionary {
    static final int MOST = 1 << 16;
    /** What {@link #id} returns for a number that has no room. */
    static final int FULL = -1;

    private long[] entries = new long[256];
    private int[] slots = new int[1024];
    private int size;
    private long lastValue;
    private int lastId = FULL;

    void clear() {
        Arrays.fill(slots, 0);
        size = 0;
        lastId = FULL;
    }

    int size() {
        return size;
    }

    long entry(int id) {
        return entries[id];
    }

    int id(long value) {
        if (value == lastValue && lastId >= 0) {
            return lastId;
        }
        int slot = slot(value);
        int id = slots[slot] - 1;
        if (id < 0) {
            id = add(value, slot);
        }
        lastValue = value;
        lastId = id;
        return id;
    }

    private int slot(long value) {
        int slot = hash(value) & (slots.length - 1);
        while (slots[slot] != 0 && entries[slots[slot] - 1] != value) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private int add(long value, int slot) {
        if (size == MOST) {
            return FULL;
        }
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        entries[size++] = value;
        slots[slot] = size;
        if (4 * size > slots.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        for (int id = 0; id < size; id++) {
            slots[slot(entries[id])] = id + 1;
        }
    }

    private static int hash(long value) {
        long mixed = value * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 40 ^ mixed >>> 20);
    }
}
