package io.iostrata.jobs.ingest;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.io.OutputFile;

/** The reading of one source: decoded into a Parquet file, or, where nobody knows its format, only measured. */
final class SourceDecode implements AutoCloseable {
    private final SourceTask task;
    private final StoredFile stored;
    private final List<Stored> others;
    private final EventFiles files;

    /** A file, opened. */
    record Stored(SourceTask task, StoredFile file) {}

    SourceDecode(Stored first, List<Stored> others, EventFiles files) {
        task = first.task();
        stored = first.file();
        this.others = List.copyOf(others);
        this.files = files;
    }

    /** One outcome a file. */
    List<SourceOutcome> run(Map<String, Declarations> declarations) throws IOException {
        var format = task.file().traceFormat();
        return format.isPresent() ? decoded(format.get(), declarations) : List.of(measured());
    }

    @Override
    public void close() throws IOException {
        stored.close();
        for (var other : others) {
            other.file.close();
        }
    }

    private List<SourceOutcome> decoded(TraceFormat format, Map<String, Declarations> declarations) throws IOException {
        var target = new Target();
        var clock = Optional.of(task.file().clock()).filter(name -> !name.isEmpty());
        var input = new SourceInput(
                task.file().member().name(),
                format::open,
                stored,
                Optional.ofNullable(declarations.get(task.declarations())),
                clock,
                others.stream()
                        .map(other ->
                                new SourceInput.Part(other.task.file().member().name(), other.file))
                        .toList());
        var spec = new EventFileSpec(task.runId(), task.ingestId(), task.sourceId(), files.fieldIds());
        SourceResult result;
        try (var allocator = new RootAllocator()) {
            result = new SourceWriter(allocator, spillDirectory()).write(input, spec, target);
        }
        var outcomes = new ArrayList<SourceOutcome>();
        outcomes.add(outcome(new Stored(task, stored), result, target.finished(result)));
        for (int i = 0; i < others.size(); i++) {
            outcomes.add(outcome(others.get(i), result.ofOther(i), List.of()));
        }
        return outcomes;
    }

    private SourceOutcome measured() throws IOException {
        boolean isRead = task.file().isRead();
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
        if (!isRead && issues.isEmpty()) {
            issues = List.of(SourceRows.unrecognised(task, bytes));
        }
        var result = new SourceResult(
                isRead ? task.file().format() : SourceRows.OTHER,
                bytes,
                isRead ? bytes : 0,
                isRead ? 0 : bytes,
                0,
                0,
                OptionalLong.empty(),
                Optional.empty(),
                issues,
                Optional.empty());
        return outcome(new Stored(task, stored), result, List.of());
    }

    private static SourceOutcome outcome(Stored of, SourceResult result, List<DataFile> dataFiles) throws IOException {
        of.file.drain();
        return new SourceOutcome(
                of.task,
                of.file.sha256(),
                of.file.storedBytes(),
                SourceRows.of(of.task, result, of.file),
                Stream.concat(result.issues().stream(), of.file.issues().stream())
                        .map(issue -> IssueRows.of(of.task, issue))
                        .toList(),
                dataFiles);
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
