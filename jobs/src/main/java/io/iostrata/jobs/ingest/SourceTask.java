package io.iostrata.jobs.ingest;

import io.iostrata.ingest.archive.RunFile;
import java.io.Serializable;

/**
 * One file to read.
 *
 * @param declarations digest of the trace-events to read it with; empty for none
 */
record SourceTask(String runId, String ingestId, int sourceId, RunFile file, String declarations)
        implements Serializable {}
