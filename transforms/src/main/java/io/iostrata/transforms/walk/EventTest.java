package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Condition;
import io.iostrata.schemas.stack.Condition.Absence;
import io.iostrata.schemas.stack.EventMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An {@link EventMatch} made ready for one run: run values filled in, arguments looked up by place. */
final class EventTest {
    private final Set<String> events;
    private final boolean[] kinds;
    private final Test[] tests;
    private final int[] key;

    private record Test(int place, long mask, long[] numbers, Set<Object> texts, Absence absence) {
        static Test of(Condition condition, Set<Object> values, Arguments arguments) {
            var byKind = values.stream().collect(Collectors.partitioningBy(Long.class::isInstance, Collectors.toSet()));
            long[] sorted = byKind.get(true).stream()
                    .mapToLong(value -> (Long) value)
                    .sorted()
                    .toArray();
            int place = arguments.place(condition.argument());
            return new Test(place, condition.mask(), sorted, byKind.get(false), condition.absence());
        }

        boolean holds(TraceEvent event) {
            return switch (event.state(place)) {
                case Cells.ABSENT -> absence == Absence.PASSES;
                case Cells.NUMBER -> holds(event.number(place) & mask);
                default -> texts.contains(event.value(place));
            };
        }

        private boolean holds(long number) {
            return numbers.length == 1 ? numbers[0] == number : Arrays.binarySearch(numbers, number) >= 0;
        }
    }

    private EventTest(EventMatch match, List<Test> tests, Arguments arguments) {
        events = Set.copyOf(match.events());
        kinds = new boolean[arguments.events().size()];
        events.forEach(event -> kinds[arguments.kind(event)] = true);
        this.tests = tests.toArray(Test[]::new);
        key = places(match.key(), arguments);
    }

    /** Empty where the match needs a run value that the run does not tell. */
    static Optional<EventTest> of(EventMatch match, Arguments arguments, RunValues values) {
        var tests = new ArrayList<Test>();
        for (var condition : match.where()) {
            var wanted = condition.isRunValue()
                    ? values.find(condition.value())
                    : Optional.of(Set.of(Scalars.of(condition.value())));
            if (wanted.isPresent()) {
                tests.add(Test.of(condition, wanted.get(), arguments));
            } else if (condition.absence() == Absence.FAILS) {
                return Optional.empty();
            }
        }
        return Optional.of(new EventTest(match, tests, arguments));
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
        if (!kinds[event.kind()]) {
            return false;
        }
        for (var test : tests) {
            if (!test.holds(event)) {
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
            case 1 -> event.has(places[0]) ? Optional.of(List.of(event.value(places[0]))) : Optional.empty();
            default -> pickAll(event, places);
        };
    }

    private static Optional<List<Object>> pickAll(TraceEvent event, int[] places) {
        var values = new ArrayList<Object>(places.length);
        for (int place : places) {
            if (!event.has(place)) {
                return Optional.empty();
            }
            values.add(event.value(place));
        }
        return Optional.of(values);
    }
}
