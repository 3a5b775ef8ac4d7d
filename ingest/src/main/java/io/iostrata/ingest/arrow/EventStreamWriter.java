package io.iostrata.ingest.arrow;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.parquet.ArgTexts;
import io.iostrata.ingest.parquet.NameTexts;
import io.iostrata.schemas.tables.EventTable;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/** Batches of one source as an Arrow IPC stream of {@link EventSchema}: a record batch each, one at a time in memory. */
public final class EventStreamWriter implements Closeable {
    private final VectorSchemaRoot root;
    private final ArrowStreamWriter writer;
    private final NameTexts texts = new NameTexts();

    /** Writes the schema. Closing leaves {@code out} open. */
    public EventStreamWriter(BufferAllocator allocator, OutputStream out) throws IOException {
        root = VectorSchemaRoot.create(EventSchema.SCHEMA, allocator);
        writer = new ArrowStreamWriter(root, new MapDictionaryProvider(), Channels.newChannel(out));
        writer.start();
    }

    /** Writes the batch's rows; the batch stays the caller's. */
    public void write(EventBatch batch) throws IOException {
        if (batch.rows() == 0) {
            return;
        }
        for (var column : LongColumn.values()) {
            fill((BigIntVector) root.getVector(column.field().name()), batch, column);
        }
        for (var column : IntColumn.values()) {
            var vector = root.getVector(column.field().name());
            if (column.isName()) {
                fillNames((VarCharVector) vector, batch, column);
            } else {
                fill((IntVector) vector, batch, column);
            }
        }
        fillArgs((MapVector) root.getVector(EventTable.ARGS.name()), batch);
        root.setRowCount(batch.rows());
        writer.writeBatch();
        root.clear();
    }

    /** Ends the stream. */
    public void finish() throws IOException {
        writer.end();
    }

    @Override
    public void close() {
        root.close();
    }

    private static void fill(BigIntVector vector, EventBatch batch, LongColumn column) {
        vector.allocateNew(batch.rows());
        vector.zeroVector();
        if (batch.count(column) == batch.rows()) {
            MemoryUtil.copyMemory(batch.dataAddress(column), vector.getDataBufferAddress(), 8L * batch.rows());
            MemoryUtil.copyMemory(
                    batch.validityAddress(column), vector.getValidityBufferAddress(), (batch.rows() + 7) / 8);
        } else {
            for (int row = 0; row < batch.rows(); row++) {
                if (batch.isSet(column, row)) {
                    vector.set(row, batch.get(column, row));
                }
            }
        }
        vector.setValueCount(batch.rows());
    }

    private static void fill(IntVector vector, EventBatch batch, IntColumn column) {
        vector.allocateNew(batch.rows());
        vector.zeroVector();
        for (int row = 0; row < batch.rows(); row++) {
            if (batch.isSet(column, row)) {
                vector.set(row, batch.get(column, row));
            }
        }
        vector.setValueCount(batch.rows());
    }

    private void fillNames(VarCharVector vector, EventBatch batch, IntColumn column) {
        vector.allocateNew();
        for (int row = 0; row < batch.rows(); row++) {
            if (batch.isSet(column, row)) {
                vector.setSafe(row, texts.of(batch.names(), batch.get(column, row)));
            }
        }
        vector.setValueCount(batch.rows());
    }

    private void fillArgs(MapVector vector, EventBatch batch) {
        vector.allocateNew();
        var entries = (StructVector) vector.getDataVector();
        var keys = entries.getChild(MapVector.KEY_NAME, VarCharVector.class);
        var values = entries.getChild(MapVector.VALUE_NAME, VarCharVector.class);
        for (int row = 0; row < batch.rows(); row++) {
            vector.startNewValue(row);
            int end = batch.argEnd(row);
            int begin = batch.argBegin(row);
            for (int arg = begin; arg < end; arg++) {
                keys.setSafe(arg, texts.of(batch.names(), batch.argKey(arg)));
                values.setSafe(arg, ArgTexts.of(batch, arg));
                entries.setIndexDefined(arg);
            }
            vector.endValue(row, end - begin);
        }
        keys.setValueCount(batch.args());
        values.setValueCount(batch.args());
        entries.setValueCount(batch.args());
        vector.setValueCount(batch.rows());
    }
}
