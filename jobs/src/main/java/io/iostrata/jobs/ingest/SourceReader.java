package io.iostrata.jobs.ingest;

import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.ingest.archive.Container;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Issue;
import io.iostrata.jobs.archive.StoredMembers;
import io.iostrata.jobs.ingest.FileDigests.FileDigest;
import io.iostrata.jobs.lake.EventFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What a Spark task does with its files: opens each where it is stored, reads it, writes its events. */
final class SourceReader implements Serializable {
    private static final long serialVersionUID = 1;

    private final ArchiveStore store;

    SourceReader(ArchiveStore store) {
        this.store = store;
    }

    /** Reads the files of a group, each to its end whatever its bytes are. */
    List<SourceOutcome> read(List<SourceTask> group, EventFiles files, Map<String, Declarations> declarations) {
        var outcomes = new ArrayList<SourceOutcome>();
        forEach(
                group,
                (task, file) -> {
                    var others = others(task, outcomes);
                    try (var decoding = new SourceDecode(new SourceDecode.Stored(task, file), others, files)) {
                        outcomes.addAll(decoding.run(declarations));
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                },
                (task, why) -> outcomes.add(SourceRows.unread(task, SourceRows.unreadable(task, why))));
        addMissing(group, outcomes);
        return outcomes;
    }

    /** Digests of the files of a group as stored. */
    List<FileDigest> digests(List<SourceTask> group) {
        var digests = new ArrayList<FileDigest>();
        forEach(
                group.stream().flatMap(SourceTask::files).toList(),
                (task, file) -> {
                    try (file) {
                        file.drain();
                        digests.add(digest(task, file.storedBytes(), file.sha256()));
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                },
                (task, why) -> digests.add(digest(task, 0, "")));
        return digests;
    }

    private static FileDigest digest(SourceTask task, long storedBytes, String sha256) {
        return new FileDigest(task.runId(), task.file().member().path(), storedBytes, sha256);
    }

    /** The source's other files, opened; what cannot be is an outcome already. */
    private List<SourceDecode.Stored> others(SourceTask source, List<SourceOutcome> outcomes) {
        var others = new ArrayList<SourceDecode.Stored>();
        for (var task : source.others()) {
            try {
                others.add(new SourceDecode.Stored(
                        task, new StoredFile(task.file().member().name(), opened(task), () -> opened(task))));
            } catch (IOException notOpened) {
                outcomes.add(SourceRows.unread(task, SourceRows.unreadable(task, notOpened)));
            }
        }
        return others;
    }

    private InputStream opened(SourceTask task) throws IOException {
        return new StoredMembers(store).open(task.file().member());
    }

    private void forEach(
            List<SourceTask> group,
            BiConsumer<SourceTask, StoredFile> consumer,
            BiConsumer<SourceTask, IOException> unreadable) {
        if (group.get(0).file().member().isInContainer()) {
            visit(group, consumer);
            return;
        }
        for (var task : group) {
            var path = task.file().member().archive();
            try {
                consumer.accept(
                        task, new StoredFile(task.file().member().name(), store.open(path), () -> store.open(path)));
            } catch (IOException notOpened) {
                unreadable.accept(task, notOpened);
            }
        }
    }

    /** Files of one container, in the order it stores them; what a break cuts off is simply not visited. */
    private void visit(List<SourceTask> group, BiConsumer<SourceTask, StoredFile> consumer) {
        var archive = group.get(0).file().member().archive();
        var wanted = group.stream()
                .collect(Collectors.toMap(
                        task -> task.file().member().entry(), task -> task, (a, b) -> a, HashMap::new));
        try (var stored = store.open(archive)) {
            Container.visit(
                    stored,
                    (name, bytes) -> {
                        var task = wanted.remove(name.entry());
                        if (task != null) {
                            consumer.accept(
                                    task, new StoredFile(task.file().member().name(), bytes, () -> opened(task)));
                        }
                        return !wanted.isEmpty();
                    },
                    trouble -> {});
        } catch (IOException brokenContainer) {
            // The scan found the same break and reported it; the files behind it get rows of their own below.
            return;
        }
    }

    private static void addMissing(List<SourceTask> group, List<SourceOutcome> outcomes) {
        var seen = outcomes.stream().map(SourceOutcome::task).collect(Collectors.toSet());
        for (var task : group.stream().flatMap(SourceTask::files).toList()) {
            if (!seen.contains(task)) {
                Issue issue = SourceRows.cutOff(task);
                outcomes.add(SourceRows.unread(task, issue));
            }
        }
    }
}
