package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Instrument.Table;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.transforms.walk.RunPlan.Candidate;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What each source is walked for, settled from what a first pass over all of them told.
 *
 * @param model what was asked for
 * @param sources those that hold events of the model
 */
public record WalkPlan(StackModel model, Map<SourceId, SourcePlan> sources) implements Serializable {

    public WalkPlan {
        sources = Map.copyOf(sources);
    }

    public static WalkPlan of(StackModel model, WalkInputs inputs, List<SourceFacts> facts) {
        var byId = new HashMap<SourceId, SourceFacts>();
        facts.forEach(each -> byId.put(each.id(), each));
        var byRun = new HashMap<String, List<Candidate>>();
        inputs.sources().stream()
                .filter(source -> byId.containsKey(source.id()))
                .map(source -> Candidate.of(model, source, byId.get(source.id())))
                .forEach(each -> byRun.computeIfAbsent(each.input().id().runId(), id -> new ArrayList<>())
                        .add(each));
        var arguments = Arguments.of(model);
        var plans = new HashMap<SourceId, SourcePlan>();
        for (var run : inputs.runs()) {
            var candidates = byRun.getOrDefault(run.runId(), List.of());
            new RunPlan(model, arguments, run, candidates)
                    .sources(inputs.losses())
                    .forEach(plan -> plans.put(plan.id(), plan));
        }
        return new WalkPlan(model, plans);
    }

    /** Runs with a source that is walked for waits. */
    public Set<String> runsWithWaits() {
        return sources.values().stream()
                .filter(source -> source.instruments().stream().anyMatch(each -> each.table() == Table.FUTEX_WAITS))
                .map(source -> source.id().runId())
                .collect(Collectors.toSet());
    }

    /** The same for layers alone. */
    public WalkPlan ofLayers() {
        return with(source -> source.only(source.layers(), List.of(), List.of()));
    }

    /** The same for chains alone. */
    public WalkPlan ofChains() {
        return with(source -> source.only(List.of(), source.chains(), List.of()));
    }

    /** The same for instruments alone. */
    public WalkPlan ofInstruments() {
        return with(source -> source.only(List.of(), List.of(), source.instruments()));
    }

    private WalkPlan with(UnaryOperator<SourcePlan> part) {
        var parts = new HashMap<SourceId, SourcePlan>();
        sources.forEach((id, source) -> parts.put(id, part.apply(source)));
        return new WalkPlan(model, parts);
    }

    public Optional<SourcePlan> find(SourceId source) {
        return Optional.ofNullable(sources.get(source));
    }
}
