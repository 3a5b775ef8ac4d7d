package io.iostrata.jobs.lake;

import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A source whose events are in several data files, a split each, one after the other in time.
 *
 * @param isPlannedInOrder true if a scan reads the files in that order: they stand so in one manifest
 */
record DividedSource(Key key, boolean isPlannedInOrder) {

    /** Which rows of {@code events} are a source's. */
    record Key(String runId, String ingestId, int sourceId) {}

    /** Of files of {@code events} with their bounds, the sources that have more than one. */
    static List<DividedSource> of(List<DataFile> files, Schema schema) {
        return files.stream()
                .collect(Collectors.groupingBy(file -> key(file, schema), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .filter(source -> source.getValue().size() > 1)
                .map(source -> new DividedSource(source.getKey(), isPlannedInOrder(source.getValue(), schema)))
                .toList();
    }

    /** The columns whose bounds tell which source a file is of, and where in it. */
    static List<String> columns() {
        return Stream.of(
                        RunTable.RUN_ID, RunTable.INGEST_ID, SourceTable.SOURCE_ID, EventTable.TS_NS, EventTable.TS_RAW)
                .map(field -> field.name())
                .toList();
    }

    /** The rows of a table of events that are this source's. */
    Dataset<Row> of(Dataset<Row> events) {
        var own = events.where(functions
                .col(RunTable.RUN_ID.name())
                .equalTo(key.runId)
                .and(functions.col(RunTable.INGEST_ID.name()).equalTo(key.ingestId))
                .and(functions.col(SourceTable.SOURCE_ID.name()).equalTo(key.sourceId)));
        var time = functions.coalesce(functions.col(EventTable.TS_NS.name()), functions.col(EventTable.TS_RAW.name()));
        return isPlannedInOrder ? own : own.sortWithinPartitions(time, functions.col(EventTable.SEQ.name()));
    }

    /** True for rows of other sources, said so that a scan passes the files of this one by. */
    Column excluded() {
        return differs(RunTable.RUN_ID.name(), key.runId)
                .or(differs(RunTable.INGEST_ID.name(), key.ingestId))
                .or(differs(SourceTable.SOURCE_ID.name(), key.sourceId));
    }

    private static Column differs(String column, Object value) {
        return functions.col(column).lt(value).or(functions.col(column).gt(value));
    }

    private static Key key(DataFile file, Schema schema) {
        return new Key(
                bound(file, schema, RunTable.RUN_ID.name()).toString(),
                bound(file, schema, RunTable.INGEST_ID.name()).toString(),
                (Integer) bound(file, schema, SourceTable.SOURCE_ID.name()));
    }

    private static Object bound(DataFile file, Schema schema, String column) {
        var field = schema.findField(column);
        return Conversions.fromByteBuffer(
                field.type(), Objects.requireNonNull(file.lowerBounds().get(field.fieldId()), column));
    }

    private static boolean isPlannedInOrder(List<DataFile> files, Schema schema) {
        boolean together = files.stream()
                .allMatch(file -> file.pos() != null
                        && file.manifestLocation() != null
                        && file.manifestLocation().equals(files.get(0).manifestLocation()));
        if (!together) {
            return false;
        }
        var byPlace = files.stream().sorted(Comparator.comparing(DataFile::pos)).toList();
        return ascend(byPlace, schema.findField(EventTable.TS_NS.name()))
                || (lower(files, schema.findField(EventTable.TS_NS.name())).isEmpty()
                        && ascend(byPlace, schema.findField(EventTable.TS_RAW.name())));
    }

    /** True if each file has the column and begins where the one before it ends, or later. */
    private static boolean ascend(List<DataFile> files, NestedField column) {
        var lower = lower(files, column);
        for (int i = 1; i < lower.size(); i++) {
            var before = files.get(i - 1).upperBounds().get(column.fieldId());
            if (lower.get(i) < (Long) Conversions.fromByteBuffer(column.type(), before)) {
                return false;
            }
        }
        return lower.size() == files.size();
    }

    private static List<Long> lower(List<DataFile> files, NestedField column) {
        return files.stream()
                .map(file -> file.lowerBounds().get(column.fieldId()))
                .filter(Objects::nonNull)
                .map(bound -> (Long) Conversions.fromByteBuffer(column.type(), bound))
                .toList();
    }
}
