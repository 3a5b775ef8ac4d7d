package io.iostrata.jobs.archive;

import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.ingest.archive.Compression;
import io.iostrata.ingest.archive.RunFile;
import io.iostrata.ingest.bytes.ListedBytes;
import io.iostrata.ingest.bytes.ReadAhead;
import io.iostrata.ingest.parquet.SourceInput;
import io.iostrata.ingest.split.FileSplit;
import io.iostrata.ingest.split.SplitPlanner;
import io.iostrata.ingest.split.SplitSize;
import io.iostrata.ingest.split.SplitSource;
import java.io.IOException;
import java.util.List;

/** A file that may be read in splits: where it is large, and neither compressed nor in a container. */
public record LargeFile(ArchiveStore store, RunFile file) {
    private static final int MAGIC = 16;

    /** Its splits, of the size that is configured; none where it is read whole. */
    public List<FileSplit> splits(SourceInput input) {
        var size = SplitSize.configured();
        try {
            return input.others().isEmpty()
                            && isDivisible()
                            && file.member().storedBytes() > size.splitBytes()
                            && isPlain()
                    ? SplitPlanner.of(source(input), size)
                    : List.of();
        } catch (IOException unreadable) {
            return List.of(); // whoever reads the whole of it says so
        }
    }

    /** Cuts in time are found by looks at many places of the file, those of a survey by reading it once more. */
    private boolean isDivisible() {
        var member = file.member();
        return !member.isInContainer()
                && file.traceFormat()
                        .filter(format ->
                                (format.timeCuts().isEmpty() && format.survey().isEmpty())
                                        || store.isLocal(member.archive()))
                        .isPresent();
    }

    /** How its splits are read. */
    public SplitSource source(SourceInput input) {
        var path = file.member().archive();
        long bytes = file.member().storedBytes();
        return new SplitSource(
                file.traceFormat().orElseThrow(),
                input,
                at -> new ReadAhead(new ListedBytes(store.open(path, at), at, bytes)),
                bytes);
    }

    private boolean isPlain() throws IOException {
        try (var in = store.open(file.member().archive())) {
            return Compression.of(in.readNBytes(MAGIC)) == Compression.NONE;
        }
    }
}
