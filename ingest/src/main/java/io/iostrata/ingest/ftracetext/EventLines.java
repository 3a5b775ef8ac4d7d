package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.bytes.Ascii;
import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.eventtext.EventShape;
import io.iostrata.ingest.eventtext.KeyValues;
import io.iostrata.ingest.eventtext.LineText;
import io.iostrata.ingest.eventtext.Literal;
import io.iostrata.ingest.eventtext.NameCache;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.qemulog.QemuEvents;
import java.util.Arrays;
import java.util.List;

/**
 * What a line says after its stamp, as a row:
 *
 * <pre>
 * body := event ":" [ " " text ]               a trace event; the event "0" of old kernels is tracing_mark_write
 *       | "sys_" name "(" arguments ")"        sys_enter_name
 *       | "sys_" name " -> " result            sys_exit_name
 *       | function [ "(" arguments ")" ] " &lt;-" caller
 *       | function
 *       | "function:" function [ " &lt;-- " caller ]        of tools
 *       | ( "print:" | "bprint:" | "bputs:" ) body         of tools
 * </pre>
 *
 * <p>A body of none of these forms is a row of the event {@code unparsed} with all of it in {@code text}.
 */
final class EventLines {
    private static final int LONGEST_NAME = 128;
    private static final List<String> PRINTS = List.of("print", "bprint", "bputs");

    private static final Literal IP = new Literal("ip=");
    private static final Literal PARENT = new Literal("parent_ip=");
    private static final Literal ARROW = new Literal("<--");

    private final Names names;
    private final Dialect dialect;
    private final QemuEvents qemu;
    private final NameCache cache;
    private final KeyValues keyValues = new KeyValues();
    private final SyscallShape syscalls;
    private final int unparsed;
    private final int marker;
    private final int function;
    /** The names of events that hold another line's body. */
    private final boolean[] prints;

    private EventShape[] shapes = new EventShape[256];
    private int[] enter = new int[256];
    private int[] exit = new int[256];

    EventLines(Names names, Dialect dialect, QemuEvents qemu) {
        this.names = names;
        this.dialect = dialect;
        this.qemu = qemu;
        cache = new NameCache(names);
        syscalls = new SyscallShape(names, keyValues);
        unparsed = names.id("unparsed");
        marker = names.id("tracing_mark_write");
        function = names.id("function");
        prints = new boolean[names.size() + PRINTS.size()];
        PRINTS.forEach(name -> prints[names.id(name)] = true);
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
        int text = Math.min(end + 2, to);
        if (dialect != Dialect.KERNEL) {
            text = LineText.overBlanks(bytes, text, to);
            if (id == function && functionOfTool(row, seq, bytes, text, to)) {
                return true;
            }
            if (id < prints.length && prints[id] && printed(row, seq, bytes, text, to)) {
                return true;
            }
        }
        if (id == marker && qemu.begin(row.batch(), seq, bytes, text, to)) {
            return true;
        }
        begin(row, seq, id, bytes);
        shape(id).append(row, text, to);
        return true;
    }

    /** The kernel names a printed text for the function that printed it; tools print that name, or its address, first. */
    private boolean printed(EventRow row, long seq, byte[] bytes, int from, int to) {
        int end = nameEnd(bytes, from, Math.min(to, from + LONGEST_NAME));
        if (end == from || end >= to || bytes[end] != ':') {
            return false;
        }
        int text = Math.min(end + 2, to);
        int id = LineText.isDigit(bytes[from]) ? marker : cache.id(bytes, from, end);
        if (id == marker && qemu.begin(row.batch(), seq, bytes, text, to)) {
            return true;
        }
        begin(row, seq, id, bytes);
        shape(id).append(row, text, to);
        return true;
    }

    /** {@code f}, {@code f <-- caller}, or the fields {@code ip=f parent_ip=caller}: an event of the function's name. */
    private boolean functionOfTool(EventRow row, long seq, byte[] bytes, int text, int to) {
        int from = IP.isAt(bytes, text, to) ? text + IP.length() : text;
        int end = from;
        while (end < to && bytes[end] != ' ') {
            end++;
        }
        int next = LineText.overBlanks(bytes, end, to);
        var mark = from > text ? PARENT : ARROW;
        int caller = mark.isAt(bytes, next, to) ? LineText.overBlanks(bytes, next + mark.length(), to) : to;
        boolean isFunction = end > from && (next == to || isCaller(bytes, caller, to));
        if (isFunction) {
            begin(row, seq, cache.id(bytes, from, end), bytes);
            if (caller < to) {
                caller(row, bytes, caller, to);
            }
        }
        return isFunction;
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
            SyscallShape.result(row, at + 3, LineText.backOverBlanks(bytes, at + 3, to), keyValues);
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
