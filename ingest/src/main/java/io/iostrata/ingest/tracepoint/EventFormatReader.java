package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.tracepoint.EventField.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a kernel event's description (kernel/trace/trace_events.c, f_show):
 *
 * <pre>
 * format := "name: " name "ID: " id "format:" { field } "print fmt: " text
 * field  := "field:" declaration "; offset:" n "; size:" n ";" [ " signed:" n ";" ]
 * </pre>
 */
public final class EventFormatReader {
    /** The longest description there is has about 30 kB. */
    public static final int LONGEST = 1 << 20;

    private static final int MOST_FIELDS = 256;
    private static final int LARGEST_RECORD = 1 << 16;
    private static final Pattern NAME = Pattern.compile("name: ([\\w.$-]{1,200})");
    private static final Pattern ID = Pattern.compile("ID: (\\d{1,9})");
    private static final Pattern FIELD = Pattern.compile("\\s*field:(?<declaration>[^;]{1,500});\\s*"
            + "offset:(?<offset>\\d{1,6});\\s*size:(?<size>\\d{1,6});(?:\\s*signed:(?<signed>\\d);)?\\s*");
    private static final Pattern DECLARATION =
            Pattern.compile("(?<type>.*?[\\s*\\]])(?<name>[\\w.$]+)(?<array>\\[[^\\]]*\\])?");
    private static final String PRINT = "print fmt: ";

    private EventFormatReader() {}

    /** The description that {@code text} is; empty where it is none. */
    public static Optional<EventFormat> read(String system, String text) {
        var name = NAME.matcher(text);
        var id = ID.matcher(text);
        if (text.length() > LONGEST || !name.find() || !id.find()) {
            return Optional.empty();
        }
        int print = text.indexOf(PRINT);
        var fields = fields(print < 0 ? text : text.substring(0, print));
        if (fields.isEmpty() || fields.size() > MOST_FIELDS) {
            return Optional.empty();
        }
        var printed = print < 0 ? "" : text.substring(print + PRINT.length()).strip();
        return Optional.of(new EventFormat(system, name.group(1), Integer.parseInt(id.group(1)), fields, printed));
    }

    private static List<EventField> fields(String text) {
        var fields = new ArrayList<EventField>();
        for (var line : text.split("\n", -1)) {
            var matcher = FIELD.matcher(line);
            if (matcher.matches()) {
                field(matcher).ifPresent(fields::add);
            }
        }
        return fields;
    }

    private static Optional<EventField> field(Matcher line) {
        var declaration = DECLARATION.matcher(line.group("declaration").strip());
        int offset = Integer.parseInt(line.group("offset"));
        int size = Integer.parseInt(line.group("size"));
        if (!declaration.matches() || offset + size > LARGEST_RECORD) {
            return Optional.empty();
        }
        var type = declaration.group("type").strip();
        boolean array = declaration.group("array") != null;
        boolean signed = line.group("signed") == null
                ? !type.contains("unsigned")
                : !line.group("signed").equals("0");
        return Optional.of(
                new EventField(declaration.group("name"), type, shape(type, array, size), offset, size, signed));
    }

    private static Shape shape(String type, boolean array, int size) {
        if (type.startsWith("__data_loc")) {
            return size == 4 ? Shape.DATA_LOC : Shape.ARRAY;
        }
        if (type.startsWith("__rel_loc")) {
            return size == 4 ? Shape.REL_LOC : Shape.ARRAY;
        }
        boolean number = size == 1 || size == 2 || size == 4 || size == 8;
        return array || !number ? Shape.ARRAY : Shape.NUMBER;
    }
}
