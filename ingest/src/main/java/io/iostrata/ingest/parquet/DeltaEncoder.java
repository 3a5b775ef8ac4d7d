package io.iostrata.ingest.parquet;

/**
 * DELTA_BINARY_PACKED.
 *
 * <pre>
 * values := varint(128) varint(4) varint(count) zigzag(first) block*
 * block  := zigzag(smallest difference) u8[4] widths, then 4 x 32 differences less the smallest, packed; miniblocks
 *           without values are left out
 * </pre>
 *
 * Source: parquet-format, Encodings.md.
 */
final class DeltaEncoder {
    /** What differences wrap around at. */
    enum Width {
        INT32,
        INT64
    }

    private static final int BLOCK = 128;
    private static final int MINIBLOCKS = 4;
    private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

    private final long[] deltas = new long[BLOCK];

    void encode(long[] values, int count, Width width, PageBuffer out) {
        header(count, count == 0 ? 0 : values[0], out);
        for (int begin = 1; begin < count; begin += BLOCK) {
            int inBlock = Math.min(BLOCK, count - begin);
            long smallest =
                    width == Width.INT64 ? longDeltas(values, begin, inBlock) : intDeltas(values, begin, inBlock);
            out.zigzagVarint(smallest);
            miniblocks(inBlock, out);
        }
    }

    /** What {@link #encode} makes of {@code first, first + 1, …}. */
    static void encodeGapless(long first, int count, PageBuffer out) {
        header(count, first, out);
        for (int begin = 1; begin < count; begin += BLOCK) {
            out.zigzagVarint(1);
            out.zeros(MINIBLOCKS);
        }
    }

    private static void header(int count, long first, PageBuffer out) {
        out.unsignedVarint(BLOCK);
        out.unsignedVarint(MINIBLOCKS);
        out.unsignedVarint(count);
        out.zigzagVarint(first);
    }

    /** Leaves the differences less the smallest in {@code deltas}; returns the smallest. */
    private long longDeltas(long[] values, int begin, int count) {
        long smallest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            long delta = values[begin + i] - values[begin + i - 1];
            deltas[i] = delta;
            smallest = Math.min(smallest, delta);
        }
        for (int i = 0; i < count; i++) {
            deltas[i] -= smallest;
        }
        return smallest;
    }

    private long intDeltas(long[] values, int begin, int count) {
        long smallest = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            int delta = (int) (values[begin + i] - values[begin + i - 1]);
            deltas[i] = delta;
            smallest = Math.min(smallest, delta);
        }
        for (int i = 0; i < count; i++) {
            deltas[i] = deltas[i] - smallest & 0xffff_ffffL;
        }
        return smallest;
    }

    private void miniblocks(int count, PageBuffer out) {
        for (int i = count; i < BLOCK; i++) {
            deltas[i] = 0;
        }
        for (int begin = 0; begin < BLOCK; begin += MINIBLOCK) {
            out.u8(width(begin));
        }
        for (int begin = 0; begin < count; begin += MINIBLOCK) {
            out.packed(deltas, begin, MINIBLOCK, width(begin));
        }
    }

    private int width(int begin) {
        long all = 0;
        for (int i = begin; i < begin + MINIBLOCK; i++) {
            all |= deltas[i];
        }
        return 64 - Long.numberOfLeadingZeros(all);
    }
}
