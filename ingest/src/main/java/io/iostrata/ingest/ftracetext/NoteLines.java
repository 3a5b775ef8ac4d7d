package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.LineText;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The lines between the events:
 *
 * <pre>
 * note := "" | "#" comment | "CPU:" n " [LOST " count " EVENTS]" | "CPU:" n " [LOST EVENTS]"
 *       | "CPU:" n " [" count " EVENTS DROPPED]" | "CPU:" n " [EVENTS DROPPED]" | "##### CPU " n " buffer started ####"
 *       | "cpus=" n | "version = " n | "CPU " n " is empty"     (trace-cmd's)
 * comment of interest := "entries-in-buffer/entries-written: " kept "/" written | "latency: … #" kept "/" written
 * </pre>
 */
final class NoteLines {
    private static final int LONGEST = 256;
    private static final Pattern LOST = Pattern.compile(
            "CPU:(\\d{1,9}) \\[(?:LOST (?:(\\d{1,15}) )?EVENTS|(?:(\\d{1,15}) )?EVENTS DROPPED)\\]\\s*");
    private static final Pattern ENTRIES = Pattern.compile(
            "#\\s+(?:entries-in-buffer/entries-written: (\\d{1,15})/(\\d{1,15})|latency: .*, #(\\d{1,15})/(\\d{1,15}), ).*");
    private static final Pattern REPORT =
            Pattern.compile("(?:cpus=\\d{1,9}|version = \\d{1,9}|CPU \\d{1,9} is empty)\\s*");
    private static final Pattern STARTED = Pattern.compile("#+ CPU (\\d{1,9}) buffer started #+\\s*");

    private final String file;
    private final IssueLog issues;
    private final Losses losses;

    NoteLines(String file, IssueLog issues, Losses losses) {
        this.file = file;
        this.issues = issues;
        this.losses = losses;
    }

    /** Takes in a line that is no event; false where it is none of these either. */
    boolean read(long offset, byte[] bytes, int from, int to) {
        if (LineText.overBlanks(bytes, from, to) == to) {
            return true;
        }
        if (bytes[from] != '#' && bytes[from] != 'C' && bytes[from] != 'c' && bytes[from] != 'v') {
            return false;
        }
        var line = new String(bytes, from, Math.min(to - from, LONGEST), StandardCharsets.ISO_8859_1);
        if (bytes[from] != '#') {
            return REPORT.matcher(line).matches() || lost(offset, line);
        }
        overwritten(offset, line);
        started(offset, line);
        return true;
    }

    private boolean lost(long offset, String line) {
        var matcher = LOST.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        var count = Optional.ofNullable(matcher.group(2)).or(() -> Optional.ofNullable(matcher.group(3)));
        var what = count.map(n -> n + " events lost").orElse("events lost, the tracer does not say how many");
        long events = count.map(Long::parseLong).orElse(0L);
        int cpu = Integer.parseInt(matcher.group(1));
        losses.here(offset, cpu, events, "%s@0x%x: %s on CPU %d".formatted(file, offset, what, cpu));
        return true;
    }

    private void overwritten(long offset, String line) {
        var matcher = ENTRIES.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        int first = matcher.group(1) != null ? 1 : 3;
        long kept = Long.parseLong(matcher.group(first));
        long written = Long.parseLong(matcher.group(first + 1));
        if (written > kept) {
            var message = "%s@0x%x: %d of %d events were overwritten before the first one here";
            losses.before(offset, written - kept, message.formatted(file, offset, written - kept, written));
        }
    }

    private void started(long offset, String line) {
        var matcher = STARTED.matcher(line);
        if (matcher.matches()) {
            var message = "%s@0x%x: the buffer of CPU %s begins here, earlier events of it may be missing";
            issues.add(new Issue(
                    offset,
                    IssueKind.BUFFER_STARTED,
                    Severity.INFO,
                    1,
                    Optional.empty(),
                    message.formatted(file, offset, matcher.group(1))));
        }
    }
}
