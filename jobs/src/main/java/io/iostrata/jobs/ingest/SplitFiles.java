package io.iostrata.jobs.ingest;

import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.parquet.EventFileSpec;
import io.iostrata.ingest.parquet.SourceInput;
import io.iostrata.ingest.parquet.SourceWriter;
import io.iostrata.ingest.split.SplitDecoding;
import io.iostrata.ingest.split.SplitResult;
import io.iostrata.jobs.archive.LargeFile;
import io.iostrata.jobs.lake.EventFiles;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.RootAllocator;

/** Plans and reads the splits of large files. */
final class SplitFiles implements Serializable {
    private static final long serialVersionUID = 1;

    private final ArchiveStore store;

    SplitFiles(ArchiveStore store) {
        this.store = store;
    }

    /** The splits of a source of one file; none where it is read whole. */
    List<SplitTask> splits(SourceTask task, Map<String, Declarations> declarations) {
        if (!task.others().isEmpty() || task.file().traceFormat().isEmpty()) {
            return List.of();
        }
        return file(task).splits(input(task, declarations)).stream()
                .map(split -> new SplitTask(task, split))
                .toList();
    }

    /** Reads a split into a file of its own. */
    SplitOutcome read(SplitTask of, EventFiles files, Map<String, Declarations> declarations) {
        var task = of.task();
        var source = file(task).source(input(task, declarations));
        var spec = new EventFileSpec(task.runId(), task.ingestId(), task.sourceId(), files.fieldIds());
        var target = new EventTarget(files, task, "-" + of.split().index());
        try (var allocator = new RootAllocator()) {
            SplitResult result = new SourceWriter(allocator, SourceDecode.spillDirectory())
                    .write(pool -> new SplitDecoding(source, of.split(), pool), spec, target);
            return new SplitOutcome(task, result, target.finished(result.hasFile()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private LargeFile file(SourceTask task) {
        return new LargeFile(store, task.file());
    }

    private SourceInput input(SourceTask task, Map<String, Declarations> declarations) {
        return new SourceInput(
                task.file().member().name(),
                task.file().traceFormat().orElseThrow()::open,
                () -> store.open(task.file().member().archive()),
                Optional.ofNullable(declarations.get(task.declarations())),
                Optional.of(task.file().clock()).filter(name -> !name.isEmpty()));
    }
}
