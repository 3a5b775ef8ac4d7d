package io.iostrata.jobs.ingest;

import io.iostrata.ingest.archive.ArchiveIssue;
import io.iostrata.ingest.archive.ArchiveScanner;
import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.ingest.archive.RunArchive;
import io.iostrata.ingest.archive.RunFile;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything an ingest will read: the runs of all archives, numbered files, the trace-events they need.
 *
 * @param declarations trace-events files by their digest
 * @param archiveIssues what of the troubles is put to runs, by their ids
 * @param troubles what is wrong with the archives themselves, a line each; what is unusable comes first in no order
 */
record IngestPlan(
        List<PlannedRun> runs,
        Map<String, Declarations> declarations,
        List<Trouble> troubles,
        Map<String, List<Issue>> archiveIssues) {

    /** A run's files are in a directory of its name, and no file system takes longer ones. */
    private static final int LONGEST_RUN_ID = 200;

    /** A line about an archive that belongs to no single file of a run. */
    record Trouble(Severity severity, String line) {}

    /** What was found in one archive. */
    private record Found(List<RunArchive> runs, List<ArchiveIssue> issues) {}

    static IngestPlan of(ArchiveStore store, IngestOptions options, String ingestId) throws IOException {
        var troubles = new ArrayList<Trouble>();
        var found = new ArrayList<Found>();
        for (var archive : options.archives()) {
            found.add(found(store, archive, troubles));
        }
        var all = found.stream().flatMap(archive -> archive.runs().stream()).toList();
        var readable = withoutDoubles(usable(all, troubles), troubles);
        var put = new ArchiveTroubles();
        for (var archive : found) {
            put.put(
                    archive.issues(),
                    readable.stream().filter(archive.runs()::contains).toList());
        }
        var declarations = new HashMap<String, Declarations>();
        var runs = new ArrayList<PlannedRun>();
        for (var run : readable) {
            runs.add(planned(run, options, ingestId, declarations));
        }
        return new IngestPlan(List.copyOf(runs), Map.copyOf(declarations), List.copyOf(troubles), put.byRun());
    }

    private static Found found(ArchiveStore store, String archive, List<Trouble> troubles) throws IOException {
        var findings = ArchiveScanner.scan(store, archive);
        findings.issues().forEach(found -> troubles.add(trouble(found.issue())));
        if (findings.runs().isEmpty()) {
            troubles.add(new Trouble(
                    Severity.ERROR,
                    archive + "@0x0: no run in it, expected a directory or container with a run.json or with a"
                            + " recognised trace or benchmark file"));
        }
        return new Found(findings.runs(), findings.issues());
    }

    /** The issues of its archive that a run has rows of. */
    List<Issue> archiveIssues(PlannedRun run) {
        return archiveIssues.getOrDefault(run.runId(), List.of());
    }

    /** The plan less some of its runs. */
    IngestPlan without(List<PlannedRun> unchanged) {
        return new IngestPlan(
                runs.stream().filter(run -> !unchanged.contains(run)).toList(), declarations, troubles, archiveIssues);
    }

    List<SourceTask> tasks() {
        return runs.stream().flatMap(run -> run.tasks().stream()).toList();
    }

    /** Without runs whose id cannot name a directory of the lake. */
    private static List<RunArchive> usable(List<RunArchive> found, List<Trouble> troubles) {
        var usable = new ArrayList<RunArchive>();
        for (var run : found) {
            int length = URLEncoder.encode(run.runId(), StandardCharsets.UTF_8).length();
            if (run.runId().isBlank() || length > LONGEST_RUN_ID) {
                troubles.add(new Trouble(
                        Severity.ERROR,
                        "%s: run_id of %d characters, %d as a file name, expected 1 to %d: the run was not read"
                                .formatted(run.location(), run.runId().length(), length, LONGEST_RUN_ID)));
            } else {
                usable.add(run);
            }
        }
        return usable;
    }

    private static List<RunArchive> withoutDoubles(List<RunArchive> found, List<Trouble> troubles) {
        Map<String, List<RunArchive>> byId = found.stream()
                .collect(Collectors.groupingBy(RunArchive::runId, LinkedHashMap::new, Collectors.toList()));
        byId.forEach((runId, runs) -> {
            if (runs.size() > 1) {
                var places = runs.stream().map(RunArchive::location).collect(Collectors.joining(" and "));
                troubles.add(new Trouble(
                        Severity.ERROR,
                        "%s: run_id \"%s\" is that of %d runs, expected one each: none of them was read"
                                .formatted(places, runId, runs.size())));
            }
        });
        return byId.values().stream()
                .filter(runs -> runs.size() == 1)
                .map(runs -> runs.get(0))
                .toList();
    }

    private static PlannedRun planned(
            RunArchive run, IngestOptions options, String ingestId, Map<String, Declarations> declarations) {
        var digests = new HashMap<Declarations, String>();
        var tasks = new ArrayList<SourceTask>();
        for (var file : run.files()) {
            var wanted = run.declarations(file).or(() -> given(options, file));
            var digest = wanted.map(read -> digests.computeIfAbsent(read, IngestPlan::digest))
                    .orElse("");
            wanted.ifPresent(read -> declarations.putIfAbsent(digest, read));
            tasks.add(new SourceTask(run.runId(), ingestId, tasks.size() + 1, file, digest, List.of()));
        }
        var traceEvents = run.files().stream().anyMatch(IngestPlan::needsTraceEvents)
                ? run.declarations().or(options::declarations)
                : Optional.<Declarations>empty();
        return PlannedRun.of(run, options, traceEvents.map(digests::get).orElse(""), together(tasks));
    }

    private static Optional<Declarations> given(IngestOptions options, RunFile file) {
        return needsTraceEvents(file) ? options.declarations() : Optional.empty();
    }

    private static String digest(Declarations declarations) {
        return FileDigests.sha256(declarations.text());
    }

    /** The files of one source put together, the one that leads or else the first of them leading. */
    private static List<SourceTask> together(List<SourceTask> files) {
        return files.stream()
                .collect(Collectors.groupingBy(task -> task.file().source(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(IngestPlan::source)
                .toList();
    }

    private static SourceTask source(List<SourceTask> files) {
        var first =
                files.stream().filter(task -> task.file().leads()).findFirst().orElse(files.get(0));
        return leading(first, files.stream().filter(task -> !task.equals(first)).toList());
    }

    private static SourceTask leading(SourceTask first, List<SourceTask> others) {
        return new SourceTask(
                first.runId(), first.ingestId(), first.sourceId(), first.file(), first.declarations(), others);
    }

    private static boolean needsTraceEvents(RunFile file) {
        return file.traceFormat().filter(TraceFormat::readsTraceEvents).isPresent();
    }

    private static Trouble trouble(Issue issue) {
        return new Trouble(issue.severity(), issue.message());
    }
}
