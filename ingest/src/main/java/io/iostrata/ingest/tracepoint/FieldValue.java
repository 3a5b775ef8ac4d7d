package io.iostrata.ingest.tracepoint;

/**
 * A number that stands in the record, as something takes it: {@code bits << shift >> shift & mask} of the eight bytes
 * from {@code offset} on, of which {@code size} are the field's.
 *
 * @param shift highest bits that are filled with the sign of the rest
 * @param mask its lowest bits, those that are kept after that
 */
record FieldValue(int offset, int size, int shift, long mask) implements Expression.Numeric {
    static FieldValue of(EventField field) {
        return of(field.offset(), field.size(), field.signed() ? Sign.SIGNED : Sign.UNSIGNED);
    }

    /** Whether a number's highest bit is its sign. */
    enum Sign {
        SIGNED,
        UNSIGNED
    }

    /** The number that is the {@code size} bytes from {@code offset} on. */
    static FieldValue of(int offset, int size, Sign sign) {
        int unused = Long.SIZE - Byte.SIZE * size;
        return switch (sign) {
            case SIGNED -> new FieldValue(offset, size, unused, -1);
            case UNSIGNED -> new FieldValue(offset, size, 0, -1L >>> unused);
        };
    }

    /** The same number cut to {@code bits} bits. */
    FieldValue cut(int bits, Sign sign) {
        int unused = Long.SIZE - bits;
        boolean isWider = Long.bitCount(mask) >= bits;
        return switch (sign) {
            case SIGNED -> isWider ? new FieldValue(offset, size, Math.max(shift, unused), -1) : this;
            case UNSIGNED -> new FieldValue(offset, size, shift, mask & (-1L >>> unused));
        };
    }

    @Override
    public long of(EventRecord event) {
        return ((event.bits(offset, size) << shift) >> shift) & mask;
    }
}
