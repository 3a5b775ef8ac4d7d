package io.iostrata.ingest.benchmark;

import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The histograms of one file: which is being printed, in what unit, for the how many-th time. */
final class Histograms {
    /** Histograms told apart; a file with more has them under one name. */
    private static final int MOST = 4096;

    private static final int LONGEST_NAME = 256;

    private final String file;
    private final Names names;
    private final IssueLog issues;
    private final HistogramRows rows;
    private final Map<String, Integer> prints = new HashMap<>();
    private final Map<String, Long> below = new HashMap<>();
    private String name = "";
    private String unit = "";
    private int print = 1;
    private long row;

    Histograms(DecodeInput input) {
        file = input.in().file();
        names = input.names();
        issues = input.issues();
        rows = new HistogramRows(names);
    }

    /** A map is printed as it stands: again, it holds what it held before. */
    void map(String printed, long offset) {
        name = bounded(printed);
        int key = name.indexOf('[');
        unit = TimeUnits.named(key < 0 ? name : name.substring(0, key)).orElse("");
        print = prints.merge(name, 1, Integer::sum);
        if (print == 2) {
            var message = "%s@0x%x: @%s printed again, expected once: the last counts".formatted(file, offset, name);
            issues.add(offset, IssueKind.FOUND, Severity.INFO, message);
        }
        noteUnit(offset);
    }

    /** A table begins anew each time: tables of one name add up. */
    void table(String title, String header) {
        name = bounded(title);
        unit = TimeUnits.named(header).orElse("");
        print = 1;
        prints.merge(name, 1, Integer::sum);
        noteUnit(-1);
    }

    void add(EventBatch batch, long lo, long hi, long count) {
        if (count == 0) {
            return;
        }
        if (hi <= 0) {
            below.merge(name, count, Long::sum);
        }
        rows.append(batch, row++, new HistogramRows.Bucket(name, lo, hi, count, unit, print));
    }

    /** Any other map: its text as printed. */
    void value(EventBatch batch, String map, String value) {
        batch.begin(row++, names.id("bpftrace_value"));
        text(batch, "name", bounded(map));
        text(batch, "value", value);
        batch.end();
    }

    /** Says what counts in no latency. */
    void end() {
        below.forEach((map, count) -> issues.add(
                -1, IssueKind.NO_FIGURE, Severity.WARNING, "%s: %s counts %d below 0".formatted(file, map, count)));
        below.clear();
    }

    private void noteUnit(long offset) {
        if (unit.isEmpty() && prints.getOrDefault(name, 1) == 1) {
            var message =
                    "%s: no unit in '%s', expected one in ns, us, ms or s: no latencies of it".formatted(file, name);
            issues.add(offset, IssueKind.NO_FIGURE, Severity.WARNING, message);
        }
    }

    private String bounded(String text) {
        var cut = text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text;
        return prints.containsKey(cut) || prints.size() < MOST ? cut : "others";
    }

    private void text(EventBatch batch, String key, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        batch.arg(names.id(key), utf8, 0, utf8.length);
    }
}
