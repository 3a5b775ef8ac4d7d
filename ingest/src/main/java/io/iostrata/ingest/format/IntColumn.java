package io.iostrata.ingest.format;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.EventTable;

/** The 32-bit columns of an {@link EventBatch}; {@link #isName()} ones hold numbers of {@link Names}. */
public enum IntColumn {
    CPU(EventTable.CPU),
    PID(EventTable.PID),
    TID(EventTable.TID),
    COMM(EventTable.COMM),
    EVENT(EventTable.EVENT),
    CALLER(EventTable.CALLER);

    private final Field field;

    IntColumn(Field field) {
        this.field = field;
    }

    public Field field() {
        return field;
    }

    public boolean isName() {
        return compareTo(COMM) >= 0;
    }
}
