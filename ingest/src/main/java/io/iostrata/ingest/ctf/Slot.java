package io.iostrata.ingest.ctf;

import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;

/**
 * Where the value of a field goes.
 *
 * @param key number of the argument's name
 * @param column of {@link Use#COLUMN} and {@link Use#BYTES}; of others it says nothing
 */
record Slot(String name, int key, Use use, LongColumn column) {
    /** What becomes of a value. */
    enum Use {
        NONE,
        ARGUMENT,
        COLUMN,
        CPU,
        PID,
        TID,
        COMM,
        /** A dev_t, as {@code major,minor}. */
        DEVICE,
        /** Flags of a block request as letters. */
        RWBS,
        /** Sectors of a block request. */
        SECTORS,
        /** Bytes of a block request. */
        BYTES,
        /** 0 read, 1 write. */
        DIRECTION,
        /** 0 unsatisfied-read, 1 read, 2 write. */
        MMIO,
        /** A task's state as its letter. */
        STATE,
        /** 1 handled, 0 not. */
        HANDLED,
        /** Address of a message-signalled interrupt, which holds its destination. */
        MSI_ADDRESS,
        /** Data of a message-signalled interrupt, which hold its vector. */
        MSI_DATA,
        /** Entry of an I/O APIC: vector and destination. */
        REDIRECTION
    }

    static final Slot NOWHERE = new Slot("", 0, Use.NONE, LongColumn.SEQ);

    /** Of a part of a list: its name is text. */
    static Slot element(String name) {
        return new Slot(name, 0, Use.ARGUMENT, LongColumn.SEQ);
    }

    static Slot of(String name, Use use, Names names) {
        return new Slot(name, names.id(name), use, LongColumn.SEQ);
    }

    static Slot of(LongColumn column, Names names) {
        return new Slot(column.field().name(), names.id(column.field().name()), Use.COLUMN, column);
    }

    /** False where nobody asks, or where the number says more than a label. */
    boolean wantsLabel() {
        return use == Use.ARGUMENT;
    }
}
