package io.iostrata.ingest.benchmark;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.LineCursor;
import io.iostrata.ingest.bytes.Utf8;
import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The results that dd, ioping, qemu-img bench, qemu-io and fio print, a row {@code benchmark_result} each: {@link
 * ResultLine} and {@link FioText} have the grammar.
 */
public final class ResultLinesDecoder implements TraceDecoder {
    private static final int LONGEST = 8192;
    private static final int EXCERPT = 60;
    private static final int LINES = 2000;

    private final ByteCursor in;
    private final LineCursor lines;
    private final Names names;
    private final IssueLog issues;
    private final ResultLine.Said said = new ResultLine.Said();
    private final FioText fio = new FioText();
    private long rows;
    private String format = "benchmark text";

    public ResultLinesDecoder(DecodeInput input) {
        in = input.in();
        lines = new LineCursor(in);
        names = input.names();
        issues = input.issues();
    }

    /** True for text that has a tool's result line, or fio's report. */
    public static boolean recognises(Head head) {
        return head.isText()
                && head.lines(LINES).stream()
                        .filter(line -> line.length() < LONGEST)
                        .anyMatch(line -> ResultLine.isResult(line) || FioText.isResult(line));
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        while (!batch.isFull() && batch.rows() < EventBatch.ROWS - 2) {
            if (!lines.next()) {
                fio.end().forEach(result -> append(batch, result));
                return false;
            }
            line(batch);
        }
        return true;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public long lostEvents() {
        return 0;
    }

    @Override
    public OptionalLong resolutionNs() {
        return OptionalLong.empty();
    }

    private void line(EventBatch batch) {
        if (lines.isTooLong() || lines.end() - lines.start() >= LONGEST) {
            unknown(lines.length() + " bytes");
            return;
        }
        var line = Utf8.text(lines.buffer(), lines.start(), lines.end());
        if (fio.read(line)) {
            fio.results().forEach(result -> append(batch, result));
            return;
        }
        var told = ResultLine.of(line, said);
        told.flatMap(ResultLine.Told::result).ifPresent(result -> append(batch, result));
        if (told.isEmpty() && !line.isBlank()) {
            unknown("'" + line.substring(0, Math.min(EXCERPT, line.length())) + "'");
        }
    }

    private void append(EventBatch batch, Map<String, String> result) {
        format = result.get("tool") + " text";
        batch.begin(rows++, names.id("benchmark_result"));
        result.forEach((name, value) -> {
            if (value.matches("0|[1-9]\\d{0,17}")) {
                batch.arg(names.id(name), ArgKind.DECIMAL, Long.parseLong(value));
            } else {
                byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
                batch.arg(names.id(name), utf8, 0, utf8.length);
            }
        });
        batch.end();
    }

    /** Other words of a tool, or of the shell it ran in. */
    private void unknown(String found) {
        in.countSkipped(lines.isTooLong() ? 0 : lines.length());
        var message = "%s@0x%x: %s, expected a benchmark's result".formatted(in.file(), lines.offset(), found);
        issues.add(lines.offset(), IssueKind.SKIPPED, Severity.INFO, message);
    }
}
