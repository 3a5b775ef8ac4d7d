package io.iostrata.ingest.archive;

/**
 * Blocks of lz4 (lz4_Block_format.md):
 *
 * <pre>
 * block    = (token literals offset:2 more-length*)* token literals
 * token    = count of literals:4 length of the copy less 4:4; 15 goes on in bytes, the last of them below 255
 * </pre>
 */
final class Lz4Block {
    private static final int SHORTEST_COPY = 4;
    private static final int GOES_ON = 15;

    private final byte[] from;
    private final int size;
    private int at;

    private Lz4Block(byte[] from, int size) {
        this.from = from;
        this.size = size;
    }

    /**
     * Expands {@code from[0, size)} into {@code to[start, end)}; copies may reach back to the beginning of {@code to}.
     * Returns where it ended; throws {@link IndexOutOfBoundsException} at a block that leaves either.
     */
    static int expand(byte[] from, int size, byte[] to, int start, int end) {
        return new Lz4Block(from, size).expand(to, start, end);
    }

    private int expand(byte[] to, int start, int end) {
        int out = start;
        while (true) {
            int token = next();
            int literals = length(token >>> 4);
            checkRoom(literals, size - at);
            checkRoom(literals, end - out);
            System.arraycopy(from, at, to, out, literals);
            at += literals;
            out += literals;
            if (at == size) {
                return out;
            }
            int back = next() | next() << 8;
            int copied = length(token & GOES_ON) + SHORTEST_COPY;
            checkRoom(copied, end - out);
            checkRoom(back, back == 0 ? -1 : out);
            copy(to, out, back, copied);
            out += copied;
        }
    }

    private static void copy(byte[] to, int out, int back, int length) {
        int done = Math.min(back, length);
        System.arraycopy(to, out - back, to, out, done);
        while (done < length) {
            int more = Math.min(done, length - done);
            System.arraycopy(to, out, to, out + done, more);
            done += more;
        }
    }

    private int length(int nibble) {
        int length = nibble;
        if (nibble == GOES_ON) {
            int more = next();
            length += more;
            while (more == 255) {
                more = next();
                length += more;
            }
        }
        return length;
    }

    private int next() {
        checkRoom(1, size - at);
        return from[at++] & 0xff;
    }

    private static void checkRoom(int wanted, int room) {
        if (wanted > room) {
            throw new IndexOutOfBoundsException(wanted + " of " + room);
        }
    }
}
