package io.iostrata.ingest.benchmark;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.LineCursor;
import io.iostrata.ingest.bytes.Utf8;
import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What seqread and programs like it print: a mean, the window it was measured in, or every request.
 *
 * <pre>
 * result  := "seqread: requests=" n " mean_ns=" n                      seqread: requests, mean_ns
 * window  := "seqread: " key "=" value { " " key "=" value }           seqread_window: as printed
 * mean    := tool " " number [ " " ] [ "ns" | "us" | "usec" | "µs" | "ms" | "s" ]   seqread: mean_ns, printed
 * log     := "# thread index offset start_ns end_ns" … LF { request }
 * request := thread " " index " " offset " " start_ns " " end_ns       seqread_begin and seqread_end
 * tool    := [ "seq" | "rand" ] "read" | [ "seq" | "rand" ] "write"
 * </pre>
 *
 * <p>A mean without a unit is in ns. The stamps of the log are CLOCK_MONOTONIC, ns.
 */
public final class SeqreadDecoder implements TraceDecoder {
    private static final int EXCERPT = 60;
    private static final int LONGEST = 4096;
    private static final String LOG_HEADER = "# thread index offset start_ns end_ns";
    private static final String TOOL = "(?:seq|rand)?(?:read|write)";
    private static final String NUMBER = "-?\\d{1,18}";
    private static final Pattern RESULT =
            Pattern.compile("(" + TOOL + "): requests=(\\d{1,18}) mean_ns=(\\d{1,18})\\s*");
    private static final Pattern WINDOW = Pattern.compile(TOOL + ":((?: \\w{1,40}=[^ =]{1,80}){1,30})\\s*");
    private static final Pattern PAIR = Pattern.compile("(\\w+)=(\\S+)");
    private static final Pattern MEAN = Pattern.compile(
            "(" + TOOL + ") {1,8}(\\d{1,18}(?:\\.\\d{1,12})?) ?(ns|nsec|us|usec|µs|μs|ms|msec|s|sec)?\\s*");
    private static final Pattern REQUEST =
            Pattern.compile("(\\d{1,9}) (\\d{1,18}) (\\d{1,18}) (%s) (%s)\\s*".formatted(NUMBER, NUMBER));

    private final ByteCursor in;
    private final LineCursor lines;
    private final Names names;
    private final IssueLog issues;
    private long rows;
    private boolean stamped;

    public SeqreadDecoder(DecodeInput input) {
        in = input.in();
        lines = new LineCursor(in);
        names = input.names();
        issues = input.issues();
    }

    public static boolean recognises(Head head) {
        if (!head.isText()) {
            return false;
        }
        var lines = new String(head.bytes(), StandardCharsets.UTF_8)
                .lines()
                .limit(20)
                .toList();
        if (!lines.isEmpty() && lines.get(0).startsWith(LOG_HEADER)) {
            return true;
        }
        var filled = lines.stream().filter(line -> !line.isBlank()).toList();
        return !filled.isEmpty() && filled.size() < 20 && filled.stream().allMatch(SeqreadDecoder::isResult);
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        while (!batch.isFull() && batch.rows() < EventBatch.ROWS - 1) {
            if (!lines.next()) {
                return false;
            }
            line(batch);
        }
        return true;
    }

    @Override
    public String format() {
        return "seqread";
    }

    @Override
    public long lostEvents() {
        return 0;
    }

    @Override
    public OptionalLong resolutionNs() {
        return stamped ? OptionalLong.of(1) : OptionalLong.empty();
    }

    private static boolean isResult(String line) {
        return line.length() < LONGEST
                && List.of(RESULT, WINDOW, MEAN).stream()
                        .anyMatch(form -> form.matcher(line).matches());
    }

    private void line(EventBatch batch) {
        boolean readable = !lines.isTooLong() && lines.end() - lines.start() < LONGEST;
        var line = readable ? Utf8.text(lines.buffer(), lines.start(), lines.end()) : "";
        if (readable && (line.isBlank() || line.startsWith("#"))) {
            return;
        }
        if (readable && row(batch, line)) {
            mayBeCut();
            return;
        }
        if (!lines.isTooLong()) {
            in.countSkipped(lines.length());
        }
        var found =
                readable ? "'" + line.substring(0, Math.min(EXCERPT, line.length())) + "'" : lines.length() + " bytes";
        var kind = lines.isTerminated() ? IssueKind.MALFORMED : IssueKind.TRUNCATED;
        issue(kind, Severity.WARNING, found + ", expected a result or a request");
    }

    private boolean row(EventBatch batch, String line) {
        var request = REQUEST.matcher(line);
        if (request.matches()) {
            request(batch, request);
            return true;
        }
        var result = RESULT.matcher(line);
        if (result.matches()) {
            begin(batch, "seqread");
            number(batch, "requests", Long.parseLong(result.group(2)));
            number(batch, "mean_ns", Long.parseLong(result.group(3)));
            batch.end();
            return true;
        }
        return window(batch, line) || mean(batch, line);
    }

    private boolean window(EventBatch batch, String line) {
        var window = WINDOW.matcher(line);
        if (!window.matches()) {
            return false;
        }
        begin(batch, "seqread_window");
        var pairs = PAIR.matcher(window.group(1));
        while (pairs.find()) {
            pair(batch, pairs.group(1), pairs.group(2));
        }
        batch.end();
        return true;
    }

    private void pair(EventBatch batch, String name, String value) {
        if (value.matches("0|-?[1-9]\\d{0,17}")) {
            number(batch, name, Long.parseLong(value));
        } else {
            text(batch, name, value);
        }
    }

    private boolean mean(EventBatch batch, String line) {
        var mean = MEAN.matcher(line);
        if (!mean.matches()) {
            return false;
        }
        begin(batch, "seqread");
        var ns = new BigDecimal(mean.group(2))
                .scaleByPowerOfTen(power(mean.group(3)))
                .stripTrailingZeros();
        if (ns.scale() <= 0 && ns.precision() - ns.scale() <= 18) {
            number(batch, "mean_ns", ns.longValueExact());
        } else {
            text(batch, "mean_ns", ns.toPlainString());
        }
        text(batch, "printed", line);
        batch.end();
        return true;
    }

    private static int power(String unit) {
        if (unit == null) {
            return 0;
        }
        return switch (unit) {
            case "us", "usec", "µs", "μs" -> 3;
            case "ms", "msec" -> 6;
            case "s", "sec" -> 9;
            default -> 0;
        };
    }

    private void request(EventBatch batch, Matcher request) {
        stamped = true;
        requestRow(batch, "seqread_begin", request, request.group(4));
        requestRow(batch, "seqread_end", request, request.group(5));
    }

    private void requestRow(EventBatch batch, String event, Matcher request, String stamp) {
        begin(batch, event);
        batch.set(LongColumn.TS_NS, Long.parseLong(stamp));
        batch.set(LongColumn.OFFSET, Long.parseLong(request.group(3)));
        number(batch, "thread", Long.parseLong(request.group(1)));
        number(batch, "index", Long.parseLong(request.group(2)));
        batch.end();
    }

    private void begin(EventBatch batch, String event) {
        batch.begin(rows++, names.id(event));
    }

    private void number(EventBatch batch, String name, long value) {
        batch.arg(names.id(name), ArgKind.DECIMAL, value);
    }

    private void text(EventBatch batch, String name, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        batch.arg(names.id(name), utf8, 0, utf8.length);
    }

    private void mayBeCut() {
        if (!lines.isTerminated()) {
            issue(IssueKind.TRUNCATED, Severity.INFO, "the last line has no end, it may be cut");
        }
    }

    private void issue(IssueKind kind, Severity severity, String message) {
        issues.add(lines.offset(), kind, severity, "%s@0x%x: %s".formatted(in.file(), lines.offset(), message));
    }
}
