package io.iostrata.ingest.eventtext;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.Names;

/** The numbers of short names seen lately: a name of up to 24 bytes is told by three words, without hashing its bytes. */
public final class NameCache {
    private static final int LONGEST = 24;
    private static final int SLOTS = 512;

    private final Names names;
    private final long[] words = new long[3 * SLOTS];
    private final byte[] lengths = new byte[SLOTS];
    private final int[] ids = new int[SLOTS];

    public NameCache(Names names) {
        this.names = names;
    }

    /** Number of the name that stands in {@code bytes[from, to)}. */
    public int id(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 1 || length > LONGEST || from + LONGEST > bytes.length) {
            return names.id(bytes, from, to);
        }
        long first = (long) ByteCursor.LONG_LE.get(bytes, from);
        long second = 0;
        long last = 0;
        if (length < 8) {
            first &= (1L << (8 * length)) - 1;
        } else {
            second = length > 16 ? (long) ByteCursor.LONG_LE.get(bytes, from + 8) : 0;
            last = (long) ByteCursor.LONG_LE.get(bytes, to - 8);
        }
        int slot = slot(first ^ Long.rotateLeft(last, 21) ^ Long.rotateLeft(second, 42));
        if (lengths[slot] == length
                && words[3 * slot] == first
                && words[3 * slot + 1] == second
                && words[3 * slot + 2] == last) {
            return ids[slot];
        }
        lengths[slot] = (byte) length;
        words[3 * slot] = first;
        words[3 * slot + 1] = second;
        words[3 * slot + 2] = last;
        ids[slot] = names.id(bytes, from, to);
        return ids[slot];
    }

    private static int slot(long hash) {
        return (int) ((hash * 0x9e3779b97f4a7c15L) >>> 55);
    }
}
