package io.iostrata.jobs.ingest;

import io.iostrata.ingest.parquet.EventFileTarget;
import io.iostrata.jobs.lake.EventFiles;
import io.iostrata.jobs.lake.IcebergOutput;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.io.OutputFile;

/** Where the events of a source, or of a split of it, go: a file in the lake that nobody sees yet. */
final class EventTarget implements EventFileTarget {
    private static final int LONGEST_RUN_ID = 80;

    private final EventFiles files;
    private final String name;
    private OutputFile last;

    /** A file whose name ends in {@code suffix}. */
    EventTarget(EventFiles files, SourceTask task, String suffix) {
        this.files = files;
        name = "%s-%s-%d%s".formatted(task.ingestId(), safe(task.runId()), task.sourceId(), suffix);
    }

    @Override
    public org.apache.parquet.io.OutputFile create() {
        last = files.create(name);
        return new IcebergOutput(last);
    }

    @Override
    public void discard(org.apache.parquet.io.OutputFile file) {
        files.discard(last);
    }

    /** The finished file, if there is one. */
    List<DataFile> finished(boolean hasFile) {
        return hasFile ? List.of(files.finished(last)) : List.of();
    }

    private static String safe(String runId) {
        var plain = runId.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.length() > LONGEST_RUN_ID ? plain.substring(0, LONGEST_RUN_ID) : plain;
    }
}
