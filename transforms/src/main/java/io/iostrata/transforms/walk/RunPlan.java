package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Alternative;
import io.iostrata.schemas.stack.EventMatch;
import io.iostrata.schemas.stack.Instrument;
import io.iostrata.schemas.stack.Layer;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.stack.StageChain;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import io.iostrata.transforms.walk.SourcePlan.LayerPart;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Settles what each source of one run is walked for: values, time scales, layers, chain, window. */
final class RunPlan {
    private final StackModel model;
    private final Arguments arguments;
    private final WalkInputs.Run run;
    private final List<Candidate> sources;
    private final Notes notes = new Notes();
    private final RunValues values;
    private final Map<SourceId, TimeScale> scales;
    private final Map<SourceId, ClockRelation> relations;
    private final Map<SourceId, List<LayerPart>> layers = new HashMap<>();
    private final Map<SourceId, List<StageChain>> chains = new HashMap<>();
    private final Map<SourceId, List<Instrument>> instruments;

    /** A source with what its first pass told. */
    record Candidate(WalkInputs.Source input, SourceFacts facts, Optional<String> machine) {

        static Candidate of(StackModel model, WalkInputs.Source input, SourceFacts facts) {
            var told = facts.events().keySet().stream()
                    .flatMap(event -> Optional.ofNullable(model.machines().get(event)).stream())
                    .distinct()
                    .toList();
            var machine = input.knownMachine().or(() -> told.size() == 1 ? Optional.of(told.get(0)) : Optional.empty());
            return new Candidate(input, facts, machine);
        }

        boolean holdsAny(List<EventMatch> matches) {
            return matches.stream().anyMatch(match -> facts.count(match.events()) > 0);
        }

        long count(Alternative alternative) {
            return Stream.concat(alternative.begin().stream(), alternative.end().stream())
                    .mapToLong(match -> facts.count(match.events()))
                    .sum();
        }

        long count(List<EventMatch> matches) {
            return matches.stream()
                    .mapToLong(match -> facts.count(match.events()))
                    .max()
                    .orElse(0);
        }

        long resolution() {
            return facts.nsStamps() == 0 ? 0 : input.resolutionNs() == null ? Long.MAX_VALUE : input.resolutionNs();
        }
    }

    RunPlan(StackModel model, Arguments arguments, WalkInputs.Run run, List<Candidate> sources) {
        this.model = model;
        this.arguments = arguments;
        this.run = run;
        this.sources = sources;
        var facts = sources.stream().map(Candidate::facts).toList();
        values = RunValueChoice.of(model, run, facts, notes);
        scales = TickRates.of(model, values, sources, notes);
        var evidence = new RunClocks.Evidence(
                new SharedEvents(model, values, scales),
                new CounterOffsets(model, sources, scales),
                new GivenClocks(run.clocks()));
        relations = RunClocks.of(evidence, sources, scales, notes);
        model.layers().forEach(this::assign);
        assignChain();
        var timed = sources.stream().filter(this::hasTime).toList();
        instruments = InstrumentPlan.of(model.instruments(), timed, finest());
        facts.forEach(this::noteUncounted);
    }

    private void assign(Layer layer) {
        var candidates = sources.stream()
                .filter(this::hasTime)
                .filter(source -> source.machine.isEmpty()
                        || layer.whereRecorded().isEmpty()
                        || source.machine.equals(layer.whereRecorded()))
                .toList();
        alternative(layer, candidates).ifPresent(alternative -> {
            var parts = candidates.stream()
                    .filter(source -> source.holdsAny(alternative.begin()))
                    .sorted(byWorth(alternative))
                    .toList();
            long others = layer.disks() == Layer.Disks.ALL ? values.ofOtherDisks() : 0;
            for (int i = 0; i < parts.size(); i++) {
                var rank = i == 0 ? Found.Rank.PRIMARY : Found.Rank.OTHER;
                put(layers, parts.get(i), new LayerPart(layer.name(), alternative, rank, others));
            }
        });
    }

    private boolean hasTime(Candidate source) {
        return scales.get(source.facts.id()).clocking() != TraceEvent.Clocking.NONE;
    }

    /** The first whose events a source holds, begins and ends; failing that, the first whose begins one holds. */
    private Optional<Alternative> alternative(Layer layer, List<Candidate> candidates) {
        var usable = layer.alternatives().stream()
                .filter(alternative -> isTold(alternative.begin()) && isTold(alternative.end()))
                .toList();
        return first(usable, candidates, RunPlan::holdsBoth)
                .or(() -> first(usable, candidates, (source, alternative) -> source.holdsAny(alternative.begin())));
    }

    private interface Holds {
        boolean holds(Candidate source, Alternative alternative);
    }

    private static Optional<Alternative> first(List<Alternative> usable, List<Candidate> candidates, Holds holds) {
        return usable.stream()
                .filter(alternative -> candidates.stream().anyMatch(source -> holds.holds(source, alternative)))
                .findFirst();
    }

    private static boolean holdsBoth(Candidate source, Alternative alternative) {
        return source.holdsAny(alternative.begin()) && source.holdsAny(alternative.end());
    }

    private boolean isTold(List<EventMatch> matches) {
        return matches.stream()
                .anyMatch(match -> EventTest.of(match, arguments, values).isPresent());
    }

    /** Both ends, then the finest resolution, then fewest lost, then most events. */
    private static Comparator<Candidate> byWorth(Alternative alternative) {
        Predicate<Candidate> both = source -> holdsBoth(source, alternative);
        return Comparator.<Candidate>comparingInt(source -> both.test(source) ? 0 : 1)
                .thenComparing(finest())
                .thenComparing(Comparator.<Candidate>comparingLong(source -> source.count(alternative))
                        .reversed())
                .thenComparing(source -> source.facts.id().sourceId());
    }

    private static Comparator<Candidate> finest() {
        return Comparator.comparingLong(Candidate::resolution).thenComparingLong(source -> source.input.lostEvents());
    }

    /** The chain whose submit events a source holds most of, on the best source that holds it from end to end. */
    private void assignChain() {
        model.chains().stream()
                .filter(chain -> sources.stream().anyMatch(source -> holds(source, chain)))
                .max(Comparator.<StageChain>comparingLong(this::submits)
                        .thenComparing(chain -> -model.chains().indexOf(chain)))
                .ifPresent(chain -> sources.stream()
                        .filter(source -> holds(source, chain))
                        .min(finest().thenComparingLong(source -> -source.facts.count(chain.submit()))
                                .thenComparing(source -> source.facts.id().sourceId()))
                        .ifPresent(source -> put(chains, source, chain)));
    }

    private boolean holds(Candidate source, StageChain chain) {
        return hasTime(source)
                && source.facts.count(chain.submit()) > 0
                && source.holdsAny(List.of(chain.begin()))
                && source.holdsAny(List.of(chain.last().match()));
    }

    private long submits(StageChain chain) {
        return sources.stream()
                .mapToLong(source -> source.facts.count(chain.submit()))
                .max()
                .orElse(0);
    }

    private static <T> void put(Map<SourceId, List<T>> lists, Candidate source, T value) {
        lists.computeIfAbsent(source.facts.id(), id -> new ArrayList<>()).add(value);
    }

    private void noteUncounted(SourceFacts facts) {
        if (facts.uncounted() > 0) {
            var message = facts.uncounted() + " events held more than " + SourceScan.MOST_VALUES
                    + " different values, and were left out where run values were looked for";
            notes.add(facts.id(), new Found.Note(IssueKind.NO_FIGURE, Severity.WARNING, facts.uncounted(), message));
        }
    }

    List<SourcePlan> sources(Map<SourceId, List<Losses.Interval>> losses) {
        return sources.stream().map(source -> plan(source, losses)).toList();
    }

    private SourcePlan plan(Candidate source, Map<SourceId, List<Losses.Interval>> losses) {
        var id = source.facts.id();
        var window = run.benchmark().window(source.input.clockName());
        var parts = layers.getOrDefault(id, List.of());
        var chain = chains.getOrDefault(id, List.of());
        if (!parts.isEmpty() || !chain.isEmpty()) {
            notes.add(id, new Found.Note(IssueKind.WINDOW, Severity.INFO, 1, describe(window, source)));
        }
        var lost = Losses.of(losses.getOrDefault(id, List.of()));
        return new SourcePlan(
                id,
                run.ingestId(),
                values,
                scales.get(id),
                source.input.clockName(),
                source.input.resolutionNs() == null ? 1 : source.input.resolutionNs(),
                Optional.ofNullable(relations.get(id)).stream().toList(),
                lost,
                window,
                parts,
                chain,
                instruments.getOrDefault(id, List.of()),
                notes.of(id));
    }

    private static String describe(Window window, Candidate source) {
        return switch (window.method()) {
            case BENCHMARK_TIMES ->
                "window: the benchmark's own times, " + window.beginNs() + " to " + window.endNs() + " ns of "
                        + source.input.clockName();
            case LAST_REQUESTS ->
                "window: the last " + window.requests() + " of each layer, as the benchmark's times are not on "
                        + source.input.clockName();
            case EVERYTHING -> "window: everything, as nothing tells the benchmark's requests";
        };
    }
}
