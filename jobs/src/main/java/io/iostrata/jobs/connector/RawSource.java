package io.iostrata.jobs.connector;

import io.iostrata.ingest.archive.Compression;
import io.iostrata.ingest.archive.RunFile;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.parquet.SourceDecoding;
import io.iostrata.ingest.parquet.SourceInput;
import io.iostrata.ingest.split.FileSplit;
import io.iostrata.jobs.archive.LargeFile;
import io.iostrata.jobs.archive.StoredMembers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A raw file to read, or the files of a trace that its tracer cut by CPU: what a task needs to read it anywhere.
 *
 * @param files the first one leads; all of one format
 * @param declarations one at most
 * @param clock as a manifest or an option names it, or empty
 */
record RawSource(
        StoredMembers members, String runId, List<RunFile> files, List<Declarations> declarations, String clock)
        implements Serializable {
    private static final int BUFFER = 1 << 18;

    RawSource {
        files = List.copyOf(files);
        declarations = List.copyOf(declarations);
    }

    /** How messages and column {@code file} name it. */
    String name() {
        return files.get(0).member().name();
    }

    /** How to decode it; remarks on how its files are compressed go to {@code remarks}. */
    SourceInput input(IssueLog remarks) {
        TraceFormat format = files.get(0).traceFormat().orElseThrow();
        var parts = files.stream()
                .map(file -> new SourceInput.Part(file.member().name(), () -> open(file, remarks)))
                .toList();
        return new SourceInput(
                name(),
                format::open,
                parts.get(0).content(),
                declarations.stream().findFirst(),
                Optional.of(clock).filter(named -> !named.isEmpty()),
                parts.subList(1, parts.size()));
    }

    /** The splits it is read in; none where it is read whole. */
    List<FileSplit> splits() {
        return file().splits(input(new IssueLog()));
    }

    /** True where its splits need no proof. */
    boolean cutsAreCertain() {
        return files.get(0).traceFormat().orElseThrow().cutsAreCertain();
    }

    /** The reading of one split, or of the whole where there is none. */
    SourceDecoding decoding(List<FileSplit> split, IssueLog remarks, BatchPool pool) {
        var input = input(remarks);
        return split.isEmpty()
                ? new SourceDecoding(input, pool)
                : file().source(input).decoding(split.get(0), pool);
    }

    private LargeFile file() {
        return new LargeFile(members.store(), files.get(0));
    }

    private InputStream open(RunFile file, IssueLog remarks) throws IOException {
        return Compression.decompressed(
                new BufferedInputStream(members.open(file.member()), BUFFER),
                remark -> remarks.add(remark.issue(file.member().name())));
    }
}
