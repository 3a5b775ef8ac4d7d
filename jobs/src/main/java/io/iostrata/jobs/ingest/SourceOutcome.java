package io.iostrata.jobs.ingest;

import java.io.Serializable;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.spark.sql.Row;

/**
 * What reading one file gave.
 *
 * @param sha256 of the file as stored
 * @param source its row of {@code sources}
 * @param issues its rows of {@code issues}
 * @param dataFiles the finished Parquet files, not committed yet; none for a file without events
 */
record SourceOutcome(
        SourceTask task, String sha256, long storedBytes, Row source, List<Row> issues, List<DataFile> dataFiles)
        implements Serializable {

    FileDigests.FileDigest digest() {
        return new FileDigests.FileDigest(task.sourceId(), task.file().member().path(), storedBytes, sha256);
    }
}
