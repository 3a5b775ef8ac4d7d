package io.iostrata.schemas.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The layers and chains of a stack, as data.
 *
 * @param digest of the text that declares it
 * @param machines event name to the machine (guest or host) that alone records it
 * @param layers by position
 * @param anchors layers whose passages are a request each: the first of them that a run holds
 * @param chains in order of preference; two may share a name, for events of different versions
 * @param instruments in order of preference; two may share a name, for events of different versions
 */
public record StackModel(
        String name,
        String digest,
        Map<String, String> machines,
        List<RunValueRule> runValues,
        List<Layer> layers,
        List<String> anchors,
        List<StageChain> chains,
        List<ClockEvidence> clocks,
        List<Causality> causalities,
        List<CounterOffset> counters,
        List<Instrument> instruments)
        implements Serializable {
    /** Arguments that say which device an I/O goes to, where on it and how many bytes. */
    public static final List<String> PLACE = List.of("vdev", "dev", "sector", "offset", "bytes");

    private static final String VIRTIO_BLK = "/stacks/virtio-blk.yaml";

    public StackModel {
        machines = Map.copyOf(machines);
        runValues = List.copyOf(runValues);
        layers = List.copyOf(layers);
        anchors = List.copyOf(anchors);
        chains = List.copyOf(chains);
        clocks = List.copyOf(clocks);
        instruments = List.copyOf(instruments);
        causalities = List.copyOf(causalities);
        counters = List.copyOf(counters);
    }

    /** The model that comes with iostrata. */
    public static StackModel virtioBlk() {
        try (InputStream in = StackModel.class.getResourceAsStream(VIRTIO_BLK)) {
            return StackModelReader.read("virtio-blk.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the run values that it looks for, with the dollar. */
    public Set<String> runValueNames() {
        return runValueArguments().keySet();
    }

    /** The argument of events that each run value is a value of, by the value's name with the dollar. */
    public SortedMap<String, String> runValueArguments() {
        var arguments = new TreeMap<String, String>();
        rules(RunValueRule.MostFrequent.class).forEach(rule -> arguments.put(rule.value(), rule.argument()));
        rules(RunValueRule.AllSeen.class).forEach(rule -> arguments.put(rule.value(), rule.argument()));
        signals().forEach(signal -> {
            for (int i = 0; i < signal.values().size(); i++) {
                arguments.put(signal.values().get(i), signal.on().key().get(i));
            }
        });
        return arguments;
    }

    public Optional<Layer> layer(String layer) {
        return layers.stream().filter(each -> each.name().equals(layer)).findFirst();
    }

    /** Every event the model speaks of. */
    public List<String> events() {
        return Stream.concat(matches().flatMap(match -> match.events().stream()), machines.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Every argument the model looks at, {@link Operation#EVENT} apart, and those that say where an I/O goes. */
    public List<String> arguments() {
        return Stream.of(
                        PLACE.stream(),
                        matches().flatMap(match -> match.key().stream()),
                        matches().flatMap(match -> match.where().stream()).map(Condition::argument),
                        rules(RunValueRule.MostFrequent.class).map(RunValueRule.MostFrequent::argument),
                        rules(RunValueRule.AllSeen.class).map(RunValueRule.AllSeen::argument),
                        counters.stream().map(CounterOffset::value),
                        operations().map(Operation::argument).filter(name -> !name.equals(Operation.EVENT)),
                        instruments.stream()
                                .flatMap(instrument -> instrument.tells().stream())
                                .map(Told::argument))
                .flatMap(names -> names)
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<Operation> operations() {
        return alternatives().flatMap(alternative -> alternative.operations().stream());
    }

    private Stream<Alternative> alternatives() {
        return layers.stream().flatMap(layer -> layer.alternatives().stream());
    }

    private Stream<EventMatch> matches() {
        var matches = new ArrayList<EventMatch>();
        alternatives().forEach(alternative -> {
            matches.addAll(alternative.begin());
            matches.addAll(alternative.end());
            alternative.fallbacks().forEach(fallback -> matches.add(fallback.match()));
        });
        chains.forEach(chain -> {
            matches.add(chain.begin());
            chain.boundaries().forEach(boundary -> matches.add(boundary.match()));
        });
        rules(RunValueRule.MostFrequent.class).forEach(rule -> matches.addAll(rule.of()));
        rules(RunValueRule.AllSeen.class).forEach(rule -> matches.addAll(rule.of()));
        signals().forEach(signal -> {
            matches.add(signal.on());
            matches.addAll(signal.until());
        });
        instruments.stream().flatMap(Instrument::matches).forEach(matches::add);
        counters.forEach(counter -> matches.add(counter.event()));
        return matches.stream();
    }

    private Stream<Signal> signals() {
        var answered = rules(RunValueRule.Answered.class)
                .flatMap(rule -> Stream.concat(rule.notifies().stream(), rule.answers().stream()));
        var evidence = clocks.stream()
                .flatMap(clock -> Stream.of(List.of(clock.at()), clock.lower(), clock.upper()))
                .flatMap(List::stream);
        var stations = causalities.stream()
                .flatMap(each -> Stream.concat(each.down().stream(), each.up().stream()))
                .flatMap(List::stream);
        return Stream.of(answered, evidence, stations).flatMap(signals -> signals);
    }

    private <T extends RunValueRule> Stream<T> rules(Class<T> kind) {
        return runValues.stream().filter(kind::isInstance).map(kind::cast);
    }
}
