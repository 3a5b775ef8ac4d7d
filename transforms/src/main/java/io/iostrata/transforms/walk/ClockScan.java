package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.CounterOffset;
import io.iostrata.schemas.stack.Signal;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.transforms.walk.SourceFacts.CounterFact;
import io.iostrata.transforms.walk.SourceFacts.Place;
import io.iostrata.transforms.walk.SourceFacts.Series;
import io.iostrata.transforms.walk.SourceFacts.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one source holds of the evidence that ties clocks together. */
final class ClockScan {
    static final ClockScan NONE = new ClockScan(List.of());
    /** Readers of a counter that are followed; later ones give no evidence. */
    private static final int MOST_READERS = 4096;

    private final Map<String, List<SeriesScan>> byEvent = new HashMap<>();
    private final List<SeriesScan> scans = new ArrayList<>();
    private final List<Counter> counters;
    private final Map<List<Object>, CounterFact> offsets = new HashMap<>();
    private final StampStore.Budget budget = new StampStore.Budget();

    private record Counter(int number, EventTest test, int value) {}

    private ClockScan(List<Counter> counters) {
        this.counters = counters;
    }

    static ClockScan of(StackModel model, Arguments arguments) {
        var counters = new ArrayList<Counter>();
        for (int i = 0; i < model.counters().size(); i++) {
            CounterOffset each = model.counters().get(i);
            counters.add(new Counter(i, EventTest.literal(each.event(), arguments), arguments.place(each.value())));
        }
        var scan = new ClockScan(counters);
        scan.listenToPairs(model, arguments);
        scan.listenToStations(model, arguments);
        scan.scans.forEach(each -> each.events().forEach(event -> scan.byEvent
                .computeIfAbsent(event, name -> new ArrayList<>())
                .add(each)));
        return scan;
    }

    private void listenToPairs(StackModel model, Arguments arguments) {
        for (int i = 0; i < model.clocks().size(); i++) {
            var evidence = model.clocks().get(i);
            listen(new Place(i, Side.AT, 0, 0), List.of(evidence.at()), arguments);
            listen(new Place(i, Side.LOWER, 0, 0), evidence.lower(), arguments);
            listen(new Place(i, Side.UPPER, 0, 0), evidence.upper(), arguments);
        }
    }

    private void listenToStations(StackModel model, Arguments arguments) {
        for (int i = 0; i < model.causalities().size(); i++) {
            var causality = model.causalities().get(i);
            for (int station = 0; station < causality.down().size(); station++) {
                listen(new Place(i, Side.DOWN, station, 0), causality.down().get(station), arguments);
            }
            for (int station = 0; station < causality.up().size(); station++) {
                listen(new Place(i, Side.UP, station, 0), causality.up().get(station), arguments);
            }
        }
    }

    private void listen(Place first, List<Signal> signals, Arguments arguments) {
        for (int choice = 0; choice < signals.size(); choice++) {
            var place = new Place(first.evidence(), first.side(), first.station(), choice);
            scans.add(new SeriesScan(place, signals.get(choice), arguments, budget));
        }
    }

    void accept(TraceEvent event) {
        for (var scan : byEvent.getOrDefault(event.name(), List.of())) {
            scan.accept(event);
        }
        for (var counter : counters) {
            if (counter.test.matches(event) && event.isNumber(counter.value)) {
                read(counter, event, event.number(counter.value));
            }
        }
    }

    private void read(Counter counter, TraceEvent event, long offset) {
        counter.test.key(event).ifPresent(key -> {
            var reader = new ArrayList<Object>(key);
            reader.add(counter.number);
            if (offsets.size() < MOST_READERS || offsets.containsKey(reader)) {
                offsets.put(reader, new CounterFact(counter.number, key, offset, event.stamp()));
            }
        });
    }

    List<Series> series() {
        return scans.stream().flatMap(SeriesScan::series).toList();
    }

    List<CounterFact> counters() {
        return List.copyOf(offsets.values());
    }
}
