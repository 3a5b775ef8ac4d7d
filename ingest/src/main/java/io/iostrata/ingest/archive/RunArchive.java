package io.iostrata.ingest.archive;

import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.TraceFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run as an archive holds it.
 *
 * @param runId the manifest's, else the directory's name
 * @param location path of the run's directory, with "!" before a path inside a container
 * @param manifestBytes run.json as stored; empty without one
 * @param files the raw files, by path; ground truth is not among them
 * @param declarations the trace-events file in the run's directory, or the one the manifest names
 * @param eventFormats what pages of a ring buffer are read with, by their paths
 */
public record RunArchive(
        String runId,
        String location,
        RunManifest manifest,
        byte[] manifestBytes,
        List<RunFile> files,
        Optional<DecodeInput.Declarations> declarations,
        Map<String, DecodeInput.Declarations> eventFormats,
        List<Issue> issues) {

    public RunArchive {
        files = List.copyOf(files);
        eventFormats = Map.copyOf(eventFormats);
        issues = List.copyOf(issues);
    }

    /** What one of the files is read with, should it need anything and the run have it. */
    public Optional<DecodeInput.Declarations> declarations(RunFile file) {
        var format = file.traceFormat();
        if (format.filter(TraceFormat.TRACE_PIPE_RAW::equals).isPresent()) {
            return Optional.ofNullable(eventFormats.get(file.member().path()));
        }
        return format.filter(TraceFormat::readsTraceEvents).isPresent() ? declarations : Optional.empty();
    }
}
