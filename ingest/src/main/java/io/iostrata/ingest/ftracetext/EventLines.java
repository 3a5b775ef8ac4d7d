package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.bytes.Ascii;
import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.eventtext.EventShape;
import io.iostrata.ingest.eventtext.KeyValues;
import io.iostrata.ingest.eventtext.LineText;
import io.iostrata.ingest.eventtext.NameCache;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.Names;
import java.util.Arrays;

/**
 * What a line says after its stamp, as a row:
 *
 * <pre>
 * body := event ":" [ " " text ]               a trace event; the event "0" of old kernels is tracing_mark_write
 *       | "sys_" name "(" arguments ")"        sys_enter_name
 *       | "sys_" name " -> " result            sys_exit_name
 *       | function [ "(" arguments ")" ] " &lt;-" caller
 *       | function
 * </pre>
 *
 * <p>A body of none of these forms is a row of the event {@code unparsed} with all of it in {@code text}.
 */
final class EventLines {
    private static final int LONGEST_NAME = 128;

    private final Names names;
    private final NameCache cache;
    private final KeyValues keyValues = new KeyValues();
    private final SyscallShape syscalls;
    private final int unparsed;
    private final int marker;
    private EventShape[] shapes = new EventShape[256];
    private int[] enter = new int[256];
    private int[] exit = new int[256];

    EventLines(Names names) {
        this.names = names;
        cache = new NameCache(names);
        syscalls = new SyscallShape(names, keyValues);
        unparsed = names.id("unparsed");
        marker = names.id("tracing_mark_write");
    }

    /** Begins a row and fills in what the body says; the caller adds the rest and ends it. */
    void begin(EventRow row, long seq, byte[] bytes, int bodyFrom, int to) {
        int from = LineText.overBlanks(bytes, bodyFrom, to);
        int end = nameEnd(bytes, from, Math.min(to, from + LONGEST_NAME));
        byte after = end < to ? bytes[end] : 0;
        boolean appended = end > from
                && switch (after) {
                    case ':' -> event(row, seq, bytes, from, end, to);
                    case '(' -> called(row, seq, bytes, from, end, to);
                    case ' ' -> functionOrResult(row, seq, bytes, from, end, to);
                    default -> end == to && begin(row, seq, cache.id(bytes, from, end), bytes);
                };
        if (!appended) {
            row.begin(seq, unparsed, bytes);
            row.text(bodyFrom, to);
        }
    }

    private boolean event(EventRow row, long seq, byte[] bytes, int from, int end, int to) {
        int id = end - from == 1 && bytes[from] == '0' ? marker : cache.id(bytes, from, end);
        begin(row, seq, id, bytes);
        shape(id).append(row, Math.min(end + 2, to), to);
        return true;
    }

    private boolean called(EventRow row, long seq, byte[] bytes, int from, int open, int to) {
        if (bytes[to - 1] == ')' && isSyscall(bytes, from, open)) {
            begin(row, seq, derived(cache.id(bytes, from, open), "sys_enter_"), bytes);
            if (to - open > 2) {
                syscalls.append(row, open + 1, to - 1);
            }
            return true;
        }
        int arrow = lastArrow(bytes, open, to);
        if (arrow < 0 || bytes[arrow - 1] != ')' || !isCaller(bytes, arrow + 3, to)) {
            return false;
        }
        begin(row, seq, cache.id(bytes, from, open), bytes);
        if (arrow - open > 2) {
            keyValues.append(row, open + 1, arrow - 1);
        }
        caller(row, bytes, arrow + 3, to);
        return true;
    }

    private boolean functionOrResult(EventRow row, long seq, byte[] bytes, int from, int end, int to) {
        int at = end + 1;
        if (at + 2 < to && bytes[at] == '<' && bytes[at + 1] == '-' && isCaller(bytes, at + 2, to)) {
            begin(row, seq, cache.id(bytes, from, end), bytes);
            caller(row, bytes, at + 2, to);
            return true;
        }
        if (at + 3 < to && bytes[at] == '-' && bytes[at + 1] == '>' && isSyscall(bytes, from, end)) {
            begin(row, seq, derived(cache.id(bytes, from, end), "sys_exit_"), bytes);
            SyscallShape.result(row, at + 3, LineText.backOverBlanks(bytes, at + 3, to));
            return true;
        }
        return false;
    }

    private static boolean begin(EventRow row, long seq, int event, byte[] bytes) {
        row.begin(seq, event, bytes);
        return true;
    }

    private void caller(EventRow row, byte[] bytes, int from, int to) {
        row.batch().set(IntColumn.CALLER, cache.id(bytes, from, to));
    }

    private static boolean isCaller(byte[] bytes, int from, int to) {
        if (from >= to || to - from > LONGEST_NAME) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (bytes[at] == ' ') {
                return false;
            }
        }
        return true;
    }

    private static int nameEnd(byte[] bytes, int from, int to) {
        int begin = from;
        while (begin + Ascii.WORD <= to && !endsIn(Ascii.word(bytes, begin))) {
            begin += Ascii.WORD;
        }
        for (int at = begin; at < to; at++) {
            byte b = bytes[at];
            if (b == ' ' || b == '(' || (b == ':' && (at + 1 == to || bytes[at + 1] == ' '))) {
                return at;
            }
        }
        return to;
    }

    private static boolean endsIn(long word) {
        return (Ascii.equal(word, ' ') | Ascii.equal(word, '(') | Ascii.equal(word, ':')) != 0;
    }

    private static int lastArrow(byte[] bytes, int from, int to) {
        for (int at = to - 3; at > from; at--) {
            if (bytes[at] == ' ' && bytes[at + 1] == '<' && bytes[at + 2] == '-') {
                return at;
            }
        }
        return -1;
    }

    private static boolean isSyscall(byte[] bytes, int from, int to) {
        return to - from > 4
                && bytes[from] == 's'
                && bytes[from + 1] == 'y'
                && bytes[from + 2] == 's'
                && bytes[from + 3] == '_';
    }

    /** Number of a task's name. */
    int comm(byte[] bytes, int from, int to) {
        return cache.id(bytes, from, to);
    }

    private EventShape shape(int id) {
        if (id >= shapes.length) {
            shapes = Arrays.copyOf(shapes, 2 * id);
        }
        if (shapes[id] == null) {
            shapes[id] = EventForms.of(names.name(id), names, keyValues);
        }
        return shapes[id];
    }

    /** The name of a system call's enter or exit event. */
    private int derived(int syscall, String prefix) {
        if (syscall >= enter.length) {
            enter = Arrays.copyOf(enter, 2 * syscall);
            exit = Arrays.copyOf(exit, 2 * syscall);
        }
        int[] known = prefix.equals("sys_enter_") ? enter : exit;
        if (known[syscall] == 0) {
            known[syscall] = names.id(prefix + names.name(syscall).substring(4)) + 1;
        }
        return known[syscall] - 1;
    }
}
