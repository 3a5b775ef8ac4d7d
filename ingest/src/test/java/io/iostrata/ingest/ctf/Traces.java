package io.iostrata.ingest.ctf;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.arrow.memory.RootAllocator;

/** CTF traces decoded from the bytes of their files. */
final class Traces {
    private Traces() {}

    /**
     * What a decoder made of a trace.
     *
     * @param issues one line an issue, FOUND ones left out: kind, severity, count, interval
     * @param skipped bytes, of all files
     * @param passed bytes, of all files
     */
    record Decoded(
            String table, String issues, int rows, long skipped, long passed, long lost, Optional<String> clock) {}

    static Decoded decode(String columns, byte[]... files) throws IOException {
        var names = new Names();
        var issues = new IssueLog();
        List<ByteCursor> cursors = Arrays.stream(files)
                .map(bytes -> new ByteCursor("input", new ByteArrayInputStream(bytes)))
                .toList();
        try (var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, names)) {
            var decoder = new CtfDecoder(new DecodeInput(
                    cursors.get(0),
                    names,
                    issues,
                    Optional.empty(),
                    Optional.empty(),
                    cursors.subList(1, cursors.size())));
            if (decoder.read(batch)) {
                throw new IllegalArgumentException("Invalid trace: more than a batch (tests use a few events)");
            }
            return new Decoded(
                    EventTables.text(batch, EventTables.columns(columns)),
                    issues.rows().stream()
                            .map(Traces::line)
                            .collect(Collectors.joining("\n"))
                            .strip(),
                    batch.rows(),
                    cursors.stream().mapToLong(ByteCursor::skippedBytes).sum(),
                    cursors.stream().mapToLong(ByteCursor::offset).sum(),
                    decoder.lostEvents(),
                    decoder.clock());
        }
    }

    static byte[] text(String metadata) {
        return metadata.getBytes(StandardCharsets.UTF_8);
    }

    private static String line(Issue issue) {
        var during =
                issue.during().map(span -> " " + span.from() + ".." + span.to()).orElse("");
        var line = issue.kind().id() + " " + issue.severity().id() + " " + issue.count() + during;
        return line.startsWith("found ") ? "" : line;
    }
}
