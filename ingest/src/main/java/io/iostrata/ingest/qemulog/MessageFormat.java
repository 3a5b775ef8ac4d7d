package io.iostrata.ingest.qemulog;

import io.iostrata.ingest.eventtext.LineText;
import io.iostrata.ingest.eventtext.Literal;
import io.iostrata.ingest.eventtext.NumberText;
import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.simpletrace.EventDeclaration;
import io.iostrata.ingest.simpletrace.EventDeclaration.Argument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * How an event is printed, worked out once from its declaration: literal text and a place for each argument. A text fits
 * as a whole or not at all; its arguments go where those of the same event in a simpletrace file go.
 */
final class MessageFormat {
    private static final byte[] NULL = "(null)".getBytes(StandardCharsets.US_ASCII);

    private final Literal[] literals;
    private final Conversion[] conversions;
    /** The column of each argument; null for those among args. */
    private final LongColumn[] columns;

    private final int[] keys;
    private final ArgKind[] kinds;
    private final int[] unusedBits;
    private final long[] values;
    private final int[] begins;
    private final int[] ends;
    private final NumberText number = new NumberText();

    private MessageFormat(List<String> texts, List<Conversion> conversions) {
        int arguments = conversions.size();
        literals = texts.stream().map(Literal::new).toArray(Literal[]::new);
        this.conversions = conversions.toArray(Conversion[]::new);
        columns = new LongColumn[arguments];
        keys = new int[arguments];
        kinds = new ArgKind[arguments];
        unusedBits = new int[arguments];
        values = new long[arguments];
        begins = new int[arguments];
        ends = new int[arguments];
    }

    /** Empty where nothing is declared, or what no text can be read back of. */
    static Optional<MessageFormat> of(EventDeclaration declaration, Names names) {
        var format = FormatText.of(declaration.format());
        var texts = new ArrayList<String>();
        var conversions = new ArrayList<Conversion>();
        var text = new StringBuilder();
        var found = Conversion.PATTERN.matcher(format);
        int at = 0;
        while (found.find()) {
            text.append(format, at, found.start());
            at = found.end();
            if (found.group("letter").equals("%")) {
                text.append('%');
                continue;
            }
            var conversion = Conversion.of(found);
            if (conversion.isEmpty()) {
                return Optional.empty();
            }
            conversions.add(conversion.get());
            texts.add(text.toString());
            text.setLength(0);
        }
        texts.add(text.append(format, at, format.length()).toString().stripTrailing());
        return isReadable(declaration, format, texts, conversions)
                ? Optional.of(new MessageFormat(texts, conversions).filled(declaration.arguments(), names))
                : Optional.empty();
    }

    private static boolean isReadable(
            EventDeclaration declaration, String format, List<String> texts, List<Conversion> conversions) {
        boolean readable = !format.contains("*")
                && conversions.size() <= declaration.arguments().size();
        for (int i = 0; i < conversions.size() && readable; i++) {
            boolean isText = conversions.get(i).kind() == Conversion.Kind.STRING;
            boolean runsOn = i + 1 < conversions.size() && texts.get(i + 1).isEmpty();
            readable = isText == declaration.arguments().get(i).storage().isString() && !(isText && runsOn);
        }
        return readable;
    }

    private MessageFormat filled(List<Argument> arguments, Names names) {
        var taken = EnumSet.noneOf(LongColumn.class);
        for (int i = 0; i < conversions.length; i++) {
            var argument = arguments.get(i);
            var column = argument.column().filter(taken::add);
            columns[i] = column.orElse(null);
            keys[i] = column.isPresent() ? 0 : names.id(argument.name());
            kinds[i] = argument.storage().kind();
            unusedBits[i] = 64 - argument.storage().bits();
        }
        return this;
    }

    boolean fits(byte[] bytes, int from, int to) {
        int at = from;
        for (int i = 0; i < conversions.length; i++) {
            if (!literals[i].isAt(bytes, at, to)) {
                return false;
            }
            at = end(i, bytes, at + literals[i].length(), to);
            if (at < 0) {
                return false;
            }
        }
        var last = literals[conversions.length];
        return last.isAt(bytes, at, to) && LineText.overBlanks(bytes, at + last.length(), to) == to;
    }

    /** Appends the arguments of the text that {@link #fits} accepted. */
    void append(EventBatch batch, byte[] bytes) {
        for (int i = 0; i < conversions.length; i++) {
            if (kinds[i] == ArgKind.TEXT) {
                batch.arg(keys[i], bytes, begins[i], ends[i]);
                continue;
            }
            long value = values[i] << unusedBits[i] >> unusedBits[i];
            if (columns[i] == null) {
                batch.arg(keys[i], kinds[i], value);
            } else {
                batch.set(columns[i], value);
            }
        }
    }

    /** Where the argument that begins at {@code from} ends, its value kept; negative where none is there. */
    private int end(int i, byte[] bytes, int from, int to) {
        return switch (conversions[i].kind()) {
            case POINTER -> pointer(i, bytes, LineText.overBlanks(bytes, from, to), to);
            case DECIMAL -> decimal(i, bytes, LineText.overBlanks(bytes, from, to), to);
            case HEX -> hex(i, bytes, LineText.overBlanks(bytes, from, to), to);
            case CHARACTER -> character(i, bytes, from, to);
            case STRING -> string(i, bytes, from, to);
        };
    }

    private int pointer(int i, byte[] bytes, int from, int to) {
        if (LineText.isNil(bytes, from, to)) {
            values[i] = 0;
            return from + 5;
        }
        return hex(i, bytes, from, to);
    }

    private int hex(int i, byte[] bytes, int from, int to) {
        boolean prefixed = from + 2 < to && bytes[from] == '0' && bytes[from + 1] == 'x';
        int end = number.hexPrefix(bytes, prefixed ? from + 2 : from, to);
        values[i] = number.value();
        return end;
    }

    private int decimal(int i, byte[] bytes, int from, int to) {
        int end = number.decimalPrefix(bytes, from, to);
        long value = number.value();
        boolean wrapped = value < 0 && conversions[i].isInt() && kinds[i] == ArgKind.UNSIGNED;
        values[i] = wrapped ? value & 0xffff_ffffL : value;
        return end;
    }

    private int character(int i, byte[] bytes, int from, int to) {
        if (from >= to) {
            return -1;
        }
        values[i] = bytes[from];
        return from + 1;
    }

    private int string(int i, byte[] bytes, int from, int to) {
        boolean isLast = i == conversions.length - 1;
        var next = literals[i + 1];
        int end = isLast ? to - next.length() : find(next, bytes, from, to);
        boolean isNull = end - from == NULL.length && Arrays.equals(bytes, from, end, NULL, 0, NULL.length);
        begins[i] = isNull ? end : from;
        ends[i] = end;
        return end < from ? -1 : end;
    }

    private static int find(Literal next, byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == next.first() && next.isAt(bytes, at, to)) {
                return at;
            }
        }
        return -1;
    }
}
