package io.iostrata.ingest.benchmark;

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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Histograms as bpftrace prints its maps, and as the tools of BCC print theirs:
 *
 * <pre>
 * map    := "@" name [ "[" keys "]" ] ":" LF { bucket }
 * bucket := ( "[" lo ", " hi ")" | "(..., " hi ")" | "[" lo ", ...)" | "[" value "]" ) count "|" bar "|"
 * value  := "@" name [ "[" keys "]" ] ": " text
 * table  := [ name " = " text LF ] unit " : count distribution" LF { lo " -> " hi " : " count "|" bar "|" }
 * </pre>
 *
 * <p>Bounds take K, M, G for powers of 1024; those of BCC are inclusive. Rows {@code histogram_bucket} for buckets that
 * count anything, in the unit that the map's name ends in or the table's header tells.
 */
public final class HistogramTextDecoder implements TraceDecoder {
    private static final int LONGEST = 4096;
    private static final int EXCERPT = 60;
    private static final int LINES = 200;
    private static final String BOUND = "(-?\\d{1,18}[KMGTPE]?|\\.\\.\\.)";
    private static final Pattern MAP = Pattern.compile("@([^:]*(?:\\[.*\\])?):\\s*");
    private static final Pattern VALUE = Pattern.compile("@([^:\\[]*(?:\\[.*\\])?): (.+)");
    private static final Pattern BUCKET =
            Pattern.compile("[\\[(]%s(?:, %s[)\\]]|\\])\\s+(\\d{1,18})\\s*\\|.*".formatted(BOUND, BOUND));
    private static final Pattern TABLE = Pattern.compile("\\s*(\\w+)\\s*: count\\s+distribution\\s*");
    private static final Pattern TABLE_ROW =
            Pattern.compile("\\s*(\\d{1,18}) -> (\\d{1,18})\\s*: (\\d{1,18})\\s*\\|.*");
    private static final Pattern LOST = Pattern.compile("(?i)(?:.*\\s)?lost (\\d{1,18}) (?:events|samples).*");
    private static final Pattern TITLE = Pattern.compile("(\\w+) = (.+)");
    private static final Pattern NOTICE = Pattern.compile("\\s*|Attaching \\d+ probes?\\.\\.\\.|Attached \\d+ probes?"
            + "|Tracing .*|\\^C.*|\\d\\d:\\d\\d:\\d\\d|avg = .*|.*(?:WARNING|ERROR:|stdin:\\d+).*|Detaching.*");

    private final ByteCursor in;
    private final LineCursor lines;
    private final IssueLog issues;
    private final Histograms histograms;
    private String format = "bpftrace text";
    private String title = "";
    private boolean hasBuckets;
    private long lost;

    public HistogramTextDecoder(DecodeInput input) {
        in = input.in();
        lines = new LineCursor(in);
        issues = input.issues();
        histograms = new Histograms(input);
    }

    /** True for text that prints a map or a table and buckets under it. */
    public static boolean recognises(Head head) {
        if (!head.isText()) {
            return false;
        }
        var inside = head.lines(LINES).stream()
                .filter(line -> line.length() < LONGEST)
                .dropWhile(line ->
                        !MAP.matcher(line).matches() && !TABLE.matcher(line).matches())
                .limit(2)
                .toList();
        return inside.size() == 2
                && (BUCKET.matcher(inside.get(1)).matches()
                        || TABLE_ROW.matcher(inside.get(1)).matches());
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        while (!batch.isFull()) {
            if (!lines.next()) {
                histograms.end();
                return false;
            }
            boolean readable = !lines.isTooLong() && lines.end() - lines.start() < LONGEST;
            var line = readable ? Utf8.text(lines.buffer(), lines.start(), lines.end()) : "";
            if (!readable || !isRead(batch, line)) {
                malformed(line);
            }
        }
        return true;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public long lostEvents() {
        return lost;
    }

    @Override
    public OptionalLong resolutionNs() {
        return OptionalLong.empty();
    }

    private boolean isRead(EventBatch batch, String line) {
        var bucket = BUCKET.matcher(line);
        if (hasBuckets && bucket.matches()) {
            bucket(batch, bucket);
            return true;
        }
        var row = TABLE_ROW.matcher(line);
        if (hasBuckets && row.matches()) {
            long lo = Long.parseLong(row.group(1));
            histograms.add(batch, lo, Long.parseLong(row.group(2)) + 1, Long.parseLong(row.group(3)));
            return true;
        }
        return isHeading(batch, line) || isLoss(line) || NOTICE.matcher(line).matches();
    }

    private boolean isHeading(EventBatch batch, String line) {
        var table = TABLE.matcher(line);
        var map = MAP.matcher(line);
        var value = VALUE.matcher(line);
        var heading = TITLE.matcher(line);
        if (table.matches()) {
            format = "bcc text";
            histograms.table(title.isEmpty() ? table.group(1) : title, table.group(1));
        } else if (map.matches()) {
            histograms.map(map.group(1), lines.offset());
        } else if (value.matches()) {
            histograms.value(batch, value.group(1), value.group(2));
        } else if (heading.matches() && !line.startsWith("avg = ")) {
            title = heading.group(2).strip();
        } else {
            return false;
        }
        hasBuckets |= table.matches() || map.matches();
        return true;
    }

    private void bucket(EventBatch batch, Matcher bucket) {
        long lo = bound(bucket.group(1), Long.MIN_VALUE);
        long hi = bucket.group(2) == null ? lo + 1 : bound(bucket.group(2), Long.MAX_VALUE);
        histograms.add(batch, lo, hi, Long.parseLong(bucket.group(3)));
    }

    private static long bound(String text, long open) {
        if (text.equals("...")) {
            return open;
        }
        int power = "KMGTPE".indexOf(text.charAt(text.length() - 1)) + 1;
        long number = Long.parseLong(power > 0 ? text.substring(0, text.length() - 1) : text);
        long most = Long.MAX_VALUE >> (10 * power);
        return number > most ? Long.MAX_VALUE : number << (10 * power);
    }

    private boolean isLoss(String line) {
        var loss = LOST.matcher(line);
        if (!loss.matches()) {
            return false;
        }
        long count = Math.max(1, Long.parseLong(loss.group(1)));
        lost = Math.min(Long.MAX_VALUE - count, lost) + count;
        var message = "%s@0x%x: %d events lost, expected none".formatted(in.file(), lines.offset(), count);
        issues.add(
                new Issue(lines.offset(), IssueKind.LOST_EVENTS, Severity.WARNING, count, Optional.empty(), message));
        return true;
    }

    private void malformed(String line) {
        in.countSkipped(lines.isTooLong() ? 0 : lines.length());
        var kind = lines.isTerminated() ? IssueKind.MALFORMED : IssueKind.TRUNCATED;
        var found = line.isEmpty()
                ? lines.length() + " bytes"
                : "'" + line.substring(0, Math.min(EXCERPT, line.length())) + "'";
        var message = "%s@0x%x: %s, expected a map or a bucket".formatted(in.file(), lines.offset(), found);
        issues.add(lines.offset(), kind, Severity.WARNING, message);
    }
}
