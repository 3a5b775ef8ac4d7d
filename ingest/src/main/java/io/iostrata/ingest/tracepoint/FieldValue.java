package io.iostrata.ingest.tracepoint;

/**
 * A number that stands in the record, as something takes it.
 *
 * @param signed whether the field's own bits are to be extended by their sign
 * @param unusedBits of 64 that are cut off then
 * @param cutSigned whether what is left is extended by its sign
 */
record FieldValue(int offset, int size, boolean signed, int unusedBits, boolean cutSigned)
        implements Expression.Numeric {
    static FieldValue of(EventField field) {
        return new FieldValue(field.offset(), field.size(), field.signed(), 0, true);
    }

    /** The same number cut to {@code bits} bits. */
    Expression.Numeric cut(int bits, boolean isSigned) {
        int unused = 64 - bits;
        if (unused >= unusedBits) {
            return unused == 0 ? this : new FieldValue(offset, size, signed, unused, isSigned);
        }
        return isSigned ? event -> of(event) << unused >> unused : event -> of(event) << unused >>> unused;
    }

    @Override
    public long of(EventRecord event) {
        long bits = event.number(offset, size, signed) << unusedBits;
        return cutSigned ? bits >> unusedBits : bits >>> unusedBits;
    }
}
