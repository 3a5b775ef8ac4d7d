package io.iostrata.jobs.ingest;

import io.iostrata.ingest.archive.RunFile;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.parquet.EventFileSpec;
import io.iostrata.ingest.parquet.EventFileTarget;
import io.iostrata.ingest.parquet.SourceInput;
import io.iostrata.ingest.parquet.SourceResult;
import io.iostrata.ingest.parquet.SourceWriter;
import io.iostrata.jobs.lake.EventFiles;
import io.iostrata.jobs.lake.IcebergOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.io.OutputFile;

/** The reading of one stored file: decoded into a Parquet file, or, where nobody knows its format, only measured. */
final class SourceDecode implements AutoCloseable {
    private final SourceTask task;
    private final StoredFile stored;
    private final EventFiles files;

    SourceDecode(SourceTask task, StoredFile stored, EventFiles files) {
        this.task = task;
        this.stored = stored;
        this.files = files;
    }

    SourceOutcome run(Map<String, Declarations> declarations) throws IOException {
        var format = task.file().traceFormat();
        return format.isPresent() ? decoded(format.get(), declarations) : measured();
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }

    private SourceOutcome decoded(TraceFormat format, Map<String, Declarations> declarations) throws IOException {
        var target = new Target();
        var clock = Optional.of(task.file().clock()).filter(name -> !name.isEmpty());
        var input = new SourceInput(
                task.file().member().name(),
                format::open,
                stored,
                Optional.ofNullable(declarations.get(task.declarations())),
                clock);
        var spec = new EventFileSpec(task.runId(), task.ingestId(), task.sourceId(), files.fieldIds());
        SourceResult result;
        try (var allocator = new RootAllocator()) {
            result = new SourceWriter(allocator, spillDirectory()).write(input, spec, target);
        }
        return outcome(result, target.finished(result));
    }

    private SourceOutcome measured() throws IOException {
        boolean declarations = task.file().format().equals(RunFile.DECLARATIONS);
        long bytes = 0;
        List<Issue> issues = List.of();
        try (var in = stored.open()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
        } catch (IOException | RuntimeException broken) {
            issues = List.of(SourceRows.broken(task, bytes, broken));
        }
        if (!declarations && issues.isEmpty()) {
            issues = List.of(SourceRows.unrecognised(task, bytes));
        }
        var result = new SourceResult(
                declarations ? RunFile.DECLARATIONS : SourceRows.OTHER,
                bytes,
                declarations ? bytes : 0,
                declarations ? 0 : bytes,
                0,
                0,
                OptionalLong.empty(),
                Optional.empty(),
                issues,
                Optional.empty());
        return outcome(result, List.of());
    }

    private SourceOutcome outcome(SourceResult result, List<DataFile> dataFiles) throws IOException {
        stored.drain();
        return new SourceOutcome(
                task,
                stored.sha256(),
                stored.storedBytes(),
                SourceRows.of(task, result, stored),
                Stream.concat(result.issues().stream(), remarks())
                        .map(issue -> IssueRows.of(task, issue))
                        .toList(),
                dataFiles);
    }

    private Stream<Issue> remarks() {
        var name = task.file().member().name();
        return stored.remarks().stream().map(remark -> remark.issue(name));
    }

    private static Path spillDirectory() {
        return Path.of(System.getProperty("spark.local.dir", System.getProperty("java.io.tmpdir")));
    }

    /** Where the events go: a file in the lake that nobody sees yet. */
    private final class Target implements EventFileTarget {
        private OutputFile last;

        @Override
        public org.apache.parquet.io.OutputFile create() {
            last = files.create("%s-%s-%d".formatted(task.ingestId(), safe(task.runId()), task.sourceId()));
            return new IcebergOutput(last);
        }

        @Override
        public void discard(org.apache.parquet.io.OutputFile file) {
            files.discard(last);
        }

        List<DataFile> finished(SourceResult result) {
            return result.file().isPresent() ? List.of(files.finished(last)) : List.of();
        }

        private String safe(String runId) {
            var plain = runId.replaceAll("[^A-Za-z0-9._-]", "_");
            return plain.length() > 80 ? plain.substring(0, 80) : plain;
        }
    }
}
