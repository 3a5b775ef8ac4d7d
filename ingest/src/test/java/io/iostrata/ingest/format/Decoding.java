package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.ByteCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.arrow.memory.RootAllocator;

/**
 * What a decoder made of a few bytes, in one batch.
 *
 * @param table the rows as {@link EventTables} prints them
 * @param issues one line an issue: kind, severity, count, interval
 * @param passedBytes offset where the decoder stopped
 */
public record Decoding(
        String table,
        String issues,
        List<Issue> issueRows,
        int rows,
        long passedBytes,
        long skippedBytes,
        long lostEvents,
        OptionalLong resolutionNs,
        Optional<String> clock) {

    /** Decodes a text and prints the columns that {@code expected} has. */
    public static Decoding of(
            String input, Optional<String> clock, String expected, Function<DecodeInput, TraceDecoder> decoder)
            throws IOException {
        return of(input.getBytes(StandardCharsets.UTF_8), clock, EventTables.columns(expected), decoder);
    }

    public static Decoding of(
            byte[] input, Optional<String> clock, List<String> columns, Function<DecodeInput, TraceDecoder> decoder)
            throws IOException {
        var names = new Names();
        var issues = new IssueLog();
        try (var in = new ByteCursor("input", new ByteArrayInputStream(input));
                var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, names)) {
            var trace = decoder.apply(new DecodeInput(in, names, issues, Optional.empty(), clock));
            if (trace.read(batch)) {
                throw new IllegalArgumentException("Invalid input: more than a batch (tests use a few lines)");
            }
            return new Decoding(
                    EventTables.text(batch, columns),
                    issues.rows().stream().map(Decoding::line).collect(Collectors.joining("\n")),
                    issues.rows(),
                    batch.rows(),
                    in.offset(),
                    in.skippedBytes(),
                    trace.lostEvents(),
                    trace.resolutionNs(),
                    trace.clock());
        }
    }

    private static String line(Issue issue) {
        var during =
                issue.during().map(span -> " " + span.from() + ".." + span.to()).orElse("");
        return issue.kind().id() + " " + issue.severity().id() + " " + issue.count() + during;
    }
}
