package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.nio.charset.StandardCharsets;
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

    private final byte[][] literals;
    private final Slot[] slots;
    private final int[] begins;
    private final int[] ends;
    private final long[] numbers;

    PrintFormat(String format, Names names) {
        var gaps = new ArrayList<Slot>();
        var texts = new ArrayList<byte[]>();
        Matcher matcher = SLOT.matcher(format);
        int at = 0;
        while (matcher.find()) {
            texts.add(format.substring(at, matcher.start()).getBytes(StandardCharsets.UTF_8));
            gaps.add(slot(matcher, names));
            at = matcher.end();
        }
        texts.add(format.substring(at).getBytes(StandardCharsets.UTF_8));
        literals = texts.toArray(byte[][]::new);
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
        var column =
                kind == 'd' || kind == 'x' ? LongColumn.ofArgument(matcher.group(1)) : Optional.<LongColumn>empty();
        return new Slot(names.id(matcher.group(1)), kind, column);
    }

    boolean fits(EventRow row, int from, int to) {
        byte[] bytes = row.bytes();
        int last = slots.length - 1;
        int at = from;
        for (int i = 0; i <= last; i++) {
            at = after(literals[i], bytes, at, to);
            int end = at < 0
                    ? -1
                    : i < last ? find(literals[i + 1], bytes, at, to) : tail(literals[i + 1], bytes, at, to);
            if (end < 0 || !accepts(i, row.number(), bytes, at, end)) {
                return false;
            }
            begins[i] = at;
            ends[i] = end;
            at = end;
        }
        return true;
    }

    /** Appends the slots of the text that {@link #fits} accepted. */
    void append(EventRow row) {
        for (int i = 0; i < slots.length; i++) {
            append(row, i);
        }
    }

    private void append(EventRow row, int i) {
        var slot = slots[i];
        if (slot.column.isPresent()) {
            row.column(slot.column.get(), numbers[i]);
        } else {
            row.value(slot.key, begins[i], ends[i]);
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

    private boolean accepts(int i, NumberText number, byte[] bytes, int from, int to) {
        boolean accepted =
                switch (slots[i].kind) {
                    case 'd' -> number.decimal(bytes, from, to);
                    case 'x' -> number.hex(bytes, from, to);
                    case 't' -> isToken(bytes, from, to);
                    default -> true;
                };
        numbers[i] = number.value();
        return accepted;
    }

    private static boolean isToken(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == ' ') {
                return false;
            }
        }
        return true;
    }

    private static int after(byte[] literal, byte[] bytes, int at, int to) {
        return at + literal.length <= to && matches(literal, bytes, at) ? at + literal.length : -1;
    }

    private static int tail(byte[] literal, byte[] bytes, int at, int to) {
        int begin = to - literal.length;
        return begin >= at && matches(literal, bytes, begin) ? begin : -1;
    }

    private static int find(byte[] literal, byte[] bytes, int from, int to) {
        byte first = literal[0];
        for (int at = from; at + literal.length <= to; at++) {
            if (bytes[at] == first && matches(literal, bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] literal, byte[] bytes, int at) {
        for (int i = 0; i < literal.length; i++) {
            if (bytes[at + i] != literal[i]) {
                return false;
            }
        }
        return true;
    }
}
