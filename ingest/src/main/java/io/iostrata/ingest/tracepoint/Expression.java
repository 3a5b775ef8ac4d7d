package io.iostrata.ingest.tracepoint;

/**
 * An argument of a print format, compiled: what it is for one record.
 *
 * @param text what {@code %s} prints of it
 * @param isText whether it has a text of its own, or is a number only
 */
record Expression(Numeric number, Textual text, boolean isText) {

    /** A 64-bit number; unsigned ones keep their bits. */
    @FunctionalInterface
    interface Numeric {
        long of(EventRecord event);
    }

    /** Appends a text. */
    @FunctionalInterface
    interface Textual {
        void append(EventRecord event, TextBuffer out);
    }

    static Expression number(Numeric number) {
        return new Expression(number, (event, out) -> printHex(number.of(event), out), false);
    }

    static Expression constant(long value) {
        return number(event -> value);
    }

    static Expression text(Textual text) {
        return new Expression(event -> 0, text, true);
    }

    static Expression text(byte[] constant) {
        return text((event, out) -> out.add(constant));
    }

    static void printHex(long value, TextBuffer out) {
        out.add('0');
        out.add('x');
        out.hex(value);
    }
}
