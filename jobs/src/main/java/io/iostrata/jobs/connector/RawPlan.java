package io.iostrata.jobs.connector;

import io.iostrata.ingest.archive.ArchiveScanner;
import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.ingest.archive.Compression;
import io.iostrata.ingest.archive.RunArchive;
import io.iostrata.ingest.archive.RunFile;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.jobs.UserError;
import io.iostrata.jobs.archive.StoredMembers;
import io.iostrata.jobs.dump.NearbyDeclarations;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What there is to read at the paths of a read, found as an ingest finds it, and what is to be said of the rest. */
final class RawPlan {
    private final RawOptions options;
    private final StoredMembers members;
    private final Map<String, RawSource> sources = new LinkedHashMap<>();
    private final List<FileIssue> issues = new ArrayList<>();

    private RawPlan(RawOptions options, ArchiveStore store) {
        this.options = options;
        members = new StoredMembers(store);
    }

    /** A path without any recognised file is a mistake. */
    static RawPlan of(RawOptions options, ArchiveStore store) {
        var plan = new RawPlan(options, store);
        new RawPaths(store).expanded(options.paths()).forEach(plan::scan);
        return plan;
    }

    Collection<RawSource> sources() {
        return sources.values();
    }

    /** What is to be said without reading the sources. */
    List<FileIssue> issues() {
        return List.copyOf(issues);
    }

    /** Why there is something that cannot be read at all, if so. */
    Optional<String> error() {
        return issues.stream()
                .filter(FileIssue::isError)
                .map(found -> found.issue().message())
                .findFirst();
    }

    private void scan(String path) {
        int before = sources.size();
        try {
            var findings = ArchiveScanner.scan(members.store(), path);
            findings.issues().forEach(found -> issues.add(new FileIssue("", found.place(), found.issue())));
            findings.runs().forEach(this::add);
        } catch (IOException unreadable) {
            throw new UserError("%s: %s (%s)"
                    .formatted(
                            path, unreadable.getMessage(), unreadable.getClass().getSimpleName()));
        }
        if (sources.size() == before && !sources.containsKey(path)) {
            throw new UserError(error().orElse(path + "@0x0: no format that is known here"));
        }
    }

    private void add(RunArchive run) {
        run.issues().forEach(issue -> issues.add(new FileIssue(run.runId(), run.location(), issue)));
        run.files().stream()
                .filter(file -> file.format().isEmpty())
                .forEach(file ->
                        issues.add(new FileIssue(run.runId(), file.member().name(), unrecognised(file))));
        run.files().stream()
                .filter(file -> file.traceFormat().isPresent())
                .collect(Collectors.groupingBy(RunFile::source, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(files -> add(run, files));
    }

    private void add(RunArchive run, List<RunFile> together) {
        var files = together.stream()
                .sorted(Comparator.comparing(RunFile::leads).reversed())
                .toList();
        var first = files.get(0);
        var clock = options.clock().isEmpty() ? first.clock() : options.clock();
        var source = new RawSource(
                members, run.runId(), files, declarations(run, first).stream().toList(), clock);
        sources.putIfAbsent(source.name(), source);
    }

    private Optional<Declarations> declarations(RunArchive run, RunFile file) {
        if (file.traceFormat().filter(TraceFormat::readsTraceEvents).isEmpty()) {
            return run.declarations(file);
        }
        return options.declarations()
                .or(run::declarations)
                .or(() -> file.member().isInContainer()
                        ? Optional.empty()
                        : NearbyDeclarations.of(Path.of(file.member().archive())));
    }

    private Issue unrecognised(RunFile file) {
        var name = file.member().name();
        try (var in = Compression.decompressed(members.open(file.member()))) {
            in.read();
            return issue(IssueKind.UNRECOGNISED, Severity.INFO, name + "@0x0: no format that is known here");
        } catch (IOException | RuntimeException broken) {
            return issue(
                    IssueKind.BROKEN_CONTAINER,
                    Severity.ERROR,
                    "%s@0x0: cannot be decompressed: %s".formatted(name, broken.getMessage()));
        }
    }

    private static Issue issue(IssueKind kind, Severity severity, String message) {
        return new Issue(0, kind, severity, 1, Optional.empty(), message);
    }
}
