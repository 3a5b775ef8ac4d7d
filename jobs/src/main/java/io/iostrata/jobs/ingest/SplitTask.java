package io.iostrata.jobs.ingest;

import io.iostrata.ingest.split.FileSplit;
import java.io.Serializable;

/** One split of a file to read. */
record SplitTask(SourceTask task, FileSplit split) implements Serializable {}
