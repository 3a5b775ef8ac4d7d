package io.iostrata.ingest.benchmark;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.LineCursor;
import io.iostrata.ingest.bytes.Utf8;
import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The logs fio writes with {@code write_lat_log} and {@code write_hist_log} (fio 2 and 3; HOWTO "Log File Formats"):
 *
 * <pre>
 * line      := time_ms ", " value ", " direction ", " bs [ ", " offset ] [ ", " priority ] [ ", " issue_ns ]
 * histogram := time_ms ", " direction ", " bs { ", " count }
 * direction := 0 read | 1 write | 2 trim
 * </pre>
 *
 * <p>Latencies are ns, of fio 2 µs: a log of four columns whose latencies add up to next to nothing of its time is one
 * of fio 2. Lines with a bs of 0 are averages ({@code log_avg_msec}), not requests. Only the file's name tells whether
 * latencies are lat, clat or slat: without one they are lat.
 */
public final class FioLogDecoder implements TraceDecoder {
    private static final List<String> DIRECTIONS = List.of("read", "write", "trim");
    private static final int EXCERPT = 60;
    private static final int LINES = 30;
    private static final int SAMPLE = 64 << 10;
    private static final long MS = 1_000_000;
    private static final int LARGEST_MS = Integer.MAX_VALUE;

    private final ByteCursor in;
    private final LineCursor lines;
    private final Names names;
    private final IssueLog issues;
    private final FioLogLine line = new FioLogLine();
    private final FioLogKind kind;
    private final FioLogBins bins;
    private final byte[][] directions = new byte[DIRECTIONS.size()][];
    private boolean hasBegun;
    private boolean isHistogram;
    private long unitNs = 1;
    private long rows;
    private long requests;
    private long averages;

    public FioLogDecoder(DecodeInput input) {
        in = input.in();
        lines = new LineCursor(in);
        names = input.names();
        issues = input.issues();
        kind = FioLogKind.of(in.file());
        bins = new FioLogBins(names);
        for (int i = 0; i < directions.length; i++) {
            directions[i] = DIRECTIONS.get(i).getBytes(StandardCharsets.US_ASCII);
        }
    }

    public static boolean recognises(Head head) {
        if (!head.isText()) {
            return false;
        }
        var line = new FioLogLine();
        var lines = head.lines(LINES);
        return !lines.isEmpty()
                && lines.stream()
                        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                        .allMatch(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains(", ")
                                && line.read(bytes, 0, bytes.length)
                                && (FioLogBins.isHistogram(line) || isRequest(line)));
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        if (!hasBegun) {
            begin();
        }
        while (!batch.isFull() && batch.rows() < EventBatch.ROWS - 1) {
            if (lines.next()) {
                line(batch);
            } else if (!bins.isEmpty()) {
                rows = bins.next(batch, rows);
            } else {
                end();
                return false;
            }
        }
        return true;
    }

    @Override
    public String format() {
        return isHistogram ? "fio histogram log" : "fio " + kind.text() + " log";
    }

    @Override
    public long lostEvents() {
        return 0;
    }

    @Override
    public OptionalLong resolutionNs() {
        return requests > 0 ? OptionalLong.of(MS) : OptionalLong.empty();
    }

    /** Whether latencies are in ns: a log of fio 3 holds about as much latency as time, one of fio 2 a thousandth. */
    private void begin() throws IOException {
        hasBegun = true;
        int have = in.buffered(SAMPLE);
        var head = new Head(java.util.Arrays.copyOfRange(in.buffer(), in.position(), in.position() + have));
        double sum = 0;
        long lastMs = 0;
        for (var text : head.lines(Integer.MAX_VALUE)) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            if (!line.read(bytes, 0, bytes.length) || line.columns() != 4 || line.value(3) == 0) {
                return;
            }
            sum += line.value(1);
            lastMs = line.value(0);
        }
        if (kind.isLatency() && lastMs > 0 && sum < lastMs * MS * 0.02) {
            unitNs = 1000;
            issue(0, IssueKind.FOUND, Severity.INFO, "latencies taken for µs, as fio 2 writes them");
        }
    }

    private void line(EventBatch batch) {
        byte[] bytes = lines.buffer();
        if (lines.start() == lines.end() && !lines.isTooLong()) {
            return;
        }
        boolean read = !lines.isTooLong() && line.read(bytes, lines.start(), lines.end());
        if (read && FioLogBins.isHistogram(line)) {
            isHistogram = true;
            bins.add(line);
        } else if (read && isRequest(line)) {
            request(batch);
        } else {
            malformed(Utf8.text(bytes, lines.start(), Math.min(lines.end(), lines.start() + EXCERPT)));
        }
        if (read && !lines.isTerminated()) {
            issue(lines.offset(), IssueKind.TRUNCATED, Severity.INFO, "the last line has no end, it may be cut");
        }
    }

    private static boolean isRequest(FioLogLine line) {
        return line.columns() <= 7 && line.value(0) <= LARGEST_MS && line.value(2) < DIRECTIONS.size();
    }

    private void request(EventBatch batch) {
        if (line.value(3) == 0) {
            averages++;
            row(batch, "fio_average", line.value(0) * MS);
            return;
        }
        if (!kind.isLatency()) {
            row(batch, "fio_sample", line.value(0) * MS);
            return;
        }
        long endNs = line.value(0) * MS;
        long index = requests++;
        if (!kind.begin().isEmpty()) {
            batch.begin(rows++, names.id(kind.begin()));
            batch.set(LongColumn.TS_NS, endNs - line.value(1) * unitNs);
            batch.arg(names.id("index"), ArgKind.DECIMAL, index);
            direction(batch);
            batch.end();
        }
        batch.begin(rows++, names.id(kind.end()));
        batch.arg(names.id("index"), ArgKind.DECIMAL, index);
        fill(batch, endNs);
    }

    private void row(EventBatch batch, String event, long ns) {
        batch.begin(rows++, names.id(event));
        fill(batch, ns);
    }

    private void fill(EventBatch batch, long ns) {
        batch.set(LongColumn.TS_NS, ns);
        batch.set(LongColumn.BYTES, line.value(3));
        batch.arg(names.id(kind.value()), ArgKind.DECIMAL, line.value(1) * (kind.isLatency() ? unitNs : 1));
        direction(batch);
        rest(batch);
        batch.end();
    }

    private void direction(EventBatch batch) {
        byte[] direction = directions[(int) line.value(2)];
        batch.arg(names.id("op"), direction, 0, direction.length);
    }

    /** A fifth column alone is an offset where it can be one; priorities are in hex, or 0 and 1. */
    private void rest(EventBatch batch) {
        int columns = line.columns();
        boolean alone = columns == 5;
        if (columns > 5 || (alone && !line.endsInHex() && line.value(4) > 1)) {
            batch.set(LongColumn.OFFSET, line.value(4));
        } else if (alone) {
            batch.arg(names.id("prio"), ArgKind.DECIMAL, line.value(4));
        }
        if (columns > 5) {
            batch.arg(names.id("prio"), ArgKind.DECIMAL, line.value(5));
        }
        if (columns > 6) {
            batch.arg(names.id("issue_ns"), ArgKind.DECIMAL, line.value(6));
        }
    }

    private void malformed(String found) {
        in.countSkipped(lines.isTooLong() ? 0 : lines.length());
        var trouble = lines.isTerminated() ? IssueKind.MALFORMED : IssueKind.TRUNCATED;
        issue(lines.offset(), trouble, Severity.WARNING, "'" + found + "', expected 'time, value, direction, bs'");
    }

    private void end() {
        if (averages > 0) {
            var message = "%s: %d averages (log_avg_msec), expected a line a request: no percentiles of them";
            issues.add(new Issue(
                    -1,
                    IssueKind.NO_FIGURE,
                    Severity.WARNING,
                    averages,
                    Optional.empty(),
                    message.formatted(in.file(), averages)));
            averages = 0;
        }
    }

    private void issue(long offset, IssueKind what, Severity severity, String message) {
        issues.add(offset, what, severity, "%s@0x%x: %s".formatted(in.file(), offset, message));
    }
}
