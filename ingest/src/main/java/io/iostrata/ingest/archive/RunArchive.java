package io.iostrata.ingest.archive;

import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.Issue;
import java.util.List;
import java.util.Optional;

/**
 * One run as an archive holds it.
 *
 * @param runId the manifest's, else the directory's name
 * @param location path of the run's directory, with "!" before a path inside a container
 * @param manifestBytes run.json as stored; empty without one
 * @param files the raw files, by path; ground truth is not among them
 * @param declarations the trace-events file in the run's directory, or the one the manifest names
 */
public record RunArchive(
        String runId,
        String location,
        RunManifest manifest,
        byte[] manifestBytes,
        List<RunFile> files,
        Optional<DecodeInput.Declarations> declarations,
        List<Issue> issues) {

    public RunArchive {
        files = List.copyOf(files);
        issues = List.copyOf(issues);
    }
}
