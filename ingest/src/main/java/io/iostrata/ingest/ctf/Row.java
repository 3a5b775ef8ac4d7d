package io.iostrata.ingest.ctf;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.BlockOperation;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.nio.charset.StandardCharsets;

/** The row being appended: values into the columns and arguments of their slots. */
final class Row {
    private static final int MOST_ARGS = 200;
    private static final int MOST_TEXT = EventBatch.ROW_TEXT / 2;
    private static final int SECTOR_BYTES = 512;
    private static final long MOST_SECTORS = 1L << 53;
    private static final String RWBS = "WDR";
    private static final int AHEAD = 1 << 3;
    private static final int SYNC = 1 << 5;
    private static final int META = 1 << 6;
    private static final int FLUSH = 1 << 8;
    private static final int FUA = 1 << 9;
    private static final int PREFLUSH = 1 << 10;

    private final Names names;
    private final int op;
    private final ElementText elements = new ElementText();
    private final byte[] letters = new byte[16];
    private EventBatch batch;
    private int depth;
    private int textBytes;
    private int lettersLength;
    private long sectors;
    private long bytes;
    private long dropped;

    Row(EventBatch batch, Names names) {
        this.batch = batch;
        this.names = names;
        op = names.id("op");
    }

    void into(EventBatch target) {
        batch = target;
    }

    void begin(long seq, int event) {
        batch.begin(seq, event);
        depth = 0;
        textBytes = 0;
        lettersLength = 0;
        sectors = -1;
        bytes = 0;
    }

    /** Leaves a list that broke off. */
    void abandon() {
        depth = 0;
    }

    void cpu(int number) {
        batch.set(IntColumn.CPU, number);
    }

    /** Adds what follows from the values. */
    void end() {
        if (bytes == 0 && sectors >= 0 && sectors < MOST_SECTORS) {
            batch.set(LongColumn.BYTES, sectors * SECTOR_BYTES);
        }
        if (lettersLength > 0) {
            BlockOperation.of(letters, 0, lettersLength, sectors).append(batch, op);
        }
        batch.end();
    }

    /** Values so far for which a row had no room. */
    long dropped() {
        return dropped + elements.dropped();
    }

    void number(Slot slot, ArgKind kind, long value) {
        if (depth > 0) {
            elements.number(slot, kind, value);
            return;
        }
        switch (slot.use()) {
            case NONE -> {}
            case ARGUMENT -> arg(slot, kind, value);
            case COLUMN -> batch.set(slot.column(), value);
            case CPU -> batch.set(IntColumn.CPU, (int) value);
            case PID -> batch.set(IntColumn.PID, (int) value);
            case TID -> batch.set(IntColumn.TID, (int) value);
            case COMM -> ascii(slot, Long.toString(value));
            case DEVICE -> ascii(slot, (value >>> 20) + "," + (value & 0xfffff));
            case RWBS -> rwbs(slot, value);
            case SECTORS -> {
                sectors = value;
                arg(slot, ArgKind.DECIMAL, value);
            }
            case BYTES -> {
                bytes = value;
                batch.set(LongColumn.BYTES, value);
            }
            case DIRECTION -> ascii(slot, value == 0 ? "read" : "write");
            case MMIO -> ascii(slot, value == 0 ? "unsatisfied-read" : value == 1 ? "read" : "write");
            case STATE -> state(slot, value);
            case HANDLED -> ascii(slot, value == 1 ? "handled" : "unhandled");
            case MSI_ADDRESS -> batch.set(LongColumn.DST, (value >>> 12) & 0xff);
            case MSI_DATA -> batch.set(LongColumn.VEC, value & 0xff);
            case REDIRECTION -> {
                batch.set(LongColumn.VEC, value & 0xff);
                batch.set(LongColumn.DST, value >>> 56);
            }
        }
    }

    /** Text in the column of a number is an argument. */
    void text(Slot slot, byte[] in, int from, int to) {
        if (depth > 0) {
            elements.text(slot, in, from, to);
        } else if (slot.use() == Slot.Use.COMM) {
            if (from < to) {
                batch.set(IntColumn.COMM, names.id(in, from, to));
            }
        } else if (slot.use() != Slot.Use.NONE) {
            if (slot.use() == Slot.Use.RWBS) {
                lettersLength = Math.min(letters.length, to - from);
                System.arraycopy(in, from, letters, 0, lettersLength);
            }
            arg(slot, in, from, to);
        }
    }

    /** Begins a list, perhaps in another. */
    void open(Slot slot) {
        if (depth++ == 0) {
            elements.clear();
        }
        elements.open(slot);
    }

    void close(Slot slot) {
        elements.close();
        if (--depth == 0 && slot.use() != Slot.Use.NONE) {
            arg(slot, elements.bytes(), 0, elements.length());
        }
    }

    private void arg(Slot slot, ArgKind kind, long value) {
        if (batch.rowArgs() < MOST_ARGS) {
            batch.arg(slot.key(), kind, value);
        } else {
            dropped++;
        }
    }

    private void arg(Slot slot, byte[] in, int from, int to) {
        if (batch.rowArgs() < MOST_ARGS && textBytes + to - from <= MOST_TEXT) {
            batch.arg(slot.key(), in, from, to);
            textBytes += to - from;
        } else {
            dropped++;
        }
    }

    private void ascii(Slot slot, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        text(slot, ascii, 0, ascii.length);
    }

    private void state(Slot slot, long state) {
        int bit = Long.numberOfTrailingZeros(state);
        if (state == 0) {
            ascii(slot, "R");
        } else if (state == 0x100) {
            ascii(slot, "R+");
        } else if (Long.bitCount(state) == 1 && bit < "SDTtXZP".length()) {
            ascii(slot, "SDTtXZP".substring(bit, bit + 1));
        } else {
            arg(slot, ArgKind.DECIMAL, state);
        }
    }

    /** LTTng's bits: write, discard, read, readahead, barrier, sync, metadata, secure, flush, fua, preflush. */
    private void rwbs(Slot slot, long flags) {
        var text = new StringBuilder();
        text.append((flags & PREFLUSH) != 0 ? "F" : "");
        int action = Long.numberOfTrailingZeros(flags & 7);
        text.append(action < RWBS.length() ? RWBS.substring(action, action + 1) : (flags & FLUSH) != 0 ? "F" : "N");
        text.append((flags & FUA) != 0 ? "F" : "");
        text.append((flags & AHEAD) != 0 ? "A" : "");
        text.append((flags & SYNC) != 0 ? "S" : "");
        text.append((flags & META) != 0 ? "M" : "");
        ascii(slot, text.toString());
    }
}
