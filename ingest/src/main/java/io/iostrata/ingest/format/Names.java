package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names of one source (events, tasks, callers, argument names) numbered from 0 in order of appearance. Batches hold
 * the numbers. Looking up a slice of bytes allocates nothing once the name is known.
 */
public final class Names {
    /** Distinct names a source may have; a trace with more is not a trace. */
    public static final int MOST = 1 << 20;

    private final List<String> strings = new ArrayList<>();
    private byte[][] keys = new byte[1024][];
    private int[] slots = filled(4096);

    public int size() {
        return strings.size();
    }

    public String name(int id) {
        return strings.get(id);
    }

    public int id(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return id(utf8, 0, utf8.length);
    }

    /** Number of the name that stands in {@code bytes[from, to)}; numbers it if it is new. */
    public int id(byte[] bytes, int from, int to) {
        int slot = hash(bytes, from, to) & (slots.length - 1);
        while (slots[slot] >= 0) {
            byte[] key = keys[slots[slot]];
            if (Arrays.equals(key, 0, key.length, bytes, from, to)) {
                return slots[slot];
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return add(bytes, from, to, slot);
    }

    private int add(byte[] bytes, int from, int to, int slot) {
        int id = strings.size();
        if (id == MOST) {
            throw new TooManyNames();
        }
        if (id == keys.length) {
            keys = Arrays.copyOf(keys, 2 * id);
        }
        keys[id] = Arrays.copyOfRange(bytes, from, to);
        strings.add(Utf8.text(bytes, from, to));
        slots[slot] = id;
        if (strings.size() * 2 > slots.length) {
            rehash();
        }
        return id;
    }

    private void rehash() {
        slots = filled(2 * slots.length);
        for (int id = 0; id < strings.size(); id++) {
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
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= 0x9e3779b9;
        return hash ^ (hash >>> 15);
    }

    /** The source has more distinct names than any real trace: the runner turns it into an issue. */
    public static final class TooManyNames extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyNames() {
            super("more than " + MOST + " distinct names");
        }
    }
}
