package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of the function_graph tracer. Without the option funcgraph-abstime they have no time.
 *
 * <pre>
 * line := [ seconds "." micros " |" ] cpu ")" [ comm "-" tid " |" ] [ flags "|" ] [ mark ] [ duration " us" ] "|" body
 * body := function "();" | function "() {" | "}" [ "/&#42; " function " &#42;/" ] | "/&#42; " event " &#42;/"
 * </pre>
 *
 * <p>A row is named for the function ({@code function_exit} where the brace has no name); {@code edge} is entry or exit
 * for the braces, {@code duration} as printed.
 */
final class GraphLines {
    private static final int LONGEST = 512;
    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000 - 1;
    private static final Pattern LINE = Pattern.compile(" *+(?:(\\d{1,12})\\.(\\d{6}) \\| *+)?(\\d{1,9})\\) ++"
            + "(?:([^|]{0,20}[^| ])-(\\d{1,9}) *+\\| *+)?(?:[\\w.]{4,7} *+\\| *+)?"
            + "(?:[+!#*@$] *+)?(\\d+(?:\\.\\d+)? us)? *+\\| *+(.*)");
    private static final Pattern BODY = Pattern.compile("(?:/\\* (?<event>.+) \\*/"
            + "|(?<function>[\\w.$]+)\\((?<args>.*)\\)(?<rest> \\{|;).*"
            + "|\\}(?: /\\* (?<closed>[\\w.$]+).*\\*/)?;?) *");
    private static final Pattern SEPARATOR =
            Pattern.compile(" *+(?:-++ *+|\\d{1,9}\\) .* => .*|[^=<]*+(?:={5,}+>|<={5,}+) \\| *+)");
    private static final byte[] ENTRY = {'e', 'n', 't', 'r', 'y'};
    private static final byte[] EXIT = {'e', 'x', 'i', 't'};

    /** What became of a line. */
    enum Outcome {
        ROW,
        UNDERSTOOD,
        UNKNOWN
    }

    private final Names names;
    private final EventLines events;

    GraphLines(Names names, EventLines events) {
        this.names = names;
        this.events = events;
    }

    Outcome append(EventRow row, long seq, byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return Outcome.UNKNOWN;
        }
        var line = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        var matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return SEPARATOR.matcher(line).matches() ? Outcome.UNDERSTOOD : Outcome.UNKNOWN;
        }
        var body = BODY.matcher(matcher.group(7));
        if (!body.matches()) {
            return Outcome.UNKNOWN;
        }
        body(row, seq, bytes, from + matcher.start(7), body);
        prefix(row, bytes, from, matcher);
        row.batch().end();
        return Outcome.ROW;
    }

    private void body(EventRow row, long seq, byte[] bytes, int at, Matcher body) {
        if (body.group("event") != null) {
            events.begin(row, seq, bytes, at + body.start("event"), at + body.end("event"));
        } else if (body.group("function") != null) {
            row.begin(seq, names.id(body.group("function")), bytes);
            row.text(at + body.start("args"), at + body.end("args"));
            if (body.group("rest").equals(" {")) {
                row.batch().arg(names.id("edge"), ENTRY, 0, ENTRY.length);
            }
        } else {
            row.begin(seq, names.id(body.group("closed") == null ? "function_exit" : body.group("closed")), bytes);
            row.batch().arg(names.id("edge"), EXIT, 0, EXIT.length);
        }
    }

    private void prefix(EventRow row, byte[] bytes, int from, Matcher line) {
        var batch = row.batch();
        batch.set(IntColumn.CPU, Integer.parseInt(line.group(3)));
        if (line.group(1) != null && Long.parseLong(line.group(1)) < MOST_SECONDS) {
            long seconds = Long.parseLong(line.group(1));
            row.column(LongColumn.TS_NS, seconds * 1_000_000_000 + Integer.parseInt(line.group(2)) * 1000L);
        }
        if (line.group(4) != null) {
            batch.set(IntColumn.COMM, names.id(line.group(4).strip()));
            batch.set(IntColumn.TID, Integer.parseInt(line.group(5)));
        }
        if (line.group(6) != null) {
            batch.arg(names.id("duration"), bytes, from + line.start(6), from + line.end(6));
        }
    }
}
