package io.iostrata.transforms.walk;

import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One pass over a source's events in time order: spans, stages, passages of instruments, and what is to be said of them. */
public final class SourceWalk {
    private final SourcePlan plan;
    private final List<LayerPairing> layers = new ArrayList<>();
    private final List<ChainWalk> chains = new ArrayList<>();
    private final Map<String, List<LayerPairing>> layersByEvent = new HashMap<>();
    private final Map<String, List<ChainWalk>> chainsByEvent = new HashMap<>();
    private final List<InstrumentWalk> instruments = new ArrayList<>();
    private final Map<String, List<InstrumentWalk>> instrumentsByEvent = new HashMap<>();

    private long timeless;

    public SourceWalk(SourcePlan plan, Arguments arguments) {
        this.plan = plan;
        for (var part : plan.layers()) {
            var layer = new LayerPairing(plan, part, arguments);
            layers.add(layer);
            layer.events().forEach(event -> listen(layersByEvent, event, layer));
        }
        for (var declared : plan.chains()) {
            ChainWalk.of(plan, declared, arguments).ifPresent(chain -> {
                chains.add(chain);
                chain.events().forEach(event -> listen(chainsByEvent, event, chain));
            });
        }
        for (var declared : plan.instruments()) {
            var instrument = new InstrumentWalk(plan, declared, arguments);
            instruments.add(instrument);
            instrument.events().forEach(event -> listen(instrumentsByEvent, event, instrument));
        }
    }

    private static <T> void listen(Map<String, List<T>> listeners, String event, T listener) {
        listeners.computeIfAbsent(event, name -> new ArrayList<>()).add(listener);
    }

    public void accept(TraceEvent event, Consumer<Found> out) {
        if (event.clocking() != plan.scale().clocking()) {
            timeless++;
            return;
        }
        for (var layer : layersByEvent.getOrDefault(event.name(), List.of())) {
            layer.accept(event, out);
        }
        for (var chain : chainsByEvent.getOrDefault(event.name(), List.of())) {
            chain.accept(event, out);
        }
        for (var instrument : instrumentsByEvent.getOrDefault(event.name(), List.of())) {
            instrument.accept(event, out);
        }
    }

    /** To be called once, after the last event. */
    public void finish(Consumer<Found> out) {
        layers.forEach(layer -> layer.finish(out));
        chains.forEach(chain -> chain.finish(out));
        instruments.forEach(instrument -> instrument.finish(out));
        plan.notes().forEach(out);
        if (timeless > 0) {
            out.accept(new Found.Note(
                    IssueKind.NO_TIME,
                    Severity.WARNING,
                    timeless,
                    timeless + " events have no stamp of the kind that most have: no span or stage counts them"));
        }
    }
}
