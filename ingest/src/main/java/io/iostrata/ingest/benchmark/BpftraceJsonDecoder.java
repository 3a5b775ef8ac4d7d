package io.iostrata.ingest.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.LineCursor;
import io.iostrata.ingest.bytes.Utf8;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What {@code bpftrace -f json} prints (bpftrace 0.9 to 0.20, src/output.cpp): an object a line,
 *
 * <pre>
 * line := { "type": "hist" | "lhist", "data": { "@map": buckets | { "keys": buckets … } } }
 *       | { "type": "map" | "stats" | "printf" | …, "data": … }
 * buckets := [ { "min": lo, "max": hi, "count": n } … ]
 * </pre>
 *
 * <p>{@code max} is inclusive; the first and the last bucket of an lhist may lack a bound. Rows as those of {@link
 * HistogramTextDecoder}.
 */
public final class BpftraceJsonDecoder implements TraceDecoder {
    private static final int EXCERPT = 60;
    private static final int LINES = 50;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(40)
                    .build())
            .build();

    private final ByteCursor in;
    private final LineCursor lines;
    private final IssueLog issues;
    private final Histograms histograms;
    private final ArrayDeque<Consumer<EventBatch>> pending = new ArrayDeque<>();
    private long lost;

    public BpftraceJsonDecoder(DecodeInput input) {
        in = input.in();
        lines = new LineCursor(in);
        issues = input.issues();
        histograms = new Histograms(input);
    }

    public static boolean recognises(Head head) {
        return head.isText()
                && head.lines(LINES).stream()
                        .filter(line -> line.startsWith("{"))
                        .limit(1)
                        .anyMatch(line -> line.matches("\\{ ?\"type\": ?\"\\w+\", ?\"data\": ?.*"));
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        while (!batch.isFull()) {
            if (!pending.isEmpty()) {
                pending.remove().accept(batch);
            } else if (lines.next()) {
                line();
            } else {
                histograms.end();
                return false;
            }
        }
        return true;
    }

    @Override
    public String format() {
        return "bpftrace json";
    }

    @Override
    public long lostEvents() {
        return lost;
    }

    @Override
    public OptionalLong resolutionNs() {
        return OptionalLong.empty();
    }

    private void line() throws IOException {
        int from = lines.start();
        int to = lines.end();
        if (from == to && !lines.isTooLong()) {
            return;
        }
        var object = to > from && lines.buffer()[from] == '{' ? parsed(from, to) : MissingNode.getInstance();
        var data = object.path("data");
        switch (object.path("type").asText("")) {
            case "hist", "lhist" -> data.properties().forEach(map -> map(map.getKey(), map.getValue()));
            case "lost_events" -> lost(data.path("events").asLong(1));
            case "" -> malformed(from, to);
            default -> data.properties().forEach(map -> value(map.getKey(), map.getValue()));
        }
    }

    private JsonNode parsed(int from, int to) throws IOException {
        try (var parser = JSON.createParser(lines.buffer(), from, to - from)) {
            return JsonTree.read(parser);
        } catch (JsonProcessingException | java.io.CharConversionException broken) {
            return MissingNode.getInstance();
        }
    }

    private void map(String name, JsonNode buckets) {
        if (buckets.isArray()) {
            buckets(name, buckets);
        } else {
            buckets.properties().forEach(keyed -> buckets(name + "[" + keyed.getKey() + "]", keyed.getValue()));
        }
    }

    private void buckets(String name, JsonNode buckets) {
        long offset = lines.offset();
        pending.add(batch -> histograms.map(name.startsWith("@") ? name.substring(1) : name, offset));
        for (var bucket : buckets) {
            long lo = bucket.path("min").asLong(Long.MIN_VALUE);
            long max = bucket.path("max").asLong(Long.MAX_VALUE);
            long count = bucket.path("count").asLong(0);
            pending.add(batch -> histograms.add(batch, lo, max == Long.MAX_VALUE ? max : max + 1, count));
        }
    }

    private void value(String name, JsonNode value) {
        if (name.startsWith("@")) {
            var text = value.isValueNode() ? value.asText() : value.toString();
            pending.add(batch -> histograms.value(batch, name.substring(1), text));
        }
    }

    private void lost(long count) {
        long events = Math.max(1, count);
        lost = Math.min(Long.MAX_VALUE - events, lost) + events;
        var message = "%s@0x%x: %d events lost, expected none".formatted(in.file(), lines.offset(), events);
        issues.add(
                new Issue(lines.offset(), IssueKind.LOST_EVENTS, Severity.WARNING, events, Optional.empty(), message));
    }

    private void malformed(int from, int to) {
        in.countSkipped(lines.isTooLong() ? 0 : lines.length());
        var found = Utf8.text(lines.buffer(), from, Math.min(to, from + EXCERPT));
        var kind = lines.isTerminated() ? IssueKind.MALFORMED : IssueKind.TRUNCATED;
        var message =
                "%s@0x%x: '%s', expected an object with type and data".formatted(in.file(), lines.offset(), found);
        issues.add(lines.offset(), kind, Severity.WARNING, message);
    }
}
