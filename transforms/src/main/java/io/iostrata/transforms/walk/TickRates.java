package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.ClockEvidence;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import io.iostrata.transforms.walk.RunPlan.Candidate;
import io.iostrata.transforms.walk.SourceFacts.Series;
import io.iostrata.transforms.walk.SourceFacts.Side;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The time scale of each source of a run. The length of a tick is what the manifest says, else what events seen by both
 * the clock of ticks and one in ns of the same machine allow, else that of the same clock on the other machine.
 */
final class TickRates {
    private final StackModel model;
    private final EvidenceSeries chosen;
    private final List<Candidate> sources;
    private final Notes notes;
    private final Map<SourceId, TimeScale> scales = new HashMap<>();

    private record Held(Candidate against, ClockFit fit) {
        double width() {
            return (fit.highNsPerTick() - fit.lowNsPerTick()) / fit.nsPerTick();
        }
    }

    private TickRates(StackModel model, RunValues values, List<Candidate> sources, Notes notes) {
        this.model = model;
        this.chosen = new EvidenceSeries(values);
        this.sources = sources;
        this.notes = notes;
    }

    static Map<SourceId, TimeScale> of(StackModel model, RunValues values, List<Candidate> sources, Notes notes) {
        var rates = new TickRates(model, values, sources, notes);
        sources.forEach(rates::measure);
        sources.forEach(rates::share);
        sources.forEach(rates::leaveOut);
        return rates.scales;
    }

    private void measure(Candidate source) {
        var facts = source.facts();
        if (facts.nsStamps() > 0) {
            scales.put(facts.id(), TimeScale.NS);
        } else if (facts.tickStamps() > 0) {
            var given = source.input().knownNsPerTick();
            if (given.isPresent() && given.getAsDouble() > 0 && Double.isFinite(given.getAsDouble())) {
                give(source, given.getAsDouble());
            } else {
                sources.stream()
                        .filter(other -> other.facts().nsStamps() > 0 && sameMachine(source, other))
                        .flatMap(other -> fits(facts, other.facts()).map(fit -> new Held(other, fit)))
                        .min(Comparator.comparingDouble(Held::width))
                        .ifPresent(held -> hold(source, held));
            }
        }
    }

    private static boolean sameMachine(Candidate one, Candidate other) {
        return one.machine().isPresent() && one.machine().equals(other.machine());
    }

    private void give(Candidate source, double nsPerTick) {
        scales.put(
                source.facts().id(), TimeScale.ticks(nsPerTick, source.facts().firstTick()));
        var clock = source.input().clockName();
        notes.add(source.facts().id(), Found.Clock.ofRate(clock, clock, nsPerTick, "manifest"));
    }

    /** A fit for each line that is held on both sides; failing that, one for all one-sided evidence together. */
    private Stream<ClockFit> fits(SourceFacts ticks, SourceFacts ns) {
        var twoSided = new ArrayList<ClockFit>();
        var together = new ArrayList<ClockFit.Bound>();
        for (int i = 0; i < model.clocks().size(); i++) {
            var evidence = model.clocks().get(i);
            int clock = i;
            chosen.of(ticks, clock, Side.AT, evidence.at()).forEach(at -> {
                var bounds = bounds(evidence, at, ns);
                if (!evidence.lower().isEmpty() && !evidence.upper().isEmpty()) {
                    ClockFit.of(bounds).ifPresent(twoSided::add);
                } else {
                    together.addAll(bounds);
                }
            });
        }
        return twoSided.isEmpty() ? ClockFit.of(together).stream() : twoSided.stream();
    }

    private List<ClockFit.Bound> bounds(ClockEvidence evidence, Series at, SourceFacts ns) {
        var lower = evidence.lower().stream()
                .flatMap(signal -> chosen.partners(at, ns, Side.LOWER, signal))
                .findFirst();
        var upper = evidence.upper().stream()
                .flatMap(signal -> chosen.partners(at, ns, Side.UPPER, signal))
                .findFirst();
        boolean complete = lower.isPresent() != evidence.lower().isEmpty()
                && upper.isPresent() != evidence.upper().isEmpty();
        return complete ? ClockFit.bounds(at, lower, upper) : List.of();
    }

    private void hold(Candidate source, Held held) {
        var fit = held.fit;
        var facts = source.facts();
        var scale = TimeScale.ticks(fit.nsPerTick(), facts.firstTick());
        scales.put(facts.id(), scale);
        long ns = scale.ns(fit.atTick());
        long at = fit.lowNs() + (fit.highNs() - fit.lowNs()) / 2;
        var clock = source.input().clockName();
        var reference = held.against.input().clockName();
        var offset = new Found.Offset(at, ns - at, ns - fit.highNs(), ns - fit.lowNs());
        notes.add(
                facts.id(),
                new Found.Clock(
                        clock,
                        reference,
                        fit.nsPerTick(),
                        Found.Stretch.ALL,
                        List.of(offset),
                        List.of(),
                        "shared events",
                        fit.bounds()));
        var message = String.format(
                Locale.ROOT,
                "%s: %.12f ns a tick, within %.3f ppm: %d events held against %s",
                clock,
                fit.nsPerTick(),
                held.width() / 2 * 1e6,
                fit.bounds(),
                reference);
        notes.add(facts.id(), new Found.Note(IssueKind.FOUND, Severity.INFO, fit.bounds(), message));
    }

    private void share(Candidate source) {
        var facts = source.facts();
        if (scales.containsKey(facts.id()) || facts.tickStamps() == 0) {
            return;
        }
        twin(source).ifPresent(twin -> {
            double rate = scales.get(twin.facts().id()).nsPerTick();
            scales.put(facts.id(), TimeScale.ticks(rate, facts.firstTick()));
            var clock = source.input().clockName();
            var other = twin.input().clockName();
            notes.add(facts.id(), Found.Clock.ofRate(clock, other, rate, "rate of " + other));
        });
    }

    /** A source whose ticks are of the same counter, whichever machine read it. */
    private Optional<Candidate> twin(Candidate source) {
        return sources.stream()
                .filter(other -> scales.containsKey(other.facts().id()))
                .filter(other -> scales.get(other.facts().id()).clocking() == TraceEvent.Clocking.TICKS)
                .filter(other -> counter(other).equals(counter(source)))
                .findFirst();
    }

    private static String counter(Candidate source) {
        var clock = source.input().clockName();
        return clock.substring(clock.indexOf(' ') + 1);
    }

    private void leaveOut(Candidate source) {
        var facts = source.facts();
        if (scales.putIfAbsent(facts.id(), TimeScale.NONE) == null) {
            long events =
                    facts.events().values().stream().mapToLong(Long::longValue).sum();
            var message = source.input().clockName() + ": "
                    + (facts.tickStamps() > 0 ? "nothing tells the length of its ticks" : "its events have no time")
                    + ", no spans of this source";
            notes.add(facts.id(), new Found.Note(IssueKind.UNKNOWN_CLOCK, Severity.WARNING, events, message));
        }
    }
}
