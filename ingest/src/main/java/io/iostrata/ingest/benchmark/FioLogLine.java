package io.iostrata.ingest.benchmark;

/**
 * A line of a fio log, taken apart in place: {@code number { "," [ " " ] number }}, decimal or {@code 0x} hex. Columns
 * beyond {@link #MOST} are no line of any log.
 */
final class FioLogLine {
    /** Columns of a histogram log with all its bins, the largest. */
    static final int MOST = 2048;

    private final long[] values = new long[MOST];
    private int columns;
    private boolean hex;

    /** Reads the line; false where it is none. */
    boolean read(byte[] bytes, int from, int to) {
        columns = 0;
        hex = false;
        int at = from;
        while (at < to && columns < MOST) {
            at = number(bytes, at, to);
            if (at < 0 || (at < to && bytes[at] != ',')) {
                return false;
            }
            at += at + 1 < to && bytes[at + 1] == ' ' ? 2 : 1;
        }
        return at > to && columns >= 4;
    }

    int columns() {
        return columns;
    }

    long value(int column) {
        return values[column];
    }

    /** True if the last column is in hex, as priorities are. */
    boolean endsInHex() {
        return hex;
    }

    private int number(byte[] bytes, int from, int to) {
        hex = to - from > 2 && bytes[from] == '0' && bytes[from + 1] == 'x';
        int base = hex ? 16 : 10;
        int at = hex ? from + 2 : from;
        int begin = at;
        long sum = 0;
        while (at < to && at - begin < 18 && Character.digit(bytes[at], base) >= 0) {
            sum = sum * base + Character.digit(bytes[at++], base);
        }
        values[columns++] = sum;
        return at > begin ? at : -1;
    }
}
