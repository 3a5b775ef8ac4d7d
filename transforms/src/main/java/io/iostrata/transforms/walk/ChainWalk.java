package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Boundary;
import io.iostrata.schemas.stack.StageChain;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The chain of one request after the other, at queue depth 1: from the doorbell to the interrupt, every boundary as it
 * came. A doorbell inside a request begins it anew.
 */
final class ChainWalk {
    /** A request with more boundaries than this is given up. */
    static final int MOST_BOUNDARIES = 256;
    /** Shapes that are kept; a deep queue makes no end of them. */
    private static final int MOST_SHAPES = 256;

    private final SourcePlan source;
    private final StageChain chain;
    private final EventTest begin;
    private final List<EventTest> tests = new ArrayList<>();

    private final Step[][] stepsByTest;
    private final Map<List<Step>, Shape> shapes = new HashMap<>();
    private final List<Step> passed = new ArrayList<>();
    private final long[] stamps = new long[MOST_BOUNDARIES + 1];
    private OptionalLong begun = OptionalLong.empty();
    private OptionalLong lastClosed = OptionalLong.empty();
    private long requests;
    private long broken;
    private long incomplete;

    /** A boundary and the event that passed it; one object for all requests. */
    private static final class Step {
        private final Boundary boundary;
        private final String event;

        private Step(Boundary boundary, String event) {
            this.boundary = boundary;
            this.event = event;
        }
    }

    /** What the steps of a request tell, whatever their times. */
    private record Shape(String text, List<Optional<String>> phases, boolean isComplete) {}

    /** Empty where the run does not tell a value that the chain needs. */
    static Optional<ChainWalk> of(SourcePlan source, StageChain chain, Arguments arguments) {
        var tests = new ArrayList<EventTest>();
        for (var boundary : chain.boundaries()) {
            EventTest.of(boundary.match(), arguments, source.values()).ifPresent(tests::add);
        }
        boolean complete = tests.size() == chain.boundaries().size();
        return EventTest.of(chain.begin(), arguments, source.values())
                .filter(begin -> complete)
                .map(begin -> new ChainWalk(source, chain, begin, tests, arguments));
    }

    private ChainWalk(
            SourcePlan source, StageChain chain, EventTest begin, List<EventTest> tests, Arguments arguments) {
        this.source = source;
        this.chain = chain;
        this.begin = begin;
        this.tests.addAll(tests);
        stepsByTest = new Step[tests.size()][arguments.events().size()];
    }

    Set<String> events() {
        var events = new HashSet<>(begin.events());
        tests.forEach(test -> events.addAll(test.events()));
        return events;
    }

    void accept(TraceEvent event, Consumer<Found> out) {
        if (begin.matches(event)) {
            broken += begun.isPresent() ? 1 : 0;
            begun = OptionalLong.of(event.stamp());
            passed.clear();
        } else if (begun.isPresent()) {
            pass(event, out);
        }
    }

    private void pass(TraceEvent event, Consumer<Found> out) {
        for (int i = 0; i < tests.size(); i++) {
            if (tests.get(i).matches(event)) {
                stamps[passed.size()] = event.stamp();
                passed.add(step(i, event));
                if (i == tests.size() - 1) {
                    close(out);
                } else if (passed.size() > MOST_BOUNDARIES) {
                    broken++;
                    begun = OptionalLong.empty();
                }
                return;
            }
        }
    }

    private void close(Consumer<Found> out) {
        long began = begun.getAsLong();
        long ended = stamps[passed.size() - 1];
        var shape = shape();
        var marks = marks(began, ended);
        lastClosed.ifPresent(last -> out.accept(new Found.Stage(
                chain.name(),
                requests,
                chain.begin().events().get(0),
                0,
                Optional.empty(),
                source.scale().ns(last),
                length(last, began),
                shape.text,
                marks)));
        long before = began;
        for (int i = 0; i < passed.size(); i++) {
            out.accept(new Found.Stage(
                    chain.name(),
                    requests,
                    passed.get(i).event,
                    i + 1,
                    shape.phases.get(i),
                    source.scale().ns(before),
                    length(before, stamps[i]),
                    shape.text,
                    marks));
            before = stamps[i];
        }
        incomplete += shape.isComplete ? 0 : 1;
        requests++;
        lastClosed = OptionalLong.of(ended);
        begun = OptionalLong.empty();
    }

    private long length(long from, long to) {
        return Math.max(0, source.scale().length(to - from));
    }

    private Found.Marks marks(long began, long ended) {
        long beginNs = source.scale().ns(began);
        return new Found.Marks(
                source.window().holds(beginNs, beginNs + length(began, ended)),
                source.losses().fallInto(began, ended));
    }

    private Step step(int test, TraceEvent event) {
        var known = stepsByTest[test];
        if (known[event.kind()] == null) {
            known[event.kind()] = new Step(chain.boundaries().get(test), event.name());
        }
        return known[event.kind()];
    }

    private Shape shape() {
        var known = shapes.get(passed);
        if (known != null) {
            return known;
        }
        var closed = new HashSet<String>();
        var phases = passed.stream()
                .map(step -> Optional.of(phase(step.boundary, closed)))
                .toList();
        var text = String.join(">", passed.stream().map(step -> step.event).toList());
        var shape = new Shape(text, phases, isComplete());
        if (shapes.size() < MOST_SHAPES) {
            shapes.put(List.copyOf(passed), shape);
        }
        return shape;
    }

    /** The first of the boundary's phases that is still open; the one of the boundary is closed with it. */
    private static String phase(Boundary boundary, Set<String> closed) {
        var phases = boundary.phases();
        var phase = phases.stream()
                .filter(each -> !closed.contains(each))
                .findFirst()
                .orElse(phases.get(phases.size() - 1));
        if (!phase.equals("submit")) {
            closed.add(phase);
        }
        return phase;
    }

    private boolean isComplete() {
        return chain.boundaries().stream()
                .filter(boundary -> boundary.presence() == Boundary.Presence.REQUIRED)
                .allMatch(boundary -> passed.stream().anyMatch(each -> each.boundary.equals(boundary)));
    }

    void finish(Consumer<Found> out) {
        broken += begun.isPresent() ? 1 : 0;
        out.accept(new Found.WindowStart(chain.name(), source.window().firstOrdinal(requests)));
        note(broken, "requests begun and not ended", out);
        note(incomplete, "requests without a boundary that every request passes", out);
    }

    private void note(long count, String what, Consumer<Found> out) {
        if (count > 0) {
            var message = "chain " + chain.name() + ": " + count + " " + what + ", beside " + requests + " requests";
            out.accept(new Found.Note(IssueKind.UNMATCHED, Severity.INFO, count, message));
        }
    }
}
