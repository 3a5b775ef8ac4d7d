package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * One source's events as a Parquet file with exactly the columns of {@link EventTable#SCHEMA}. Rows stay in the order
 * they come in. The pages are made here, from whole columns of a batch, and handed to parquet-java: data page v1 with
 * the v2 encodings, zstd, a page a column and batch, statistics and page indexes for every column but the map's values.
 *
 * <p>Memory is that of one row group, compressed: it ends at {@link #GROUP_ROWS} rows or {@link #GROUP_BYTES}.
 */
public final class EventFileWriter implements Closeable {
    static final int GROUP_ROWS = 1 << 20;
    static final long GROUP_BYTES = 64 << 20;

    private static final int INDEX_BYTES = 64;

    private final MessageType schema;
    private final MeasuredOutput output;
    private final ParquetFileWriter file;
    private final ZstdPages compressor = new ZstdPages();
    private final List<ColumnPages> columns;
    private final ColumnCrew crew;
    private ColumnChunkPageWriteStore group;
    private long groupRows;
    private long groupBytesBefore;
    private long rows;
    private long firstTsNs = Long.MAX_VALUE;
    private long lastTsNs = Long.MIN_VALUE;

    /** A file that the caller's thread writes alone. */
    public EventFileWriter(OutputFile target, EventFileSpec spec) throws IOException {
        this(target, spec, 1);
    }

    /** A file of which up to {@code threads} threads write columns, the caller's among them. */
    EventFileWriter(OutputFile target, EventFileSpec spec, int threads) throws IOException {
        crew = new ColumnCrew(threads);
        schema = ParquetSchemas.of(EventTable.SCHEMA, spec.fieldIds());
        output = new MeasuredOutput(target);
        columns = columns(schema, spec);
        file = new ParquetFileWriter(
                output, schema, Mode.OVERWRITE, GROUP_BYTES, 0, INDEX_BYTES, Integer.MAX_VALUE, false);
        file.start();
    }

    /** Appends the rows of a batch; all batches of a file hold numbers of the same names. */
    public void write(EventBatch batch) throws IOException {
        if (batch.rows() == 0) {
            return;
        }
        if (group != null && isGroupFull(batch.rows())) {
            endGroup();
        }
        if (group == null) {
            startGroup();
        }
        crew.write(columns, batch);
        groupRows += batch.rows();
        rows += batch.rows();
        noteTimes(batch);
    }

    /** Completes the file. Without it the file is no Parquet file. */
    public EventFileStats finish() throws IOException {
        if (group != null) {
            endGroup();
        }
        file.end(Map.of());
        boolean timed = firstTsNs <= lastTsNs;
        return new EventFileStats(
                rows,
                output.bytes(),
                timed ? OptionalLong.of(firstTsNs) : OptionalLong.empty(),
                timed ? OptionalLong.of(lastTsNs) : OptionalLong.empty());
    }

    /** Lets go of everything; the file is whole only after {@link #finish}. */
    @Override
    public void close() throws IOException {
        crew.close();
        compressor.release();
        if (group != null) {
            group.close();
        }
        output.close();
    }

    private static List<ColumnPages> columns(MessageType schema, EventFileSpec spec) {
        var columns = new ArrayList<ColumnPages>();
        columns.add(new ConstantColumn(descriptor(schema, RunTable.RUN_ID.name()), spec.runId()));
        columns.add(new ConstantColumn(descriptor(schema, RunTable.INGEST_ID.name()), spec.ingestId()));
        columns.add(new ConstantColumn(descriptor(schema, SourceTable.SOURCE_ID.name()), spec.sourceId()));
        for (var column : LongColumn.values()) {
            columns.add(new NumberColumn(descriptor(schema, column.field().name()), column));
        }
        for (var column : IntColumn.values()) {
            var descriptor = descriptor(schema, column.field().name());
            columns.add(column.isName() ? new NameColumn(descriptor, column) : new NumberColumn(descriptor, column));
        }
        var args = EventTable.ARGS.name();
        columns.add(new ArgsColumns(
                descriptor(schema, args, "key_value", "key"), descriptor(schema, args, "key_value", "value")));
        return columns;
    }

    private static ColumnDescriptor descriptor(MessageType schema, String... path) {
        return schema.getColumnDescription(path);
    }

    private boolean isGroupFull(int more) {
        return groupRows + more > GROUP_ROWS
                || columns.stream().anyMatch(ColumnPages::isFull)
                || compressor.compressedBytes() - groupBytesBefore > GROUP_BYTES;
    }

    private void startGroup() {
        group = new ColumnChunkPageWriteStore(compressor, schema, new HeapByteBufferAllocator(), INDEX_BYTES, false);
        columns.forEach(column -> column.start(group));
        groupRows = 0;
        groupBytesBefore = compressor.compressedBytes();
    }

    private void endGroup() throws IOException {
        for (var column : columns) {
            column.finish();
        }
        file.startBlock(groupRows);
        group.flushToFileWriter(file);
        file.endBlock();
        group.close();
        group = null;
    }

    private void noteTimes(EventBatch batch) {
        int set = batch.count(LongColumn.TS_NS);
        long data = batch.dataAddress(LongColumn.TS_NS);
        for (int row = 0; set > 0 && row < batch.rows(); row++) {
            if (set == batch.rows() || batch.isSet(LongColumn.TS_NS, row)) {
                long tsNs = MemoryUtil.getLong(data + 8L * row);
                firstTsNs = Math.min(firstTsNs, tsNs);
                lastTsNs = Math.max(lastTsNs, tsNs);
            }
        }
    }
}
