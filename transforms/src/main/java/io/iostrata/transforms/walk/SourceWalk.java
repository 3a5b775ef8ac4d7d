package io.iostrata.transforms.walk;

import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One pass over a source's events in time order: spans, stages, passages of instruments, and what is to be said of them. */
public final class SourceWalk {
    private final SourcePlan plan;
    private final List<LayerPairing> layers = new ArrayList<>();
    private final List<ChainWalk> chains = new ArrayList<>();
    private final List<List<LayerPairing>> layersByKind;
    private final List<List<ChainWalk>> chainsByKind;
    private final List<InstrumentWalk> instruments = new ArrayList<>();
    private final List<List<InstrumentWalk>> instrumentsByKind;

    private final Extent extent = new Extent();
    private long timeless;

    public SourceWalk(SourcePlan plan, Arguments arguments) {
        this.plan = plan;
        layersByKind = byKind(arguments);
        chainsByKind = byKind(arguments);
        instrumentsByKind = byKind(arguments);
        for (var part : plan.layers()) {
            var layer = new LayerPairing(plan, part, arguments, extent);
            layers.add(layer);
            layer.events()
                    .forEach(event -> layersByKind.get(arguments.kind(event)).add(layer));
        }
        for (var declared : plan.chains()) {
            ChainWalk.of(plan, declared, arguments).ifPresent(chain -> {
                chains.add(chain);
                chain.events()
                        .forEach(
                                event -> chainsByKind.get(arguments.kind(event)).add(chain));
            });
        }
        for (var declared : plan.instruments()) {
            var instrument = new InstrumentWalk(plan, declared, arguments);
            instruments.add(instrument);
            instrument.events().forEach(event -> instrumentsByKind
                    .get(arguments.kind(event))
                    .add(instrument));
        }
    }

    private static <T> List<List<T>> byKind(Arguments arguments) {
        return arguments.events().stream()
                .<List<T>>map(event -> new ArrayList<>(1))
                .toList();
    }

    public void accept(TraceEvent event, Consumer<Found> out) {
        if (event.clocking() != plan.scale().clocking()) {
            timeless++;
            return;
        }
        extent.reach(event.stamp());
        for (var layer : layersByKind.get(event.kind())) {
            layer.accept(event, out);
        }
        for (var chain : chainsByKind.get(event.kind())) {
            chain.accept(event, out);
        }
        for (var instrument : instrumentsByKind.get(event.kind())) {
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
