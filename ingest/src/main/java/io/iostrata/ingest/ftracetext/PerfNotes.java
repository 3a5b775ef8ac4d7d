package io.iostrata.ingest.ftracetext;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What perf script prints that is no sample: records of its own, asked for by {@code --show-lost-events} and the like.
 *
 * <pre>
 * note := prefix "PERF_RECORD_LOST lost " count | prefix "PERF_RECORD_LOST_SAMPLES lost " count | prefix "PERF_RECORD_" other
 * </pre>
 */
final class PerfNotes {
    private static final int LONGEST = 512;
    private static final Pattern RECORD = Pattern.compile(
            "(?:[^\\[]*\\[(?<cpu>\\d{1,9})\\])?.*: PERF_RECORD_(?:(?:LOST|LOST_SAMPLES):? lost (?<count>\\d{1,15})|[A-Z0-9_]+).*");

    private final String file;
    private final Losses losses;

    PerfNotes(String file, Losses losses) {
        this.file = file;
        this.losses = losses;
    }

    /** False where the line is none of these. */
    boolean read(long offset, byte[] bytes, int from, int to) {
        var line = new String(bytes, from, Math.min(to - from, LONGEST), StandardCharsets.ISO_8859_1);
        var matcher = RECORD.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        if (matcher.group("count") != null) {
            long count = Math.max(1, Long.parseLong(matcher.group("count")));
            int cpu = matcher.group("cpu") == null ? -1 : Integer.parseInt(matcher.group("cpu"));
            losses.here(offset, cpu, count, "%s@0x%x: %d events lost".formatted(file, offset, count));
        }
        return true;
    }
}
