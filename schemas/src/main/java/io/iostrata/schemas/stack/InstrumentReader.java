package io.iostrata.schemas.stack;

import io.iostrata.schemas.stack.Instrument.Part;
import io.iostrata.schemas.stack.Instrument.Parts;
import io.iostrata.schemas.stack.Instrument.Table;
import io.iostrata.schemas.stack.Told.Moment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The instruments of a stack model as YAML. */
final class InstrumentReader {
    private static final Map<String, Table> TABLES = Arrays.stream(Table.values())
            .collect(Collectors.toMap(table -> table.name().toLowerCase(Locale.ROOT), Function.identity()));
    private static final Set<String> REQUIRED = Set.of("instrument", "table", "passage", "begin");
    private static final Set<String> OPTIONAL =
            Set.of("machine", "end", "key", "broken_by", "tells", "end_tells", "meanwhile", "parts", "rest");

    private final StackModelReader model;

    InstrumentReader(StackModelReader model) {
        this.model = model;
    }

    Instrument read(YamlNode node) {
        var entries = node.entries(REQUIRED, OPTIONAL);
        var key = entries.containsKey("key") ? entries.get("key").texts() : List.<String>of();
        var read = new Instrument(
                entries.get("instrument").text(),
                entries.get("table").oneOf(TABLES),
                entries.get("passage").text(),
                entries.containsKey("machine") ? entries.get("machine").oneOf(StackModelReader.MACHINES) : null,
                bounds(entries, "begin", key),
                bounds(entries, "end", key),
                bounds(entries, "broken_by", key),
                tells(entries, key),
                parts(node, entries, key));
        requireColumns(node, read);
        requireKeys(node, read, key);
        return read;
    }

    private List<EventMatch> bounds(Map<String, YamlNode> entries, String side, List<String> key) {
        return entries.containsKey(side) ? model.bounds(entries.get(side), key) : List.of();
    }

    private Parts parts(YamlNode node, Map<String, YamlNode> entries, List<String> key) {
        if (!entries.containsKey("parts")) {
            return Parts.NONE;
        }
        if (!entries.containsKey("rest") || !entries.containsKey("end")) {
            throw node.error("parts without rest or end", "a name for what is in no part, and an end");
        }
        var parts = entries.get("parts").items().stream().map(part -> part(part, key));
        return new Parts(parts.toList(), entries.get("rest").text());
    }

    private Part part(YamlNode node, List<String> key) {
        var entries = node.entries(Set.of("part", "begin", "end"), Set.of());
        return new Part(
                entries.get("part").text(),
                model.bounds(entries.get("begin"), key),
                model.bounds(entries.get("end"), key));
    }

    private List<Told> tells(Map<String, YamlNode> entries, List<String> key) {
        var tells = new ArrayList<Told>();
        told(entries, "tells", Moment.BEGIN, List.of(), tells);
        told(entries, "end_tells", Moment.END, List.of(), tells);
        if (entries.containsKey("meanwhile")) {
            var meanwhile = entries.get("meanwhile").entries(Set.of("event", "tells"), Set.of());
            var match = new EventMatch(meanwhile.get("event").texts(), List.of(), key);
            told(meanwhile, "tells", Moment.MEANWHILE, List.of(match), tells);
        }
        return tells;
    }

    private static void told(
            Map<String, YamlNode> entries, String side, Moment moment, List<EventMatch> events, List<Told> into) {
        if (entries.containsKey(side)) {
            entries.get(side).entries().forEach((column, value) -> into.add(told(column, moment, events, value)));
        }
    }

    /** An argument, perhaps masked, or one such with names for its values. */
    private static Told told(String column, Moment moment, List<EventMatch> events, YamlNode node) {
        var argument = node.isMapping()
                ? MaskedArgument.named(node, "with names for its values", YamlNode::text)
                : MaskedArgument.of(node.text(), node);
        return new Told(column, moment, events, argument.name(), argument.mask(), argument.names());
    }

    private static void requireColumns(YamlNode node, Instrument read) {
        for (var told : read.tells()) {
            if (!read.table().columns().contains(told.column())) {
                throw node.error(
                        "column " + told.column(), "one of " + read.table().columns());
            }
        }
    }

    private static void requireKeys(YamlNode node, Instrument read, List<String> key) {
        Stream<EventMatch> matches = read.matches();
        if (matches.anyMatch(match -> match.key().size() != key.size())) {
            throw node.error("keys of different length", "events with keys that can be equal");
        }
    }
}
