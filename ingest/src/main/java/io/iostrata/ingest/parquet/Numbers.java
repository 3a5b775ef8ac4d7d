package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.util.MemoryUtil;

/** A batch's columns of numbers as arrays without the nulls. */
final class Numbers {
    private Numbers() {}

    /** Returns how many there are. */
    static int gather(EventBatch batch, LongColumn column, long[] into) {
        long data = batch.dataAddress(column);
        if (batch.count(column) == batch.rows()) {
            buffer(data, Long.BYTES * batch.rows()).asLongBuffer().get(into, 0, batch.rows());
            return batch.rows();
        }
        int count = 0;
        for (int word = 0; word < batch.rows(); word += 64) {
            long set = validRows(batch.validityAddress(column), word, batch.rows());
            for (; set != 0; set &= set - 1) {
                into[count++] = MemoryUtil.getLong(data + 8L * (word + Long.numberOfTrailingZeros(set)));
            }
        }
        return count;
    }

    /** Returns how many there are. */
    static int gather(EventBatch batch, IntColumn column, int[] into) {
        long data = batch.dataAddress(column);
        if (batch.count(column) == batch.rows()) {
            buffer(data, Integer.BYTES * batch.rows()).asIntBuffer().get(into, 0, batch.rows());
            return batch.rows();
        }
        int count = 0;
        for (int word = 0; word < batch.rows(); word += 64) {
            long set = validRows(batch.validityAddress(column), word, batch.rows());
            for (; set != 0; set &= set - 1) {
                into[count++] = MemoryUtil.getInt(data + 4L * (word + Long.numberOfTrailingZeros(set)));
            }
        }
        return count;
    }

    /** Returns how many there are. */
    static int gather(EventBatch batch, IntColumn column, PageScratch scratch) {
        int count = gather(batch, column, scratch.ints);
        for (int i = 0; i < count; i++) {
            scratch.longs[i] = scratch.ints[i];
        }
        return count;
    }

    private static ByteBuffer buffer(long address, int bytes) {
        return MemoryUtil.directBuffer(address, bytes).order(ByteOrder.nativeOrder());
    }

    /** Validity of 64 rows from {@code row} on; a bitmap has room for {@link EventBatch#ROWS}, a multiple of 64. */
    private static long validRows(long validity, int row, int rows) {
        long bits = MemoryUtil.getLong(validity + (row >>> 3));
        int here = rows - row;
        return here >= 64 ? bits : bits & (1L << here) - 1;
    }
}
