package io.iostrata.ingest.ctf;

/** Strings that end with NUL. */
final class StringReader implements FieldReader {
    private final Slot slot;

    StringReader(Slot slot) {
        this.slot = slot;
    }

    @Override
    public void read(BitCursor in, Row row) throws BadEventException {
        in.align(8);
        in.need(8);
        int from = in.index();
        int end = from + (int) (in.left() / 8);
        int to = from;
        while (to < end && in.bytes()[to] != 0) {
            to++;
        }
        if (to == end) {
            throw BadEventException.tooShort("a string without its NUL in " + (end - from) + " bytes, expected one");
        }
        in.advance(8L * (to + 1 - from));
        row.text(slot, in.bytes(), from, to);
    }
}
