package io.iostrata.ingest.ctf;

import io.iostrata.ingest.ctf.CtfType.ArrayType;

/** Elements as one text {@code [1, 2]}; characters as the text they are, up to the first NUL. */
final class ArrayReader implements FieldReader {
    private static final int NONE = -1;

    private final ArrayType type;
    private final int register;
    private final FieldReader element;
    private final Slot slot;

    private ArrayReader(ArrayType type, int register, FieldReader element, Slot slot) {
        this.type = type;
        this.register = register;
        this.element = element;
        this.slot = slot;
    }

    static ArrayReader ofLength(ArrayType type, FieldReader element, Slot slot) {
        return new ArrayReader(type, NONE, element, slot);
    }

    /** Of as many elements as the register says. */
    static ArrayReader ofRegister(int register, ArrayType type, FieldReader element, Slot slot) {
        return new ArrayReader(type, register, element, slot);
    }

    @Override
    public void read(BitCursor in, Row row) throws BadEventException {
        in.align(type.align());
        long length = register == NONE ? type.length() : in.register(register);
        if (length < 0 || length > in.left() / type.element().leastBits()) {
            var count = Long.toUnsignedString(length);
            throw BadEventException.tooShort("%s elements, expected what fits %d bits".formatted(count, in.left()));
        }
        if (type.isText()) {
            text(in, row, (int) length);
            return;
        }
        row.open(slot);
        for (long i = 0; i < length; i++) {
            element.read(in, row);
        }
        row.close(slot);
    }

    private void text(BitCursor in, Row row, int length) {
        in.align(8);
        int from = in.index();
        int to = from;
        while (to < from + length && in.bytes()[to] != 0) {
            to++;
        }
        in.advance(8L * length);
        row.text(slot, in.bytes(), from, to);
    }
}
