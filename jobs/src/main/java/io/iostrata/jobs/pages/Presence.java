package io.iostrata.jobs.pages;

import java.nio.ByteBuffer;

/** Definition levels of a column that is there or not: runs of equal ones, and bits where they alternate. */
final class Presence {
    private final ByteBuffer in;
    private int left;
    private boolean isSame;
    private int level;
    private int bits;

    /** Of a page's levels; where the column has none, of {@code entries} that are there. */
    Presence(ByteBuffer levels, int entries) {
        in = levels;
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
        return isSame ? Math.min(left, most) : 1;
    }

    /** Steps over that many that are equal; true if they are there. */
    boolean take(int count) {
        if (isSame) {
            left -= count;
            return level == 1;
        }
        if ((left & 7) == 0) {
            bits = in.get();
        }
        boolean present = (bits & 1) == 1;
        bits >>>= 1;
        left--;
        return present;
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
