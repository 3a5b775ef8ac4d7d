package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Signal;
import io.iostrata.transforms.walk.SourceFacts.Line;
import io.iostrata.transforms.walk.SourceFacts.Place;
import io.iostrata.transforms.walk.SourceFacts.Series;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The stamps of a signal, line by line: all of them, or the first and the last where there are many. */
final class SeriesScan {
    /** Lines that are followed; later ones give no evidence. */
    static final int MOST_LINES = 32;

    private final Place place;
    private final SignalTest signal;
    private final StampStore.Budget budget;
    private final Map<Line, StampStore> lines = new HashMap<>();

    SeriesScan(Place place, Signal signal, Arguments arguments, StampStore.Budget budget) {
        this.place = place;
        this.signal = new SignalTest(signal, arguments);
        this.budget = budget;
    }

    /** Names of the events that it looks at. */
    Set<String> events() {
        return signal.events();
    }

    void accept(TraceEvent event) {
        if (event.clocking() == TraceEvent.Clocking.NONE) {
            return;
        }
        signal.raised(event).ifPresent(line -> {
            if (lines.size() < MOST_LINES) {
                lines.computeIfAbsent(line, key -> new StampStore(budget));
            }
            if (lines.containsKey(line)) {
                lines.get(line).add(event.stamp());
            }
        });
    }

    Stream<Series> series() {
        return lines.entrySet().stream()
                .map(line -> new Series(
                        place,
                        line.getKey(),
                        line.getValue().count(),
                        line.getValue().first(),
                        line.getValue().last()));
    }
}
