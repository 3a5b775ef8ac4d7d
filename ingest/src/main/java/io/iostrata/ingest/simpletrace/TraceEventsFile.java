package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The declarations of a QEMU build ({@code trace-events}, {@code trace-events-all}): which arguments an event has, and
 * for log versions 0, 2 and 3, which hold no names, which event has which id.
 *
 * <p>A line nobody can read is an issue; it still takes the id it would have had.
 */
public final class TraceEventsFile {
    private static final int LARGEST = 16 << 20;
    private static final int LONGEST_LINE = 64 << 10;
    /** QEMU 9 has 5,000. */
    private static final int MOST_EVENTS = 65_536;

    private final String path;
    private final List<Optional<EventDeclaration>> events = new ArrayList<>();
    private final Map<String, EventDeclaration> byName = new HashMap<>();
    private final Map<LogVersion, List<Optional<EventDeclaration>>> numbered = new EnumMap<>(LogVersion.class);

    private TraceEventsFile(String path) {
        this.path = path;
    }

    /** A file that declares nothing. */
    public static TraceEventsFile empty() {
        return new TraceEventsFile("");
    }

    /** Reads the file there is, if any; what cannot be read becomes an issue. */
    static TraceEventsFile of(Optional<Declarations> declarations, IssueLog issues) {
        return declarations.map(file -> parse(file, issues)).orElseGet(TraceEventsFile::empty);
    }

    /** Reads a file; what cannot be read becomes an issue. */
    public static TraceEventsFile parse(Declarations declarations, IssueLog issues) {
        var file = new TraceEventsFile(declarations.path());
        byte[] text = declarations.text();
        if (text.length > LARGEST) {
            file.report(issues, 0, "%d bytes, expected at most %d".formatted(text.length, LARGEST));
            return file;
        }
        int start = 0;
        while (start < text.length) {
            int end = endOfLine(text, start);
            file.readLine(text, start, end, issues);
            start = end + 1;
        }
        return file;
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** Declared events, both of a tcg line. */
    public int size() {
        return byName.size();
    }

    /** Names of all declared events. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** The declaration of an event; of several with one name the last. */
    public Optional<EventDeclaration> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The declarations by event id in a log of that version; empty where the line could not be read.
     *
     * <ul>
     *   <li>0: written by QEMU 0.14 and 0.15, where {@code disable} meant off at start and every line has an id, and by
     *       1.0 and 1.1, where it meant compiled out and such lines have none. All lines of the former carry the word
     *       and two or so of the latter: where most lines carry it, every line counts.
     *   <li>2: lines without {@code disable}.
     *   <li>3: every line, tcg lines twice.
     *   <li>4: none, the log itself maps ids to names.
     * </ul>
     */
    List<Optional<EventDeclaration>> numbered(LogVersion version) {
        return numbered.computeIfAbsent(version, this::number);
    }

    private List<Optional<EventDeclaration>> number(LogVersion version) {
        return switch (version) {
            case V0 -> isDisabledAtStart() ? events : compiledIn();
            case V2 -> compiledIn();
            case V3 -> events;
            case V4 -> List.of();
        };
    }

    private boolean isDisabledAtStart() {
        long disabled = events.stream()
                .filter(event -> event.isPresent() && event.get().isDisabled())
                .count();
        return 2 * disabled > events.size();
    }

    private List<Optional<EventDeclaration>> compiledIn() {
        return events.stream()
                .filter(event -> event.isEmpty() || !event.get().isDisabled())
                .toList();
    }

    private void readLine(byte[] text, int start, int end, IssueLog issues) {
        if (end - start > LONGEST_LINE) {
            report(issues, start, "line of %d bytes, expected at most %d".formatted(end - start, LONGEST_LINE));
            return;
        }
        var line = new String(text, start, end - start, StandardCharsets.UTF_8).strip();
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        try {
            add(DeclarationLine.parse(line), start, issues);
        } catch (DeclarationLine.Unreadable unreadable) {
            report(issues, start, unreadable.getMessage());
            addUnreadable();
        }
    }

    private void add(List<EventDeclaration> declared, int start, IssueLog issues) {
        if (events.size() >= MOST_EVENTS) {
            report(issues, start, "one more event, expected at most %d".formatted(MOST_EVENTS));
            return;
        }
        for (var event : declared) {
            events.add(Optional.of(event));
            byName.put(event.name(), event);
        }
    }

    private void addUnreadable() {
        if (events.size() < MOST_EVENTS) {
            events.add(Optional.empty());
        }
    }

    private void report(IssueLog issues, int at, String what) {
        var message = "%s@0x%x: %s".formatted(path, at, what);
        issues.add(new Issue(-1, IssueKind.MALFORMED, Severity.WARNING, 1, Optional.empty(), message));
    }

    private static int endOfLine(byte[] text, int start) {
        int end = start;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }
}
