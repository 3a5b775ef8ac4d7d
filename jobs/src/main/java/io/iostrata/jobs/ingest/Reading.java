package io.iostrata.jobs.ingest;

import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.split.SplitJoin;
import io.iostrata.jobs.Progress;
import io.iostrata.jobs.ingest.FileDigests.FileDigest;
import io.iostrata.jobs.lake.EventFiles;
import io.iostrata.jobs.lake.Lake;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The reading of all files of a plan, by Spark. A large plain file is read in splits, beside them once more for its digest;
 * where what the splits tell is not what a reading of the whole would, it is read whole after all.
 */
final class Reading {
    private final JavaSparkContext spark;
    private final EventFiles files;
    private final SourceReader reader;
    private final SplitFiles splitFiles;
    private final Progress progress;

    Reading(Lake lake, ArchiveStore store, Progress progress) {
        spark = JavaSparkContext.fromSparkContext(lake.spark().sparkContext());
        files = EventFiles.of(lake);
        reader = new SourceReader(store);
        splitFiles = new SplitFiles(store);
        this.progress = progress;
    }

    /** What one Spark task reads: files, or one split, or a file for its digest. */
    private record Unit(List<SourceTask> whole, List<SplitTask> splits, List<SourceTask> digests)
            implements Serializable {
        static Unit of(SplitTask split) {
            return new Unit(List.of(), List.of(split), List.of());
        }

        static Unit ofDigest(SourceTask task) {
            return new Unit(List.of(), List.of(), List.of(task));
        }
    }

    /** What it gave. */
    private record Given(List<SourceOutcome> whole, List<SplitOutcome> splits, List<FileDigest> digests)
            implements Serializable {}

    List<SourceOutcome> read(IngestPlan plan) {
        var units = new ArrayList<Unit>();
        var whole = new ArrayList<SourceTask>();
        for (var task : plan.tasks()) {
            var splits = splitFiles.splits(task, plan.declarations());
            if (splits.isEmpty()) {
                whole.add(task);
            } else {
                units.add(Unit.ofDigest(task));
                splits.forEach(split -> units.add(Unit.of(split)));
            }
        }
        units.addAll(ofWhole(whole));
        progress.phase(
                "reading " + plan.tasks().size() + " files of " + plan.runs().size() + " runs", units.size());
        return joined(read(units, plan.declarations()), plan.declarations());
    }

    private List<Unit> ofWhole(List<SourceTask> tasks) {
        return TaskGroups.of(tasks, spark.defaultParallelism()).stream()
                .map(group -> new Unit(group, List.of(), List.of()))
                .toList();
    }

    private List<Given> read(List<Unit> units, Map<String, Declarations> declarations) {
        if (units.isEmpty()) {
            return List.of();
        }
        var reads = reader;
        var readsSplits = splitFiles;
        var into = files;
        var known = spark.broadcast(declarations);
        return spark.parallelize(units, units.size())
                .map(unit -> new Given(
                        unit.whole.isEmpty() ? List.of() : reads.read(unit.whole, into, known.value()),
                        unit.splits.stream()
                                .map(split -> readsSplits.read(split, into, known.value()))
                                .toList(),
                        unit.digests.isEmpty() ? List.of() : reads.digests(unit.digests)))
                .collect();
    }

    private List<SourceOutcome> joined(List<Given> given, Map<String, Declarations> declarations) {
        var outcomes = new ArrayList<SourceOutcome>();
        given.forEach(each -> outcomes.addAll(each.whole));
        var digests = given.stream()
                .flatMap(each -> each.digests.stream())
                .collect(Collectors.toMap(digest -> List.of(digest.runId(), digest.path()), digest -> digest));
        var bySource = given.stream()
                .flatMap(each -> each.splits.stream())
                .collect(Collectors.groupingBy(SplitOutcome::task, LinkedHashMap::new, Collectors.toList()));
        var again = new ArrayList<SourceTask>();
        bySource.forEach((task, splits) -> {
            var digest = digests.get(List.of(task.runId(), task.file().member().path()));
            joined(task, splits, digest).ifPresentOrElse(outcomes::add, () -> again.add(task));
        });
        if (!again.isEmpty()) {
            again.forEach(task -> bySource.get(task).stream()
                    .flatMap(split -> split.dataFiles().stream())
                    .forEach(files::discard));
            progress.phase("reading " + again.size() + " files again, that have to be read whole", again.size());
            read(ofWhole(again), declarations).forEach(each -> outcomes.addAll(each.whole));
        }
        return outcomes;
    }

    private static Optional<SourceOutcome> joined(SourceTask task, List<SplitOutcome> splits, FileDigest digest) {
        var results = splits.stream().map(SplitOutcome::result).toList();
        return SplitJoin.of(task.file().member().name(), results)
                .filter(result -> result.sizeBytes() == digest.storedBytes())
                .map(result -> new SourceOutcome(
                        task,
                        digest.sha256(),
                        digest.storedBytes(),
                        SourceRows.of(task, result, digest.storedBytes(), digest.sha256()),
                        result.issues().stream()
                                .map(issue -> IssueRows.of(task, issue))
                                .toList(),
                        splits.stream()
                                .flatMap(split -> split.dataFiles().stream())
                                .toList()));
    }
}
