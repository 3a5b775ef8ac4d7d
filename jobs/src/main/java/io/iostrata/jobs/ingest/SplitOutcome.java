package io.iostrata.jobs.ingest;

import io.iostrata.ingest.split.SplitResult;
import java.io.Serializable;
import java.util.List;
import org.apache.iceberg.DataFile;

/**
 * What reading one split gave.
 *
 * @param task of the file that it is a split of
 * @param dataFiles the finished Parquet file, not committed yet; none for a split without events
 */
record SplitOutcome(SourceTask task, SplitResult result, List<DataFile> dataFiles) implements Serializable {}
