package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.Ascii;
import io.iostrata.ingest.bytes.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names of one source (events, tasks, callers, argument names) numbered from 0 in order of appearance. Batches hold
 * the numbers. Looking up a slice of bytes allocates nothing once the name is known.
 *
 * <p>One thread numbers names. Others may ask for the name of a number that was handed to them meanwhile.
 */
public final class Names {
    /** Distinct names a source may have; a trace with more is not a trace. */
    public static final int MOST = 1 << 20;

    /** Odd, its bits spread. */
    private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

    /** Replaced when full, never shortened: a thread that knows a number finds its name here. */
    private volatile String[] strings = new String[1024];

    private volatile int size;
    private byte[][] keys = new byte[1024][];
    private int[] slots = filled(4096);

    public int size() {
        return size;
    }

    public String name(int id) {
        return strings[id];
    }

    public int id(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return id(utf8, 0, utf8.length);
    }

    /** Number of the name that stands in {@code bytes[from, to)}; numbers it if it is new. */
    public int id(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to);
        return slots[slot] >= 0 ? slots[slot] : add(bytes, from, to, slot);
    }

    /** Number of the name that stands in {@code bytes[from, to)}; negative where it has none. */
    public int find(byte[] bytes, int from, int to) {
        return slots[slot(bytes, from, to)];
    }

    /** The slot of a name, or the free one it would get. */
    private int slot(byte[] bytes, int from, int to) {
        int slot = hash(bytes, from, to) & (slots.length - 1);
        while (slots[slot] >= 0) {
            byte[] key = keys[slots[slot]];
            if (Arrays.equals(key, 0, key.length, bytes, from, to)) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private int add(byte[] bytes, int from, int to, int slot) {
        int id = size;
        if (id == MOST) {
            throw new TooManyNames();
        }
        if (id == keys.length) {
            keys = Arrays.copyOf(keys, 2 * id);
            strings = Arrays.copyOf(strings, 2 * id);
        }
        keys[id] = Arrays.copyOfRange(bytes, from, to);
        strings[id] = Utf8.text(bytes, from, to);
        size = id + 1;
        slots[slot] = id;
        if (2 * (id + 1) > slots.length) {
            rehash();
        }
        return id;
    }

    private void rehash() {
        slots = filled(2 * slots.length);
        for (int id = 0; id < size; id++) {
            int slot = hash(keys[id], 0, keys[id].length) & (slots.length - 1);
            while (slots[slot] >= 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = id;
        }
    }

    private static int[] filled(int length) {
        int[] empty = new int[length];
        Arrays.fill(empty, -1);
        return empty;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = length;
        int at = from;
        for (; at + Ascii.WORD <= to; at += Ascii.WORD) {
            hash = (hash ^ Ascii.word(bytes, at)) * MIX;
            hash ^= hash >>> 32;
        }
        for (; at < to; at++) {
            hash = hash * 31 + bytes[at];
        }
        hash *= MIX;
        return (int) (hash ^ hash >>> 32);
    }

    /** The source has more distinct names than any real trace: the runner turns it into an issue. */
    public static final class TooManyNames extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyNames() {
            super("more than " + MOST + " distinct names");
        }
    }
}
