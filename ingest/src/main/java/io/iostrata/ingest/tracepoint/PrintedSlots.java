package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.BlockOperation;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.tracepoint.Expression.Numeric;
import io.iostrata.ingest.tracepoint.Expression.Textual;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The slots of one event's rows, of the pieces of its print format. */
final class PrintedSlots {
    private static final long MOST_SECTORS = 1L << 53;
    private static final int MOST_ARGS = 200;
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)(?::([sdx]))?\\}");
    private static final Pattern KEY = Pattern.compile("(?:^| )([A-Za-z_][\\w.]*)=(?!=)");
    private static final Pattern LIST_KEY = Pattern.compile("(?:^|, )([A-Za-z_][\\w.]*): ");

    private static final Set<String> NUMBERS = Set.of("d", "x");

    private final Names names;
    private final Symbols symbols;
    private final PrintPieces pieces;
    private final RepeatedText.Memory memory;
    private final TextBuffer scratch = new TextBuffer();

    PrintedSlots(Names names, Symbols symbols, PrintPieces pieces, RepeatedText.Memory memory) {
        this.memory = memory;
        this.names = names;
        this.symbols = symbols;
        this.pieces = pieces;
    }

    /** All of the text. */
    Textual whole() {
        return text(pieces.text());
    }

    /** Slots of a form of the text decoder; empty where the print format is not of that form. */
    Optional<Slot[]> ofForm(String form, boolean block) {
        var keys = new ArrayList<String>();
        var kinds = new ArrayList<String>();
        var matcher = pattern(form, keys, kinds).matcher(pieces.text());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var slots = new ArrayList<Slot>();
        var parts = new HashMap<String, String>();
        for (int i = 0; i < keys.size(); i++) {
            var part = matcher.group(i + 1);
            if (kinds.get(i).equals("t") && mayHoldMore(part)) {
                return Optional.empty();
            }
            parts.put(keys.get(i), part);
            slots.add(NUMBERS.contains(kinds.get(i)) ? number(keys.get(i), part) : argument(keys.get(i), part));
        }
        if (block) {
            slots.addAll(derived(parts));
        }
        return Optional.of(slots.toArray(Slot[]::new));
    }

    /** True for a number that a text follows at once: what that is differs from record to record. */
    private boolean mayHoldMore(String part) {
        boolean number = false;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean text = PrintPieces.isMark(c) && pieces.of(c).letter() == 's';
            if (number && text) {
                return true;
            }
            number |= PrintPieces.isMark(c) && !text;
        }
        return false;
    }

    private static Pattern pattern(String form, List<String> keys, List<String> kinds) {
        var regex = new StringBuilder();
        var slots = SLOT.matcher(form);
        int end = 0;
        while (slots.find()) {
            regex.append(Pattern.quote(form.substring(end, slots.start())));
            end = slots.end();
            var kind = slots.group(2) == null ? "t" : slots.group(2);
            regex.append(NUMBERS.contains(kind) ? "([\uE000-\uE0FF])" : kind.equals("t") ? "([^ ]*?)" : "(.*?)");
            keys.add(slots.group(1));
            kinds.add(kind);
        }
        return Pattern.compile(regex.append(Pattern.quote(form.substring(end))).toString(), Pattern.DOTALL);
    }

    /** Slots of {@code key=value} or {@code key: value} lists; empty where the print format is of neither kind. */
    Optional<Slot[]> selfDescribing() {
        var assignments = slots(KEY, true);
        return assignments.isPresent() ? assignments : slots(LIST_KEY, false);
    }

    private Optional<Slot[]> slots(Pattern keys, boolean toColumns) {
        var text = pieces.text().strip();
        var matcher = keys.matcher(text);
        var slots = new ArrayList<Slot>();
        var taken = new HashSet<String>();
        if (!matcher.find() || (!toColumns && matcher.start() > 0)) {
            return Optional.empty();
        }
        if (matcher.start() > 0) {
            slots.add(argument("text", text.substring(0, matcher.start()).strip()));
        }
        boolean more = true;
        while (more && slots.size() < MOST_ARGS) {
            var key = matcher.group(1);
            int begin = matcher.end();
            more = matcher.find();
            var value = value(text.substring(begin, more ? matcher.start() : text.length()));
            slots.add(toColumns ? named(key, value, taken) : argument(untaken(key, taken), value));
        }
        return Optional.of(slots.toArray(Slot[]::new));
    }

    private static String value(String text) {
        var value = text.strip();
        if (value.endsWith("==>")) {
            return value.substring(0, value.length() - 3).strip();
        }
        return value.endsWith(",") ? value.substring(0, value.length() - 1) : value;
    }

    private Slot named(String key, String value, Set<String> taken) {
        var column = LongColumn.ofArgument(key);
        var number = plainNumber(value);
        boolean hex = value.startsWith("0x");
        if (column.isPresent() && number.isPresent() && (hex || column.get().compareTo(LongColumn.ACB) > 0)) {
            if (taken.add("column " + key)) {
                return Slot.column(column.get(), number.get().numeric());
            }
        }
        return argument(untaken(key, taken), value);
    }

    private static String untaken(String key, Set<String> taken) {
        var free = key;
        for (int n = 2; !taken.add(free); n++) {
            free = key + "." + n;
        }
        return free;
    }

    /** An argument: a number where its text is always a plain one, else the text. */
    private Slot argument(String key, String part) {
        int id = names.id(key);
        var number = plainNumber(part);
        if (number.isPresent()) {
            var conversion = number.get();
            return Slot.argument(id, kind(conversion), conversion.numeric());
        }
        return RepeatedText.of(fields(part), text(part), memory)
                .map(repeated -> Slot.text(id, repeated))
                .orElseGet(() -> Slot.text(id, text(part), scratch));
    }

    private static ArgKind kind(Conversion conversion) {
        return switch (conversion.letter()) {
            case 'd' -> ArgKind.DECIMAL;
            case 'u' -> ArgKind.UNSIGNED;
            default -> ArgKind.HEX;
        };
    }

    /** A slot that is one conversion to a number: the column of that name, where it has one. */
    private Slot number(String key, String part) {
        var conversion = pieces.of(part.charAt(0));
        var column = LongColumn.ofArgument(key);
        boolean numeric = conversion.isDecimal() || conversion.isHex();
        return column.isPresent() && numeric ? Slot.column(column.get(), conversion.numeric()) : argument(key, part);
    }

    private Optional<Conversion> plainNumber(String part) {
        boolean hex = part.startsWith("0x");
        var digits = hex ? part.substring(2) : part;
        if (digits.length() != 1 || !PrintPieces.isMark(digits.charAt(0))) {
            return Optional.empty();
        }
        var conversion = pieces.of(digits.charAt(0));
        boolean kind = hex ? conversion.isHex() : conversion.isDecimal() || conversion.letter() == 'p';
        return kind && conversion.plain() ? Optional.of(conversion) : Optional.empty();
    }

    /** What a block layer event's fields say. */
    private List<Slot> derived(Map<String, String> parts) {
        var slots = new ArrayList<Slot>();
        Numeric sectors = parts.containsKey("nr_sector") ? value(parts, "nr_sector") : event -> -1;
        Numeric bytes = value(parts, "bytes");
        slots.add(Slot.of((event, batch) -> {
            long count = sectors.of(event);
            if (count >= 0 && count < MOST_SECTORS && bytes.of(event) == 0) {
                batch.set(LongColumn.BYTES, count * 512);
            }
        }));
        if (parts.containsKey("rwbs")) {
            slots.add(operation(text(parts.get("rwbs")), sectors));
        }
        return slots;
    }

    private Numeric value(Map<String, String> parts, String key) {
        var part = parts.get(key);
        return part == null ? event -> 0 : pieces.of(part.charAt(0)).numeric();
    }

    private Slot operation(Textual letters, Numeric sectors) {
        int key = names.id("op");
        return Slot.of((event, batch) -> {
            scratch.clear();
            letters.append(event, scratch);
            BlockOperation.of(scratch.bytes(), 0, scratch.length(), sectors.of(event))
                    .append(batch, key);
        });
    }

    private List<EventField> fields(String part) {
        return part.chars()
                .filter(c -> PrintPieces.isMark((char) c))
                .mapToObj(mark -> pieces.of((char) mark))
                .flatMap(conversion -> conversion.fields().stream())
                .toList();
    }

    private Textual text(String part) {
        var parts = new ArrayList<Textual>();
        int begin = 0;
        for (int at = 0; at <= part.length(); at++) {
            if (at == part.length() || PrintPieces.isMark(part.charAt(at))) {
                literal(part.substring(begin, at), parts);
                if (at < part.length()) {
                    var conversion = pieces.of(part.charAt(at));
                    parts.add((event, out) -> conversion.print(event, symbols, names, out));
                }
                begin = at + 1;
            }
        }
        return joined(parts.toArray(Textual[]::new));
    }

    private static void literal(String text, List<Textual> parts) {
        if (!text.isEmpty()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            parts.add((event, out) -> out.add(bytes));
        }
    }

    private static Textual joined(Textual[] parts) {
        return parts.length == 1
                ? parts[0]
                : (event, out) -> {
                    for (var part : parts) {
                        part.append(event, out);
                    }
                };
    }
}
