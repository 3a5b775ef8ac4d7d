package io.iostrata.ingest.ctf;

import io.iostrata.ingest.ctf.CtfType.EnumType;
import io.iostrata.ingest.format.ArgKind;

/** Enumerations: the label of the value, the value where it has none. */
final class EnumReader implements FieldReader {
    private final IntegerReader container;
    private final ArgKind kind;
    private final Labels labels;
    private final Slot slot;

    EnumReader(EnumType type, IntegerReader container, Slot slot) {
        this.container = container;
        this.slot = slot;
        kind = type.container().isSigned() ? ArgKind.DECIMAL : ArgKind.UNSIGNED;
        labels = type.labels();
    }

    @Override
    public void read(BitCursor in, Row row) throws BadEventException {
        long value = container.value(in);
        int label = slot.wantsLabel() ? labels.find(value) : -1;
        if (label < 0) {
            row.number(slot, kind, value);
        } else {
            row.text(slot, labels.text(label), 0, labels.text(label).length);
        }
    }
}
