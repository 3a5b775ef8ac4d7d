package io.iostrata.jobs.ingest;

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
 * @param troubles what is wrong with the archives themselves, a line each; what is unusable comes first in no order
 */
record IngestPlan(List<PlannedRun> runs, Map<String, Declarations> declarations, List<Trouble> troubles) {

    /** A run's files are in a directory of its name, and no file system takes longer ones. */
    private static final int LONGEST_RUN_ID = 200;

    /** A line about an archive that belongs to no single file of a run. */
    record Trouble(Severity severity, String line) {}

    static IngestPlan of(ArchiveStore store, IngestOptions options, String ingestId) throws IOException {
        var found = new ArrayList<RunArchive>();
        var troubles = new ArrayList<Trouble>();
        for (var archive : options.archives()) {
            var findings = ArchiveScanner.scan(store, archive);
            findings.issues().forEach(issue -> troubles.add(trouble(issue)));
            if (findings.runs().isEmpty()) {
                troubles.add(new Trouble(
                        Severity.ERROR,
                        archive + "@0x0: no run in it, expected a directory or container with a run.json or with a"
                                + " recognised trace or benchmark file"));
            }
            found.addAll(findings.runs());
        }
        var declarations = new HashMap<String, Declarations>();
        var runs = new ArrayList<PlannedRun>();
        for (var run : withoutDoubles(usable(found, troubles), troubles)) {
            runs.add(planned(run, options, ingestId, declarations));
        }
        return new IngestPlan(List.copyOf(runs), Map.copyOf(declarations), List.copyOf(troubles));
    }

    /** The plan less some of its runs. */
    IngestPlan without(List<PlannedRun> unchanged) {
        return new IngestPlan(
                runs.stream().filter(run -> !unchanged.contains(run)).toList(), declarations, troubles);
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
        var wanted = run.files().stream().anyMatch(IngestPlan::needsDeclarations)
                ? run.declarations().or(options::declarations)
                : Optional.<Declarations>empty();
        var digest = wanted.map(file -> FileDigests.sha256(file.text())).orElse("");
        wanted.ifPresent(file -> declarations.putIfAbsent(digest, file));
        var tasks = new ArrayList<SourceTask>();
        for (var file : run.files()) {
            tasks.add(new SourceTask(
                    run.runId(), ingestId, tasks.size() + 1, file, needsDeclarations(file) ? digest : "", List.of()));
        }
        return PlannedRun.of(run, options, digest, together(tasks));
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

    private static boolean needsDeclarations(RunFile file) {
        return file.traceFormat().filter(TraceFormat::readsTraceEvents).isPresent();
    }

    private static Trouble trouble(Issue issue) {
        return new Trouble(issue.severity(), issue.message());
    }
}
