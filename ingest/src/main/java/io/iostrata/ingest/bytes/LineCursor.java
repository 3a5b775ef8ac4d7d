package io.iostrata.ingest.bytes;

import java.io.IOException;

/**
 * Lines of a text file, as slices of the cursor's buffer: no copy, no {@code String}. A line ends at LF (a CR before it
 * is not part of it) or at the end of the file. A line longer than {@link #LONGEST} is not held in memory: it is
 * skipped, and {@link #isTooLong()} says so.
 */
public final class LineCursor {
    public static final int LONGEST = 1 << 20;

    private final ByteCursor in;
    private long offset;
    private int start;
    private int end;
    private int stride;
    private long tooLongBytes;
    private boolean terminated;

    public LineCursor(ByteCursor in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end of the file or of its part. The slice is valid until the next call. */
    public boolean next() throws IOException {
        in.advance(stride);
        stride = 0;
        tooLongBytes = 0;
        offset = in.offset();
        if (offset >= in.end()) {
            return false;
        }
        int scanned = 0;
        while (true) {
            int have = in.buffered(Math.max(scanned + 1, Math.min(in.limit() - in.position(), LONGEST + 1)));
            if (have <= scanned) {
                return lastLine(have);
            }
            int from = in.position() + scanned;
            int newline = indexOfNewline(in.buffer(), from, in.position() + have);
            if (newline >= 0) {
                return found(newline);
            }
            scanned = have;
            if (scanned > LONGEST) {
                return skipTooLong();
            }
        }
    }

    public byte[] buffer() {
        return in.buffer();
    }

    /** First byte of the line in {@link #buffer()}. */
    public int start() {
        return start;
    }

    /** One past the last byte of the line, without its end-of-line. */
    public int end() {
        return end;
    }

    /** Offset of the line in the file. */
    public long offset() {
        return offset;
    }

    /** Bytes of the line with its end-of-line. */
    public long length() {
        return tooLongBytes > 0 ? tooLongBytes : stride;
    }

    /** False for a last line without an end-of-line: it may be cut. */
    public boolean isTerminated() {
        return terminated;
    }

    /** True if the line was longer than {@link #LONGEST}: it was skipped (and counted as skipped), the slice is empty. */
    public boolean isTooLong() {
        return tooLongBytes > 0;
    }

    private boolean found(int newline) {
        start = in.position();
        end = newline > start && in.buffer()[newline - 1] == '\r' ? newline - 1 : newline;
        stride = newline + 1 - start;
        terminated = true;
        return true;
    }

    private boolean lastLine(int have) {
        start = in.position();
        end = start + have;
        stride = have;
        terminated = false;
        return have > 0;
    }

    private boolean skipTooLong() throws IOException {
        long begin = in.offset();
        boolean ended = false;
        while (!ended && in.buffered(1) > 0) {
            int newline = indexOfNewline(in.buffer(), in.position(), in.limit());
            ended = newline >= 0;
            in.skip(ended ? newline + 1 - in.position() : in.limit() - in.position());
        }
        tooLongBytes = in.offset() - begin;
        start = in.position();
        end = start;
        terminated = ended;
        return true;
    }

    private static int indexOfNewline(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Ascii.WORD <= to; at += Ascii.WORD) {
            long newlines = Ascii.equal(Ascii.word(bytes, at), '\n');
            if (newlines != 0) {
                return at + Ascii.first(newlines);
            }
        }
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at < to ? at : -1;
    }
}
