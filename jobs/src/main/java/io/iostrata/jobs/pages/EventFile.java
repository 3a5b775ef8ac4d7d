package io.iostrata.jobs.pages;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;

/**
 * A data file of {@link EventTable} that holds one source's events, or those of a stretch of its time.
 *
 * @param ingestId what wrote it
 * @param bytes its size
 * @param firstStamp its earliest, ns or ticks as the source has; 0 where it has neither
 */
public record EventFile(SourceId source, String ingestId, String location, long bytes, long firstStamp)
        implements Serializable {

    /**
     * Empty where the file may be another's than ingest's: rows of several sources, deletes beside it, or offsets that it
     * may be cut at, which ingest never tells.
     */
    static Optional<EventFile> of(FileScanTask task, Schema schema) {
        var file = task.file();
        if (!task.deletes().isEmpty() || file.splitOffsets() != null) {
            return Optional.empty();
        }
        var run = constant(file, schema, RunTable.RUN_ID);
        var ingest = constant(file, schema, RunTable.INGEST_ID);
        var source = constant(file, schema, SourceTable.SOURCE_ID);
        if (run.isEmpty() || ingest.isEmpty() || source.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EventFile(
                new SourceId(run.get().toString(), (Integer) source.get()),
                ingest.get().toString(),
                file.location(),
                file.fileSizeInBytes(),
                first(file, schema, EventTable.TS_NS)
                        .or(() -> first(file, schema, EventTable.TS_RAW))
                        .orElse(0L)));
    }

    private static Optional<Long> first(DataFile file, Schema schema, Field field) {
        var column = schema.findField(field.name());
        return bound(file.lowerBounds(), column.fieldId())
                .map(bytes -> (Long) Conversions.fromByteBuffer(column.type(), bytes));
    }

    /** The value that a column has in every row. */
    private static Optional<Object> constant(DataFile file, Schema schema, Field field) {
        var column = schema.findField(field.name());
        var low = bound(file.lowerBounds(), column.fieldId());
        return low.isPresent() && low.equals(bound(file.upperBounds(), column.fieldId()))
                ? low.map(bytes -> Conversions.fromByteBuffer(column.type(), bytes))
                : Optional.empty();
    }

    private static Optional<ByteBuffer> bound(Map<Integer, ByteBuffer> bounds, int column) {
        return bounds == null ? Optional.empty() : Optional.ofNullable(bounds.get(column));
    }
}
