package io.iostrata.jobs.ingest;

import java.io.Serializable;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.spark.sql.Row;

/**
 * What reading one file gave.
 *
 * @param sha256 of the file as stored
 * @param source what the table of files says of it
 * @param issues what is to be said of it
 * @param dataFiles the finished Parquet files, not committed yet; none for a file without events
 */
record SourceOutcome(
        SourceTask task, String sha256, long storedBytes, Row source, List<Row> issues, List<DataFile> dataFiles)
        implements Serializable {

    FileDigests.FileDigest digest() {
        return new FileDigests.FileDigest(task.runId(), task.file().member().path(), storedBytes, sha256);
    }
}
