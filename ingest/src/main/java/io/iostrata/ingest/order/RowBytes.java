package io.iostrata.ingest.order;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import java.nio.ByteBuffer;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * A row as bytes, for the same process to read back.
 *
 * <pre>
 * row := u32 columns that are set (64-bit ones first), their values, u32 arguments, arg*
 * arg := u32 name, u8 kind, u64 value | u32 length, text
 * </pre>
 */
final class RowBytes {
    /** No row is longer. */
    static final int MOST = (2 << 10) + EventBatch.ROW_ARGS * 16 + EventBatch.ROW_TEXT;

    private static final LongColumn[] LONGS = LongColumn.values();
    private static final IntColumn[] INTS = IntColumn.values();
    private static final ArgKind[] KINDS = ArgKind.values();

    private RowBytes() {}

    static void write(EventBatch batch, int row, ByteBuffer out) {
        out.putInt(columnsSet(batch, row));
        for (var column : LONGS) {
            if (batch.isSet(column, row)) {
                out.putLong(batch.get(column, row));
            }
        }
        for (var column : INTS) {
            if (batch.isSet(column, row)) {
                out.putInt(batch.get(column, row));
            }
        }
        out.putInt(batch.argEnd(row) - batch.argBegin(row));
        for (int arg = batch.argBegin(row); arg < batch.argEnd(row); arg++) {
            writeArg(batch, arg, out);
        }
    }

    /** Appends the row to a batch that has room. */
    static void read(ByteBuffer in, EventBatch batch) {
        int set = in.getInt();
        for (var column : LONGS) {
            if ((set >>> column.ordinal() & 1) != 0) {
                batch.set(column, in.getLong());
            }
        }
        for (var column : INTS) {
            if ((set >>> (LONGS.length + column.ordinal()) & 1) != 0) {
                batch.set(column, in.getInt());
            }
        }
        int args = in.getInt();
        for (int i = 0; i < args; i++) {
            readArg(in, batch);
        }
        batch.end();
    }

    private static int columnsSet(EventBatch batch, int row) {
        int set = 0;
        for (var column : LONGS) {
            set |= batch.isSet(column, row) ? 1 << column.ordinal() : 0;
        }
        for (var column : INTS) {
            set |= batch.isSet(column, row) ? 1 << (LONGS.length + column.ordinal()) : 0;
        }
        return set;
    }

    private static void writeArg(EventBatch batch, int arg, ByteBuffer out) {
        var kind = batch.argKind(arg);
        out.putInt(batch.argKey(arg)).put((byte) kind.ordinal());
        if (kind != ArgKind.TEXT) {
            out.putLong(batch.argValue(arg));
            return;
        }
        int length = batch.textLength(arg);
        out.putInt(length);
        MemoryUtil.copyFromMemory(batch.textAddress(arg), out.array(), out.arrayOffset() + out.position(), length);
        out.position(out.position() + length);
    }

    private static void readArg(ByteBuffer in, EventBatch batch) {
        int key = in.getInt();
        var kind = KINDS[in.get()];
        if (kind != ArgKind.TEXT) {
            batch.arg(key, kind, in.getLong());
            return;
        }
        int length = in.getInt();
        int at = in.arrayOffset() + in.position();
        batch.arg(key, in.array(), at, at + length);
        in.position(in.position() + length);
    }
}
