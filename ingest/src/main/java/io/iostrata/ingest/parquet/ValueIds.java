package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.ArgKind;
import java.util.Arrays;

/** Dictionary ids of arguments' values, found by kind and number. */
final class ValueIds {
    static final int NONE = -1;

    private static final int KIND_BITS = 2;
    private static final int KIND = (1 << KIND_BITS) - 1;
    private static final int SMALLEST = 4096;

    private long[] values = new long[SMALLEST];
    /** Id + 1 and kind of the value in the slot; 0 where it is free. */
    private int[] entries = new int[SMALLEST];

    private int size;

    void clear() {
        Arrays.fill(entries, 0);
        size = 0;
    }

    /** The slot of a value, or the free one it would get. */
    int slot(ArgKind kind, long value) {
        int mask = entries.length - 1;
        int slot = hash(kind, value) & mask;
        while (entries[slot] != 0 && !(values[slot] == value && isKind(entries[slot], kind))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Id of the value in a slot; {@link #NONE} where it is free. */
    int id(int slot) {
        return (entries[slot] >>> KIND_BITS) - 1;
    }

    /** Gives the value that would get a free slot its id. */
    void enter(int slot, ArgKind kind, long value, int id) {
        values[slot] = value;
        entries[slot] = ((id + 1) << KIND_BITS) | kind.ordinal();
        if (4 * ++size > entries.length) {
            rehash();
        }
    }

    private void rehash() {
        long[] oldValues = values;
        int[] oldEntries = entries;
        values = new long[2 * oldValues.length];
        entries = new int[2 * oldEntries.length];
        for (int old = 0; old < oldEntries.length; old++) {
            if (oldEntries[old] != 0) {
                int slot = slot(kind(oldEntries[old]), oldValues[old]);
                values[slot] = oldValues[old];
                entries[slot] = oldEntries[old];
            }
        }
    }

    private static boolean isKind(int entry, ArgKind kind) {
        return (entry & KIND) == kind.ordinal();
    }

    private static ArgKind kind(int entry) {
        return ArgKind.of((byte) (entry & KIND));
    }

    private static int hash(ArgKind kind, long value) {
        long mixed = (value + kind.ordinal()) * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 40 ^ mixed >>> 20);
    }
}
