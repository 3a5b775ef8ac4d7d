package io.iostrata.schemas.stack;

import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.stack.Boundary.Presence;
import io.iostrata.schemas.stack.Condition.Absence;
import io.iostrata.schemas.stack.Layer.Disks;
import io.iostrata.schemas.stack.Layer.Role;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Stack models as YAML; {@code stacks/virtio-blk.yaml} says what the words mean. */
public final class StackModelReader {
    private static final Map<String, Role> ROLES =
            Map.of("sum", Role.SUM, "baseline", Role.BASELINE, "detail", Role.DETAIL);
    static final Map<String, String> MACHINES = Map.of("guest", "guest", "host", "host");
    private static final Map<String, String> OPERATIONS =
            Map.of("read", "read", "write", "write", "flush", "flush", "discard", "discard");
    private static final Map<String, String> PHASES =
            Map.of("submit", "submit", "io", "io", "completion", "completion", "notify", "notify");
    private static final Map<String, Disks> DISKS = Map.of("measured", Disks.MEASURED, "all", Disks.ALL);
    private static final Map<String, Presence> PRESENCES =
            Map.of("true", Presence.OPTIONAL, "false", Presence.REQUIRED);

    private final Set<String> declared = new HashSet<>();
    private final String digest;

    private StackModelReader(String text) {
        digest = Digests.of(List.of(text));
    }

    /**
     * The model that a text declares.
     *
     * @param file what messages call it
     * @throws InvalidModelException where the text is no stack model
     */
    public static StackModel read(String file, String text) {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                throw new InvalidModelException(file + ":1: found nothing, expected a stack model");
            }
            return new StackModelReader(text).model(new YamlNode(file, root));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new InvalidModelException(file + ":" + line + ": found " + e.getProblem() + ", expected YAML");
        } catch (YAMLException e) {
            throw new InvalidModelException(file + ":1: found " + e.getMessage() + ", expected YAML");
        }
    }

    private StackModel model(YamlNode node) {
        var entries = node.entries(
                Set.of("stack", "layers"),
                Set.of("machines", "run_values", "requests", "chains", "clocks", "instruments"));
        var rules = items(entries, "run_values").map(this::rule).toList();
        var layers = items(entries, "layers").map(this::layer).toList();
        unique(entries.get("layers"), layers.stream().map(Layer::name).toList());
        var nesting = new NestingCheck(layers);
        items(entries, "layers").forEach(nesting::check);
        return new StackModel(
                entries.get("stack").text(),
                digest,
                machines(entries.get("machines")),
                rules,
                layers,
                items(entries, "requests").map(nesting::known).toList(),
                items(entries, "chains").map(this::chain).toList(),
                clocks(entries, "at").map(this::clock).toList(),
                clocks(entries, "down").map(this::causality).toList(),
                clocks(entries, "counter").map(this::counter).toList(),
                items(entries, "instruments")
                        .map(new InstrumentReader(this)::read)
                        .toList());
    }

    /** The clocks' entries of the kind that has that key; those of no kind go with the first. */
    private static Stream<YamlNode> clocks(Map<String, YamlNode> entries, String kind) {
        return items(entries, "clocks").filter(node -> {
            var keys = node.entries().keySet();
            return kind.equals(keys.contains("down") ? "down" : keys.contains("counter") ? "counter" : "at");
        });
    }

    private static Stream<YamlNode> items(Map<String, YamlNode> entries, String key) {
        var node = entries.get(key);
        return node == null ? Stream.empty() : node.items().stream();
    }

    private static void unique(YamlNode place, List<String> names) {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!seen.add(name)) {
                throw place.error(name + " twice", "each layer once");
            }
        }
    }

    private static Map<String, String> machines(YamlNode node) {
        var machines = new HashMap<String, String>();
        if (node != null) {
            var entries = node.entries(Set.of(), MACHINES.keySet());
            entries.forEach((machine, events) -> events.texts().forEach(event -> machines.put(event, machine)));
        }
        return machines;
    }

    private RunValueRule rule(YamlNode node) {
        var entries = node.entries(Set.of(), Set.of("value", "most_frequent", "all_seen", "of", "answered"));
        if (entries.containsKey("answered")) {
            return answered(entries.get("answered"));
        }
        boolean all = entries.containsKey("all_seen");
        node.entries(Set.of("value", "of", all ? "all_seen" : "most_frequent"), Set.of());
        var of = items(entries, "of").map(this::match).toList();
        var value = declare(entries.get("value"));
        return all
                ? new RunValueRule.AllSeen(value, entries.get("all_seen").text(), of)
                : new RunValueRule.MostFrequent(
                        value, entries.get("most_frequent").text(), of);
    }

    private RunValueRule answered(YamlNode node) {
        var entries = node.entries(Set.of("notifies", "answers"), Set.of());
        for (var side : entries.values()) {
            for (var signal : side.items()) {
                signal.entries(Set.of("event", "values"), Set.of("where", "until"));
                signal.entries().get("values").entries().keySet().forEach(declared::add);
            }
        }
        return new RunValueRule.Answered(
                items(entries, "notifies").map(this::signal).toList(),
                items(entries, "answers").map(this::signal).toList());
    }

    private String declare(YamlNode node) {
        if (!node.text().startsWith("$")) {
            throw node.error(node.text(), "a run value ($name)");
        }
        declared.add(node.text());
        return node.text();
    }

    private Layer layer(YamlNode node) {
        var entries = node.entries(
                Set.of("layer", "position", "role", "page_name", "alternatives"),
                Set.of("machine", "own_name", "disks", "inside"));
        return new Layer(
                entries.get("layer").text(),
                entries.get("position").number(),
                entries.get("role").oneOf(ROLES),
                entries.containsKey("machine") ? entries.get("machine").oneOf(MACHINES) : null,
                entries.get("page_name").text(),
                entries.containsKey("own_name") ? entries.get("own_name").text() : null,
                entries.containsKey("disks") ? entries.get("disks").oneOf(DISKS) : Disks.MEASURED,
                entries.containsKey("inside") ? entries.get("inside").text() : null,
                items(entries, "alternatives").map(this::alternative).toList());
    }

    private Alternative alternative(YamlNode node) {
        var entries = node.entries(Set.of("begin", "end"), Set.of("key", "op", "otherwise"));
        var key = entries.containsKey("key") ? entries.get("key").texts() : List.<String>of();
        var begin = bounds(entries.get("begin"), key);
        var end = bounds(entries.get("end"), key);
        var fallbacks =
                items(entries, "otherwise").map(item -> fallback(item, key)).toList();
        if (Stream.of(begin, end, fallbacks.stream().map(Fallback::match).toList())
                        .flatMap(List::stream)
                        .map(match -> match.key().size())
                        .distinct()
                        .count()
                > 1) {
            throw node.error("keys of different length", "begin and end with keys that can be equal");
        }
        return new Alternative(
                begin, end, items(entries, "op").map(this::operation).toList(), fallbacks);
    }

    private Fallback fallback(YamlNode node, List<String> key) {
        var entries = node.entries(Set.of("event"), Set.of("where", "key", "op"));
        var own = key(entries);
        var match = new EventMatch(entries.get("event").texts(), where(entries), own.isEmpty() ? key : own);
        return new Fallback(
                match, items(entries, "op").map(name -> name.oneOf(OPERATIONS)).toList());
    }

    /** A name, names of which any matches, a match, or a list of matches. */
    List<EventMatch> bounds(YamlNode node, List<String> key) {
        boolean names = node.items().stream().noneMatch(YamlNode::isMapping);
        var matches = names
                ? List.of(new EventMatch(node.texts(), List.of(), List.of()))
                : node.items().stream().map(this::match).toList();
        return matches.stream()
                .map(match -> match.key().isEmpty() ? new EventMatch(match.events(), match.where(), key) : match)
                .toList();
    }

    private EventMatch match(YamlNode node) {
        var entries = node.entries(Set.of("event"), Set.of("where", "key"));
        return new EventMatch(entries.get("event").texts(), where(entries), key(entries));
    }

    private static List<String> key(Map<String, YamlNode> entries) {
        return entries.containsKey("key") ? entries.get("key").texts() : List.of();
    }

    private List<Condition> where(Map<String, YamlNode> entries) {
        var conditions = new ArrayList<Condition>();
        if (entries.containsKey("where")) {
            entries.get("where").entries().forEach((argument, value) -> conditions.add(condition(argument, value)));
        }
        return conditions;
    }

    private Condition condition(String argument, YamlNode node) {
        var masked = MaskedArgument.of(argument, node);
        boolean lenient = node.text().startsWith("$") && node.text().endsWith("?");
        var value = lenient ? node.text().substring(0, node.text().length() - 1) : node.text();
        if (value.startsWith("$") && !declared.contains(value)) {
            throw node.error(value, "a value that run_values declare");
        }
        return new Condition(masked.name(), masked.mask(), value, lenient ? Absence.PASSES : Absence.FAILS);
    }

    private Operation operation(YamlNode node) {
        var told = MaskedArgument.named(node, "that tells the operation", name -> name.oneOf(OPERATIONS));
        return new Operation(told.name(), told.mask(), told.names());
    }

    private StageChain chain(YamlNode node) {
        var entries = node.entries(Set.of("chain", "submit", "begin", "boundaries"), Set.of());
        var boundaries = items(entries, "boundaries").map(this::boundary).toList();
        if (boundaries.isEmpty()) {
            throw node.error("no boundaries", "at least the one that closes the request");
        }
        return new StageChain(
                entries.get("chain").text(), entries.get("submit").texts(), match(entries.get("begin")), boundaries);
    }

    private Boundary boundary(YamlNode node) {
        var entries = node.entries(Set.of("event", "phase"), Set.of("where", "optional"));
        var match = new EventMatch(entries.get("event").texts(), where(entries), List.of());
        var phases = items(entries, "phase").map(phase -> phase.oneOf(PHASES)).toList();
        var optional = entries.get("optional");
        return new Boundary(match, phases, optional == null ? Presence.REQUIRED : optional.oneOf(PRESENCES));
    }

    private ClockEvidence clock(YamlNode node) {
        var entries = node.entries(Set.of("at"), Set.of("lower", "upper"));
        return new ClockEvidence(
                signal(entries.get("at")),
                items(entries, "lower").map(this::signal).toList(),
                items(entries, "upper").map(this::signal).toList());
    }

    private Causality causality(YamlNode node) {
        var entries = node.entries(Set.of("down"), Set.of("up"));
        return new Causality(stations(entries, "down"), stations(entries, "up"));
    }

    private List<List<Signal>> stations(Map<String, YamlNode> entries, String way) {
        return items(entries, way)
                .map(station -> station.items().stream().map(this::signal).toList())
                .toList();
    }

    private CounterOffset counter(YamlNode node) {
        var entries = node.entries(Set.of("counter", "offset", "value"), Set.of());
        return new CounterOffset(
                entries.get("counter").text(),
                match(entries.get("offset")),
                entries.get("value").text());
    }

    private Signal signal(YamlNode node) {
        var entries = node.entries(Set.of("event"), Set.of("where", "key", "until", "values"));
        var values = new ArrayList<String>();
        var key = new ArrayList<>(key(entries));
        if (entries.containsKey("values")) {
            entries.get("values").entries().forEach((value, argument) -> {
                values.add(value);
                key.add(argument.text());
            });
        }
        var on = new EventMatch(entries.get("event").texts(), where(entries), key);
        var until = items(entries, "until")
                .flatMap(each -> bounds(each, key).stream())
                .toList();
        return new Signal(on, until, values);
    }
}
