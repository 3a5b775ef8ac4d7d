package io.iostrata.jobs.pages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Definition levels of a column that is there or not: runs of equal ones, and bits where they alternate. */
final class Presence {
    private final ByteBuffer in;
    private int left;
    private boolean isSame;
    private int level;
    private long bits;
    private int loaded;

    /** Of a page's levels; where the column has none, of {@code entries} that are there. */
    Presence(ByteBuffer levels, int entries) {
        in = levels.order(ByteOrder.LITTLE_ENDIAN);
        if (!in.hasRemaining()) {
            isSame = true;
            level = 1;
            left = entries;
        }
    }

    /** How many of the next, at most {@code most}, are equal; 1 at least. */
    int same(int most) {
        if (left == 0) {
            startRun();
        }
        if (isSame) {
            return Math.min(left, most);
        }
        if (loaded == 0) {
            load();
        }
        int equal = Long.numberOfTrailingZeros((bits & 1) == 1 ? ~bits : bits);
        return Math.min(Math.min(equal, loaded), most);
    }

    /** Steps over that many that are equal; true if they are there. */
    boolean take(int count) {
        left -= count;
        if (isSame) {
            return level == 1;
        }
        boolean present = (bits & 1) == 1;
        bits = count == Long.SIZE ? 0 : bits >>> count;
        loaded -= count;
        return present;
    }

    private void load() {
        loaded = Math.min(Long.SIZE, left);
        if (loaded == Long.SIZE) {
            bits = in.getLong();
            return;
        }
        bits = 0;
        for (int bit = 0; bit < loaded; bit += Byte.SIZE) {
            bits |= (in.get() & 0xffL) << bit;
        }
    }

    private void startRun() {
        int header = varint();
        isSame = (header & 1) == 0;
        if (isSame) {
            left = header >>> 1;
            level = in.get();
        } else {
            left = 8 * (header >>> 1);
        }
    }

    private int varint() {
        int value = 0;
        int shift = 0;
        int next;
        do {
            next = in.get();
            value |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }
}
