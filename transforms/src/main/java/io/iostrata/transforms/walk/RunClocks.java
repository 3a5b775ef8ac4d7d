package io.iostrata.transforms.walk;

import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import io.iostrata.transforms.clocks.Bounds;
import io.iostrata.transforms.clocks.OffsetFit;
import io.iostrata.transforms.walk.ClockRoute.Leg;
import io.iostrata.transforms.walk.RunPlan.Candidate;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the clocks of a run lie on one reference: the host's CLOCK_MONOTONIC, failing that another clock of the host, failing
 * that any; of equals one with a name, then the finest. A clock that no evidence ties to it directly goes by way of others; of several ways the narrowest is taken.
 */
final class RunClocks {
    private static final String PREFERRED = "host mono";

    private final Map<SourceId, TimeScale> scales;
    private final Notes notes;
    private final SharedEvents shared;
    private final CounterOffsets counters;
    private final GivenClocks given;
    private final Map<String, List<Candidate>> byClock = new TreeMap<>();
    private final Map<String, ClockRoute> routes = new LinkedHashMap<>();

    /** What tells of a run's clocks. */
    record Evidence(SharedEvents shared, CounterOffsets counters, GivenClocks given) {}

    private RunClocks(Evidence evidence, List<Candidate> sources, Map<SourceId, TimeScale> scales, Notes notes) {
        this.scales = scales;
        this.notes = notes;
        shared = evidence.shared;
        counters = evidence.counters;
        given = evidence.given;
        sources.stream()
                .filter(source -> clocking(source) != TraceEvent.Clocking.NONE)
                .forEach(source -> byClock.computeIfAbsent(source.input().clockName(), clock -> new ArrayList<>())
                        .add(source));
    }

    /** The relations of the sources that have one; what was found is noted. */
    static Map<SourceId, ClockRelation> of(
            Evidence evidence, List<Candidate> sources, Map<SourceId, TimeScale> scales, Notes notes) {
        var clocks = new RunClocks(evidence, sources, scales, notes);
        clocks.byClock.keySet().stream()
                .min(Comparator.comparingInt(clocks::rank)
                        .thenComparing(clocks::isUnnamed)
                        .thenComparingLong(clocks::resolution))
                .ifPresent(clocks::relate);
        clocks.noteUnused(sources);
        clocks.noteGivenUp(sources);
        return clocks.relations();
    }

    private TraceEvent.Clocking clocking(Candidate source) {
        return scales.get(source.facts().id()).clocking();
    }

    private int rank(String clock) {
        boolean ns = byClock.get(clock).stream().anyMatch(source -> clocking(source) == TraceEvent.Clocking.NS);
        boolean ties = byClock.get(clock).stream()
                .anyMatch(source -> !source.facts().series().isEmpty());
        int place = (isHosts(clock) ? 1 : 3) + (ns ? 0 : 1);
        return clock.equals(PREFERRED) ? 0 : place + (ties ? 0 : 4);
    }

    private boolean isHosts(String clock) {
        return clock.startsWith("host ")
                || byClock.get(clock).stream()
                        .anyMatch(source -> isUnnamed(clock)
                                && source.machine().filter("host"::equals).isPresent());
    }

    private boolean isUnnamed(String clock) {
        return byClock.get(clock).get(0).input().clock() == null;
    }

    private long resolution(String clock) {
        return byClock.get(clock).stream()
                .mapToLong(Candidate::resolution)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void relate(String reference) {
        var open = new HashMap<String, ClockRoute>();
        var settled = Optional.of(ClockRoute.reference(reference));
        while (settled.isPresent()) {
            routes.put(settled.get().clock(), settled.get());
            open.remove(settled.get().clock());
            extend(settled.get(), open);
            settled = open.values().stream()
                    .min(Comparator.comparingLong(ClockRoute::width).thenComparing(ClockRoute::clock));
        }
        byClock.forEach((clock, sources) -> tell(clock, sources, reference));
    }

    private void extend(ClockRoute settled, Map<String, ClockRoute> open) {
        for (var clock : byClock.keySet()) {
            if (!routes.containsKey(clock)) {
                leg(clock, settled.clock())
                        .map(leg -> settled.from(clock, leg))
                        .ifPresent(route ->
                                open.merge(clock, route, (had, other) -> other.width() < had.width() ? other : had));
            }
        }
    }

    private Optional<Leg> leg(String clock, String other) {
        var counted = counted(clock, other);
        if (counted.isPresent()
                && !GivenClocks.agree(given.between(clock, other), counted.get().fit())) {
            noteWrong(clock, other);
            return Optional.empty();
        }
        return counted.or(() -> bounded(clock, other));
    }

    private void noteGivenUp(List<Candidate> sources) {
        if (shared.gaveUp()) {
            var message =
                    "which events of two clocks belong together was searched for too long and given up; the clocks"
                            + " are related by what had been found, if at all";
            sources.stream()
                    .findFirst()
                    .ifPresent(first -> notes.add(
                            first.facts().id(), new Found.Note(IssueKind.NO_FIGURE, Severity.WARNING, 1, message)));
        }
    }

    private void noteUnused(List<Candidate> sources) {
        for (var each : given.unused(byClock.keySet())) {
            var message = "run.json tells of " + each.clock() + " and " + each.reference()
                    + ", and no file with events is stamped by one of them";
            var note = new Found.Note(IssueKind.UNKNOWN_CLOCK, Severity.INFO, 1, message);
            sources.stream()
                    .findFirst()
                    .ifPresent(first -> notes.add(first.facts().id(), note));
        }
    }

    private Optional<Leg> counted(String clock, String other) {
        return byClock.get(clock).stream()
                .flatMap(one -> byClock.get(other).stream().flatMap(another -> counters.between(one, another).stream()))
                .findFirst()
                .map(fit -> new Leg(fit, other, "offset of the counter", 0));
    }

    /** What the manifest and the events leave together; nothing where they leave nothing. */
    private Optional<Leg> withGiven(String clock, String other, Bounds said, Bounds seen) {
        var fit = OffsetFit.steady(said.and(seen));
        if (fit.isEmpty()) {
            noteWrong(clock, other);
        }
        var method = seen.size() == 0 ? "manifest" : "manifest and shared events";
        return fit.map(found -> new Leg(found, other, method, seen.size()));
    }

    private void noteWrong(String clock, String other) {
        var message = "run.json's offsets of " + clock + " and " + other
                + " cannot be, by what else tells of the two or by one another; not related by either";
        note(clock, IssueKind.CLOCK_CONTRADICTION, Severity.WARNING, 1, message);
    }

    private Optional<Leg> bounded(String clock, String other) {
        var bounds = new Bounds(List.of());
        boolean contradicts = false;
        for (var one : byClock.get(clock)) {
            for (var another : byClock.get(other)) {
                var told = shared.of(one, another);
                bounds = bounds.and(told.bounds());
                contradicts |= told.contradicts();
            }
        }
        var all = bounds;
        var said = given.between(clock, other);
        if (said.size() > 0 && !contradicts) {
            return withGiven(clock, other, said, all);
        }
        var fit = OffsetFit.steady(all).or(() -> OffsetFit.stepping(all));
        if (contradicts || (fit.isEmpty() && all.isTwoSided())) {
            noteContradiction(clock, other, all.size());
        }
        return fit.map(found -> new Leg(found, other, "shared events", all.size()));
    }

    private void noteContradiction(String clock, String other, long bounds) {
        var message = clock + " and " + other
                + ": events that both saw cannot be stamped as they are, whatever the offset; not related by them";
        note(clock, IssueKind.CLOCK_CONTRADICTION, Severity.WARNING, Math.max(1, bounds), message);
    }

    private void tell(String clock, List<Candidate> sources, String reference) {
        var first = sources.get(0);
        if (!routes.containsKey(clock)) {
            if (sources.stream().anyMatch(source -> !source.facts().series().isEmpty())) {
                note(clock, IssueKind.UNKNOWN_CLOCK, Severity.INFO, 1, clock + ": nothing ties it to " + reference);
            }
            return;
        }
        var route = routes.get(clock);
        notes.forgetClock(clock);
        var rows = route.rows(reference, scales.get(first.facts().id()).nsPerTick());
        rows.forEach(row -> notes.add(first.facts().id(), row));
        if (rows.size() > 1) {
            var message = clock + " was set " + (rows.size() - 1) + " times while it was traced, by " + reference;
            note(clock, IssueKind.CLOCK_STEP, Severity.WARNING, rows.size() - 1, message);
        }
    }

    private void note(String clock, IssueKind kind, Severity severity, long count, String message) {
        notes.add(byClock.get(clock).get(0).facts().id(), new Found.Note(kind, severity, count, message));
    }

    private Map<SourceId, ClockRelation> relations() {
        var relations = new HashMap<SourceId, ClockRelation>();
        routes.forEach((clock, route) -> byClock.get(clock)
                .forEach(source -> relations.put(source.facts().id(), route.relation())));
        return relations;
    }
}
