package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Boundary;
import io.iostrata.schemas.stack.StageChain;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    private final SourcePlan source;
    private final StageChain chain;
    private final EventTest begin;
    private final List<EventTest> tests = new ArrayList<>();

    private final List<Passed> passed = new ArrayList<>();
    private OptionalLong begun = OptionalLong.empty();
    private OptionalLong lastClosed = OptionalLong.empty();
    private long requests;
    private long broken;
    private long incomplete;

    private record Passed(Boundary boundary, String event, long stamp) {}

    /** Empty where the run does not tell a value that the chain needs. */
    static Optional<ChainWalk> of(SourcePlan source, StageChain chain, Arguments arguments) {
        var tests = new ArrayList<EventTest>();
        for (var boundary : chain.boundaries()) {
            EventTest.of(boundary.match(), arguments, source.values()).ifPresent(tests::add);
        }
        boolean complete = tests.size() == chain.boundaries().size();
        return EventTest.of(chain.begin(), arguments, source.values())
                .filter(begin -> complete)
                .map(begin -> new ChainWalk(source, chain, begin, tests));
    }

    private ChainWalk(SourcePlan source, StageChain chain, EventTest begin, List<EventTest> tests) {
        this.source = source;
        this.chain = chain;
        this.begin = begin;
        this.tests.addAll(tests);
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
                passed.add(new Passed(chain.boundaries().get(i), event.name(), event.stamp()));
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
        long ended = passed.get(passed.size() - 1).stamp;
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
                shape,
                marks)));
        var phases = new HashSet<String>();
        long before = began;
        for (int i = 0; i < passed.size(); i++) {
            var each = passed.get(i);
            var phase = phase(each.boundary, phases);
            out.accept(new Found.Stage(
                    chain.name(),
                    requests,
                    each.event,
                    i + 1,
                    Optional.of(phase),
                    source.scale().ns(before),
                    length(before, each.stamp),
                    shape,
                    marks));
            before = each.stamp;
        }
        incomplete += isComplete() ? 0 : 1;
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

    private String shape() {
        return String.join(">", passed.stream().map(Passed::event).toList());
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
