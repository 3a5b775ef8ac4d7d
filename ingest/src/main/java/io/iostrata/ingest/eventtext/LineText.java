package io.iostrata.ingest.eventtext;

/** Steps over the blanks and digits of a line. */
public final class LineText {
    private LineText() {}

    public static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** End of the decimal digits that begin at {@code from}. */
    public static int digits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isDigit(bytes[at])) {
            at++;
        }
        return at;
    }

    /** End of the blanks that begin at {@code from}. */
    public static int overBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        return at;
    }

    /** Begin of the blanks that end at {@code to}. */
    public static int backOverBlanks(byte[] bytes, int from, int to) {
        int at = to;
        while (at > from && bytes[at - 1] == ' ') {
            at--;
        }
        return at;
    }

    /** True where glibc's way to print a null pointer stands: {@code (nil)}. */
    public static boolean isNil(byte[] bytes, int from, int to) {
        return from + 5 <= to
                && bytes[from] == '('
                && bytes[from + 1] == 'n'
                && bytes[from + 2] == 'i'
                && bytes[from + 3] == 'l'
                && bytes[from + 4] == ')';
    }
}
