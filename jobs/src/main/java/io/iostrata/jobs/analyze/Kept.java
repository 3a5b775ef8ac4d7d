package io.iostrata.jobs.analyze;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Tables that are read more than once: kept in memory, or on disk where that does not hold them, until the end. */
final class Kept implements AutoCloseable {
    private final List<Dataset<Row>> tables = Collections.synchronizedList(new ArrayList<>());

    Dataset<Row> keep(Dataset<Row> rows) {
        return keep(rows, StorageLevel.MEMORY_AND_DISK());
    }

    /** A table that memory is not to be filled with. */
    Dataset<Row> keepOnDisk(Dataset<Row> rows) {
        return keep(rows, StorageLevel.DISK_ONLY());
    }

    private Dataset<Row> keep(Dataset<Row> rows, StorageLevel level) {
        var table = rows.persist(level);
        tables.add(table);
        return table;
    }

    @Override
    public void close() {
        tables.forEach(Dataset::unpersist);
    }
}
