package io.iostrata.ingest.qemulog;

import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.eventtext.KeyValues;
import io.iostrata.ingest.eventtext.LineText;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.simpletrace.EventDeclaration.Argument;
import io.iostrata.ingest.simpletrace.TraceEventsFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Events that QEMU printed, in a log or as ftrace markers, as rows like those of a simpletrace file:
 *
 * <pre>
 * event := name [ " " message ]
 * </pre>
 *
 * <p>The message is read by the event's declared format; without one, or where it does not fit, as {@code key value} or
 * {@code key=value} pairs. Source: QEMU 0.14 to 10.1, scripts/tracetool/backend/{stderr,log,ftrace}.py.
 */
public final class QemuEvents {
    private static final int LONGEST_NAME = 128;

    private final Names names;
    private final IssueLog issues;
    private final Optional<Declarations> declarations;
    private final EventRow row;
    private final KeyValues pairs = new KeyValues();
    /** The events met or declared, by a number of their own. */
    private final Names known = new Names();

    private TraceEventsFile file = TraceEventsFile.empty();
    private boolean loaded;
    private int declared;
    private PrintedEvent[] events = new PrintedEvent[0];

    /** Declarations are read once an event asks for them; what is wrong with them goes to the issues. */
    public QemuEvents(Optional<Declarations> declarations, Names names, IssueLog issues) {
        this.names = names;
        this.issues = issues;
        this.declarations = declarations;
        row = new EventRow(names, Argument::columnOf);
    }

    /**
     * Begins a row where the text is that of a QEMU event and fills in what it says; the caller adds the rest and ends
     * it. False, and nothing begun, for other text: the name must be declared, or, without declarations, be one of the
     * virtio-blk path or have pointers among its arguments.
     */
    public boolean begin(EventBatch batch, long seq, byte[] bytes, int from, int to) {
        int end = nameEnd(bytes, from, to);
        if (end == from || (end < to && bytes[end] != ' ')) {
            return false;
        }
        load();
        int event = known.find(bytes, from, end);
        int message = Math.min(end + 1, to);
        boolean isDeclared = event >= 0 && event < declared;
        boolean isQemu = isDeclared || (declared == 0 && QemuNames.isLikely(pairs, bytes, from, end, message, to));
        if (isQemu) {
            append(batch, seq, bytes, event >= 0 ? event : known.id(bytes, from, end), message, to);
        }
        return isQemu;
    }

    /** As {@link #begin}, of a text that is known to be an event's; false where it does not begin with a name. */
    public boolean beginCertain(EventBatch batch, long seq, byte[] bytes, int from, int to) {
        int end = nameEnd(bytes, from, to);
        if (end == from || (end < to && bytes[end] != ' ')) {
            return false;
        }
        load();
        append(batch, seq, bytes, known.id(bytes, from, end), Math.min(end + 1, to), to);
        return true;
    }

    /** Reports what did not agree with its declaration, of the file of that name. */
    public void end(String traceFile) {
        odd().forEach(event -> event.report(traceFile, issues));
    }

    /** What did not agree with its declaration so far. */
    public List<OddEvents> odd() {
        var odd = new ArrayList<OddEvents>();
        for (int id = 0; id < Math.min(events.length, known.size()); id++) {
            if (events[id] != null && events[id].odd > 0) {
                odd.add(new OddEvents(known.name(id), id >= declared, events[id].odd));
            }
        }
        return odd;
    }

    private void append(EventBatch batch, long seq, byte[] bytes, int id, int message, int to) {
        var event = event(id);
        if (event.format.isPresent() && event.format.get().fits(bytes, message, to)) {
            batch.begin(seq, event.name);
            event.format.get().append(batch, bytes);
            return;
        }
        if (declared > 0) {
            event.countOdd();
        }
        row.into(batch);
        row.begin(seq, event.name, bytes);
        pairs.append(row, message, to);
    }

    private PrintedEvent event(int id) {
        if (id >= events.length) {
            events = Arrays.copyOf(events, Math.max(64, 2 * id));
        }
        if (events[id] == null) {
            var name = known.name(id);
            events[id] = new PrintedEvent(
                    names.id(name), file.find(name).flatMap(declaration -> MessageFormat.of(declaration, names)));
        }
        return events[id];
    }

    private void load() {
        if (!loaded) {
            loaded = true;
            file = declarations.map(text -> TraceEventsFile.parse(text, issues)).orElseGet(TraceEventsFile::empty);
            file.names().stream().sorted().forEach(known::id);
            declared = known.size();
        }
    }

    /** End of the name that begins at {@code from}; {@code from} where none does. */
    static int nameEnd(byte[] bytes, int from, int to) {
        int at = from;
        int most = Math.min(to, from + LONGEST_NAME);
        while (at < most && isNamePart(bytes[at])) {
            at++;
        }
        return from < to && LineText.isDigit(bytes[from]) ? from : at;
    }

    private static boolean isNamePart(byte b) {
        return (b >= 'a' && b <= 'z') || b == '_' || (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z');
    }

    /** An event of the file: its name's number, its format, and how many of its texts did not fit. */
    private static final class PrintedEvent {
        final int name;
        final Optional<MessageFormat> format;
        long odd;

        PrintedEvent(int name, Optional<MessageFormat> format) {
            this.name = name;
            this.format = format;
        }

        void countOdd() {
            odd++;
        }
    }
}
