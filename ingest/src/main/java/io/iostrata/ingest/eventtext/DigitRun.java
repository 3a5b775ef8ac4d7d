package io.iostrata.ingest.eventtext;

import io.iostrata.ingest.bytes.Ascii;

/** The decimal digits at one place of a line, and the number they say. */
public final class DigitRun {
    private long value;

    /** The number of the last run; 0 without digits. */
    public long value() {
        return value;
    }

    /** End of the digits that begin at {@code from}, or of the first {@code most}, at least 8 and at most 19. */
    public int read(byte[] bytes, int from, int to, int most) {
        int at = from;
        value = 0;
        if (from + Ascii.WORD <= to) {
            long word = Ascii.word(bytes, from);
            int digits = Ascii.first(Ascii.nonDigits(word));
            at += digits;
            value = digits == 0 ? 0 : Ascii.decimal(word, digits);
            if (digits < Ascii.WORD) {
                return at;
            }
        }
        while (at < to && LineText.isDigit(bytes[at]) && at - from < most) {
            value = value * 10 + bytes[at++] - '0';
        }
        return at;
    }
}
