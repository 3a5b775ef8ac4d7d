package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.eventtext.Literal;
import io.iostrata.ingest.eventtext.NumberText;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way the kernel prints an event's fields, such as {@code gsi {gsi:d} level {level:d} source {source}}: literal text
 * and slots. A slot is the shortest text before the literal that follows it.
 *
 * <ul>
 *   <li>{@code {name}}: without blanks
 *   <li>{@code {name:s}}: any text
 *   <li>{@code {name:d}}, {@code {name:x}}: a decimal; hex digits. It goes to the column of that name, if there is one.
 * </ul>
 *
 * <p>It fits a text as a whole or not at all.
 */
final class PrintFormat {
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)(?::([sdx]))?\\}");

    /** A named gap of the format; kind 't' for one without blanks. */
    private record Slot(int key, char kind, Optional<LongColumn> column) {}

    private final Literal[] literals;
    private final Slot[] slots;
    private final int[] begins;
    private final int[] ends;
    private final long[] numbers;

    PrintFormat(String format, Names names) {
        var gaps = new ArrayList<Slot>();
        var texts = new ArrayList<Literal>();
        Matcher matcher = SLOT.matcher(format);
        int at = 0;
        while (matcher.find()) {
            texts.add(new Literal(format.substring(at, matcher.start())));
            gaps.add(slot(matcher, names));
            at = matcher.end();
        }
        texts.add(new Literal(format.substring(at)));
        literals = texts.toArray(Literal[]::new);
        slots = gaps.toArray(Slot[]::new);
        begins = new int[slots.length];
        ends = new int[slots.length];
        numbers = new long[slots.length];
    }

    static List<PrintFormat> all(List<String> formats, Names names) {
        return formats.stream().map(format -> new PrintFormat(format, names)).toList();
    }

    private static Slot slot(Matcher matcher, Names names) {
        char kind = matcher.group(2) == null ? 't' : matcher.group(2).charAt(0);
        var named = LongColumn.ofArgument(matcher.group(1));
        return new Slot(names.id(matcher.group(1)), kind, named.filter(column -> kind == 'd' || kind == 'x'));
    }

    boolean fits(EventRow row, int from, int to) {
        byte[] bytes = row.bytes();
        int at = from;
        for (int i = 0; i < slots.length; i++) {
            int begin = at + literals[i].length();
            int end = literals[i].isAt(bytes, at, to) ? end(i, row.number(), bytes, begin, to) : -1;
            if (end < 0) {
                return false;
            }
            begins[i] = begin;
            ends[i] = end;
            at = end;
        }
        var last = literals[slots.length];
        return at + last.length() == to && last.isAt(bytes, at, to);
    }

    /** Appends the slots of the text that {@link #fits} accepted. */
    void append(EventRow row) {
        for (int i = 0; i < slots.length; i++) {
            var slot = slots[i];
            if (slot.column.isPresent()) {
                row.column(slot.column.get(), numbers[i]);
            } else {
                row.value(slot.key, begins[i], ends[i]);
            }
        }
    }

    int begin(int slot) {
        return begins[slot];
    }

    int end(int slot) {
        return ends[slot];
    }

    /** The number of the slot of that name; {@code otherwise} where the format has none. */
    long number(int key, long otherwise) {
        int slot = slot(key);
        return slot < 0 ? otherwise : numbers[slot];
    }

    /** Position of the slot of that name; negative where the format has none. */
    int slot(int key) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i].key == key) {
                return i;
            }
        }
        return -1;
    }

    /** Where the slot that begins at {@code from} ends; negative where nothing fits it. */
    private int end(int slot, NumberText number, byte[] bytes, int from, int to) {
        var next = literals[slot + 1];
        boolean isLast = slot == slots.length - 1;
        return switch (slots[slot].kind) {
            case 'd' -> kept(slot, number, number.decimalPrefix(bytes, from, to));
            case 'x' -> kept(slot, number, number.hexPrefix(bytes, from, to));
            case 't' -> isLast ? tokenEnd(bytes, from, to - next.length()) : tokenEnd(next, bytes, from, to);
            default -> isLast ? lastEnd(from, to - next.length()) : find(next, bytes, from, to);
        };
    }

    private int kept(int slot, NumberText number, int end) {
        numbers[slot] = number.value();
        return end;
    }

    private static int lastEnd(int from, int end) {
        return end >= from ? end : -1;
    }

    private static int tokenEnd(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            if (bytes[at] == ' ') {
                return -1;
            }
        }
        return lastEnd(from, end);
    }

    private static int tokenEnd(Literal next, byte[] bytes, int from, int to) {
        byte first = next.first();
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (b == first && next.isAt(bytes, at, to)) {
                return at;
            }
            if (b == ' ') {
                return -1;
            }
        }
        return -1;
    }

    private static int find(Literal next, byte[] bytes, int from, int to) {
        byte first = next.first();
        for (int at = from; at < to; at++) {
            if (bytes[at] == first && next.isAt(bytes, at, to)) {
                return at;
            }
        }
        return -1;
    }
}
