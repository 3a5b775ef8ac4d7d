package io.iostrata.ingest.parquet;

/**
 * Parquet's hybrid of repeated values and bit-packed ones: levels and dictionary ids.
 *
 * <pre>
 * runs     := (repeated | packed)*
 * repeated := varint(count &lt;&lt; 1)      value in as many bytes as its width needs
 * packed   := varint(groups &lt;&lt; 1 | 1)  groups of eight values
 * </pre>
 *
 * Levels of a v1 page have their length before them, dictionary ids their width. Source: parquet-format, Encodings.md.
 */
final class HybridRuns {
    /** Bytes of equal bits from which a run of their own is shorter. */
    private static final int REPEATED_BYTES = 8;

    private HybridRuns() {}

    /** {@code count} times the same level, 0 or 1. */
    static void levels(PageBuffer out, int level, int count) {
        int length = out.beginLength();
        repeated(out, level, count, 1);
        out.endLength(length);
    }

    /** Levels of one bit each, least significant first. */
    static void levels(PageBuffer out, byte[] bits, int count) {
        int length = out.beginLength();
        int end = (count + 7) / 8;
        int at = 0;
        while (at < end) {
            int same = endOfSame(bits, at, count / 8);
            if (same - at >= REPEATED_BYTES) {
                repeated(out, bits[at] & 1, 8 * (same - at), 1);
                at = same;
            } else {
                int mixed = endOfMixed(bits, at, count);
                out.unsignedVarint((long) (mixed - at) << 1 | 1);
                out.bytes(bits, at, mixed);
                at = mixed;
            }
        }
        out.endLength(length);
    }

    /** Ids into a dictionary of {@code size} entries; room in {@code ids} for seven more than {@code count}. */
    static void ids(PageBuffer out, int[] ids, int count, int size) {
        int width = Math.max(1, 32 - Integer.numberOfLeadingZeros(size - 1));
        out.u8(width);
        if (allSame(ids, count)) {
            repeated(out, ids[0], count, width);
            return;
        }
        int groups = (count + 7) / 8;
        for (int i = count; i < 8 * groups; i++) {
            ids[i] = 0;
        }
        out.unsignedVarint((long) groups << 1 | 1);
        out.packed(ids, 8 * groups, width);
    }

    /** {@code count} times the id of a dictionary's only entry. */
    static void sameId(PageBuffer out, int count) {
        out.u8(1);
        repeated(out, 0, count, 1);
    }

    private static void repeated(PageBuffer out, int value, int count, int width) {
        out.unsignedVarint((long) count << 1);
        for (int shift = 0; shift < width; shift += 8) {
            out.u8(value >>> shift);
        }
    }

    private static boolean allSame(int[] ids, int count) {
        int i = 1;
        while (i < count && ids[i] == ids[0]) {
            i++;
        }
        return i == count;
    }

    /** End of the bytes from {@code at} on that are all 0x00 or all 0xff. */
    private static int endOfSame(byte[] bits, int at, int wholeBytes) {
        int end = at;
        if (at < wholeBytes && (bits[at] == 0 || bits[at] == -1)) {
            while (end < wholeBytes && bits[end] == bits[at]) {
                end++;
            }
        }
        return end;
    }

    private static int endOfMixed(byte[] bits, int from, int count) {
        int end = (count + 7) / 8;
        int at = from;
        while (at < end) {
            int same = endOfSame(bits, at, count / 8);
            if (same - at >= REPEATED_BYTES) {
                return at;
            }
            at = Math.max(same, at + 1);
        }
        return end;
    }
}
