package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Signal;
import io.iostrata.transforms.walk.SourceFacts.Line;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells the signals of a line in a source's events: each {@code on}, or each first {@code on} after an {@code until}. */
final class SignalTest {
    /** Lines whose level is followed; the others are taken for low. */
    private static final int MOST_HIGH = 4096;

    private final List<String> names;
    private final EventTest on;
    private final List<EventTest> until;
    private final Set<List<Object>> high = new HashSet<>();

    SignalTest(Signal signal, Arguments arguments) {
        names = signal.values();
        on = EventTest.literal(signal.on(), arguments);
        until = signal.until().stream()
                .map(match -> EventTest.literal(match, arguments))
                .toList();
    }

    /** Names of the events that it looks at. */
    Set<String> events() {
        return Stream.concat(Stream.of(on), until.stream())
                .flatMap(test -> test.events().stream())
                .collect(Collectors.toSet());
    }

    /** The line that the event raises, if it does. */
    Optional<Line> raised(TraceEvent event) {
        if (on.matches(event)) {
            return on.key(event).filter(this::isNew).map(key -> new Line(names, key));
        }
        for (var test : until) {
            if (test.matches(event)) {
                test.key(event).ifPresent(high::remove);
            }
        }
        return Optional.empty();
    }

    private boolean isNew(List<Object> key) {
        return until.isEmpty() || (high.size() < MOST_HIGH ? high.add(key) : !high.contains(key));
    }
}
