package io.iostrata.jobs.analyze;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Tables that are read more than once: kept in memory, or on disk where that does not hold them, until the end. */
final class Kept implements AutoCloseable {
    private final List<Dataset<Row>> tables = new ArrayList<>();

    Dataset<Row> keep(Dataset<Row> rows) {
        var table = rows.persist(StorageLevel.MEMORY_AND_DISK());
        tables.add(table);
        return table;
    }

    @Override
    public void close() {
        tables.forEach(Dataset::unpersist);
    }
}
