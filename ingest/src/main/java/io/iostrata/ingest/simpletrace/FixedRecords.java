package io.iostrata.ingest.simpletrace;

import static io.iostrata.ingest.bytes.ByteCursor.INT_LE;
import static io.iostrata.ingest.bytes.ByteCursor.LONG_LE;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.NumberRows;
import java.nio.ByteOrder;

/**
 * Declared records of fixed length that follow one another: all but a few of a log. They go from the buffer into the batch
 * in one loop, with one comparison of a record's bounds. The first record that is anything else ends the loop and is
 * {@link RecordReader}'s, and so are all of a log that a big-endian host wrote.
 */
final class FixedRecords {
    private static final int VERSION_0_HEAD = 16;

    private final EventTypes types;
    private final boolean isBigEndian;
    private final boolean isVersion0;
    private final int typeBytes;
    /** Bytes before the arguments, those before the event id among them. */
    private final int headBytes;

    private final NumberRows rows = new NumberRows();
    private int end;
    private long lastTsNs;

    FixedRecords(LogHeader header, EventTypes types) {
        this.types = types;
        isBigEndian = header.order() == ByteOrder.BIG_ENDIAN;
        isVersion0 = header.version() == LogVersion.V0;
        typeBytes = header.version().typeBytes();
        headBytes = typeBytes + (isVersion0 ? VERSION_0_HEAD : EventType.RECORD_HEAD);
    }

    /**
     * Appends the records that stand in {@code bytes[from, to)} one after the other, the first as event {@code seq} of the
     * file. Returns how many.
     */
    int append(EventBatch batch, long seq, byte[] bytes, int from, int to) {
        if (isBigEndian) {
            return 0;
        }
        rows.begin(batch);
        long next = seq;
        int at = from;
        while (to - at >= headBytes && !rows.isFull()) {
            var plan = types.met((long) LONG_LE.get(bytes, at + typeBytes)).fixedPlan();
            int stride = typeBytes + plan.length();
            long tsNs = (long) LONG_LE.get(bytes, at + typeBytes + 8);
            if (stride > to - at || !isExpected(bytes, at, plan.length(), tsNs)) {
                break;
            }
            var kind = plan.numbers();
            rows.beginRow(kind, next++, tsNs, (int) INT_LE.get(bytes, at + headBytes - 4));
            rows.numbers(kind, bytes, at + headBytes);
            rows.endRow(kind);
            lastTsNs = tsNs;
            at += stride;
        }
        rows.end();
        end = at;
        return (int) (next - seq);
    }

    /** True where the record says of itself what its plan says; one of version 0 without a stamp may be of dropped events. */
    private boolean isExpected(byte[] bytes, int at, int length, long tsNs) {
        if (isVersion0) {
            return length > 0 && tsNs != 0;
        }
        return length > 0
                && (int) INT_LE.get(bytes, at + typeBytes + 16) == length
                && (typeBytes == 0 || (long) LONG_LE.get(bytes, at) == 1);
    }

    /** Where the first record stands that was not appended. */
    int end() {
        return end;
    }

    /** Stamp of the last record that was appended. */
    long lastTsNs() {
        return lastTsNs;
    }
}
