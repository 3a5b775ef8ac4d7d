package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Condition;
import io.iostrata.schemas.stack.Condition.Absence;
import io.iostrata.schemas.stack.EventMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An {@link EventMatch} made ready for one run: run values filled in, arguments looked up by place. */
final class EventTest {
    private final Set<String> events;
    private final List<Test> tests;
    private final int[] key;

    private record Test(int place, long mask, Set<Object> values, Absence absence) {
        boolean holds(Object[] args) {
            var value = args[place];
            if (value == null) {
                return absence == Absence.PASSES;
            }
            return values.contains(
                    mask != Condition.NO_MASK && value instanceof Long bits ? (Long) (bits & mask) : value);
        }
    }

    private EventTest(Set<String> events, List<Test> tests, int[] key) {
        this.events = events;
        this.tests = tests;
        this.key = key;
    }

    /** Empty where the match needs a run value that the run does not tell. */
    static Optional<EventTest> of(EventMatch match, Arguments arguments, RunValues values) {
        var tests = new ArrayList<Test>();
        for (var condition : match.where()) {
            var wanted = condition.isRunValue()
                    ? values.find(condition.value())
                    : Optional.of(Set.of(Scalars.of(condition.value())));
            if (wanted.isPresent()) {
                tests.add(new Test(
                        arguments.place(condition.argument()), condition.mask(), wanted.get(), condition.absence()));
            } else if (condition.absence() == Absence.FAILS) {
                return Optional.empty();
            }
        }
        return Optional.of(new EventTest(Set.copyOf(match.events()), tests, places(match.key(), arguments)));
    }

    /** Those that the run's values allow. */
    static List<EventTest> all(List<EventMatch> matches, Arguments arguments, RunValues values) {
        return matches.stream()
                .flatMap(match -> of(match, arguments, values).stream())
                .toList();
    }

    /** The key of the first of the tests that the event passes. */
    static Optional<List<Object>> keyOf(List<EventTest> tests, TraceEvent event) {
        for (var test : tests) {
            if (test.matches(event)) {
                return test.key(event);
            }
        }
        return Optional.empty();
    }

    /** Its literal conditions alone, for looking at a run before its values are known. */
    static EventTest literal(EventMatch match, Arguments arguments) {
        var literals = match.where().stream()
                .filter(condition -> !condition.isRunValue())
                .toList();
        return of(new EventMatch(match.events(), literals, match.key()), arguments, RunValues.NONE)
                .orElseThrow();
    }

    static int[] places(List<String> names, Arguments arguments) {
        return names.stream().mapToInt(arguments::place).toArray();
    }

    Set<String> events() {
        return events;
    }

    boolean matches(TraceEvent event) {
        if (!events.contains(event.name())) {
            return false;
        }
        for (var test : tests) {
            if (!test.holds(event.args())) {
                return false;
            }
        }
        return true;
    }

    /** What identifies the request; empty where the event lacks a part of it. */
    Optional<List<Object>> key(TraceEvent event) {
        return pick(event, key);
    }

    static Optional<List<Object>> pick(TraceEvent event, int[] places) {
        return switch (places.length) {
            case 0 -> Optional.of(List.of());
            case 1 -> Optional.ofNullable(event.args()[places[0]]).map(List::of);
            default -> pickAll(event, places);
        };
    }

    private static Optional<List<Object>> pickAll(TraceEvent event, int[] places) {
        var values = new ArrayList<Object>(places.length);
        for (int place : places) {
            if (event.args()[place] == null) {
                return Optional.empty();
            }
            values.add(event.args()[place]);
        }
        return Optional.of(values);
    }
}
