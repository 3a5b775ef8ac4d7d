package io.iostrata.jobs.ingest;

import io.iostrata.ingest.archive.RunFile;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * One source to read: a file, or the files of a trace that its tracer cut by CPU.
 *
 * @param declarations digest of the trace-events to read it with; empty for none
 * @param others the files read with it, whose events are its own
 */
record SourceTask(
        String runId, String ingestId, int sourceId, RunFile file, String declarations, List<SourceTask> others)
        implements Serializable {
    SourceTask {
        others = List.copyOf(others);
    }

    /** The task of each file. */
    Stream<SourceTask> files() {
        return Stream.concat(Stream.of(this), others.stream());
    }
}
