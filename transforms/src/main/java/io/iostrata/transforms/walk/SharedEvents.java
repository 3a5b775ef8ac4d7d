package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Causality;
import io.iostrata.schemas.stack.ClockEvidence;
import io.iostrata.schemas.stack.Signal;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.transforms.clocks.Bounds;
import io.iostrata.transforms.clocks.Bounds.Bound;
import io.iostrata.transforms.clocks.PairedSightings;
import io.iostrata.transforms.clocks.PairedSightings.Matched;
import io.iostrata.transforms.clocks.PairedSightings.Slack;
import io.iostrata.transforms.clocks.SearchBudget;
import io.iostrata.transforms.clocks.Sightings;
import io.iostrata.transforms.walk.RunPlan.Candidate;
import io.iostrata.transforms.walk.SourceFacts.Place;
import io.iostrata.transforms.walk.SourceFacts.Series;
import io.iostrata.transforms.walk.SourceFacts.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What two sources with different clocks saw of the same things, as bounds on the offset of the one from the other. */
final class SharedEvents {
    private final StackModel model;
    private final EvidenceSeries chosen;
    private final Map<SourcePlan.SourceId, TimeScale> scales;
    private final SearchBudget budget = new SearchBudget();

    /**
     * What two sources tell.
     *
     * @param contradicts true where events were seen that no clock could have stamped so
     */
    record Told(Bounds bounds, boolean contradicts) {}

    /** Two stations that follow one another, each in a source of its own. */
    private record Link(Series cause, Series effect) {}

    SharedEvents(StackModel model, RunValues values, Map<SourcePlan.SourceId, TimeScale> scales) {
        this.model = model;
        this.chosen = new EvidenceSeries(values);
        this.scales = scales;
    }

    /** Bounds on the offset of the clock of one source from that of the other. */
    Told of(Candidate one, Candidate other) {
        var bounds = new ArrayList<Bound>();
        boolean contradicts = false;
        for (int i = 0; i < model.causalities().size(); i++) {
            for (var requests : requests(i, one, other)) {
                bounds.addAll(requests.bounds(slack(one, other)).bounds());
                contradicts |= requests.matched() == Matched.NOT;
            }
            for (var requests : requests(i, other, one)) {
                bounds.addAll(requests.turned(slack(other, one)).bounds());
                contradicts |= requests.matched() == Matched.NOT;
            }
        }
        if (one.machine().isPresent() && one.machine().equals(other.machine())) {
            bounds.addAll(enclosed(one, other));
            bounds.addAll(turned(enclosed(other, one)));
        }
        return new Told(new Bounds(bounds), contradicts);
    }

    /** True where a search for what belongs together became too long. */
    boolean gaveUp() {
        return budget.isSpent();
    }

    private List<PairedSightings> requests(int number, Candidate front, Candidate back) {
        var causality = model.causalities().get(number);
        var down = link(front, back, Side.DOWN, number, causality);
        if (down.isEmpty()) {
            return List.of();
        }
        var up = link(back, front, Side.UP, number, causality);
        var slack = slack(front, back);
        return Stream.<Function<Series, long[]>>of(Series::first, Series::last)
                .map(part -> new Sightings(
                        ns(front, Optional.of(down.get().cause), part),
                        ns(back, Optional.of(down.get().effect), part),
                        ns(back, up.map(Link::cause), part),
                        ns(front, up.map(Link::effect), part)))
                .flatMap(sightings -> PairedSightings.of(sightings, slack, budget).stream())
                .toList();
    }

    /** The nearest two stations of a way that are the one in the one source and the later in the other. */
    private Optional<Link> link(Candidate cause, Candidate effect, Side side, int number, Causality causality) {
        var way = side == Side.DOWN ? causality.down() : causality.up();
        for (int distance = 1; distance < way.size(); distance++) {
            for (int station = 0; station + distance < way.size(); station++) {
                int next = station + distance;
                var first = chosen.at(cause.facts(), new Place(number, side, station, 0), way.get(station));
                var second = chosen.at(effect.facts(), new Place(number, side, next, 0), way.get(next));
                if (first.isPresent() && second.isPresent()) {
                    return Optional.of(new Link(first.get(), second.get()));
                }
            }
        }
        return Optional.empty();
    }

    private long[] ns(Candidate source, Optional<Series> series, Function<Series, long[]> part) {
        var scale = scales.get(source.facts().id());
        return series.map(part).stream()
                .flatMapToLong(Arrays::stream)
                .map(scale::ns)
                .toArray();
    }

    /** Bounds by events that two others of the other source enclose, the k-th the k-th. */
    private List<Bound> enclosed(Candidate inner, Candidate outer) {
        var bounds = new ArrayList<Bound>();
        for (int i = 0; i < model.clocks().size(); i++) {
            var evidence = model.clocks().get(i);
            chosen.of(inner.facts(), i, Side.AT, evidence.at())
                    .forEach(at -> bounds.addAll(enclosed(inner, outer, at, evidence)));
        }
        return bounds;
    }

    private List<Bound> enclosed(Candidate inner, Candidate outer, Series at, ClockEvidence evidence) {
        var lower = partner(at, outer, Side.LOWER, evidence.lower());
        var upper = partner(at, outer, Side.UPPER, evidence.upper());
        var slack = slack(inner, outer);
        var bounds = new ArrayList<Bound>();
        for (var each : ClockFit.bounds(at, lower, upper)) {
            long reading = scales.get(inner.facts().id()).ns(each.tick());
            var scale = scales.get(outer.facts().id());
            if (each.low() != ClockFit.Bound.NO_LOW) {
                bounds.add(new Bound(reading, reading - scale.ns(each.low()) + slack.up(), Bounds.Side.AT_MOST));
            }
            if (each.high() != ClockFit.Bound.NO_HIGH) {
                bounds.add(new Bound(reading, reading - scale.ns(each.high()) - slack.down(), Bounds.Side.AT_LEAST));
            }
        }
        return bounds;
    }

    private Optional<Series> partner(Series at, Candidate outer, Side side, List<Signal> signals) {
        return signals.stream()
                .flatMap(signal -> chosen.partners(at, outer.facts(), side, signal))
                .filter(each -> each.count() == at.count())
                .findFirst();
    }

    private static List<Bound> turned(List<Bound> bounds) {
        return bounds.stream()
                .map(bound -> new Bound(
                        bound.reading() - bound.offset(),
                        -bound.offset(),
                        bound.side() == Bounds.Side.AT_LEAST ? Bounds.Side.AT_MOST : Bounds.Side.AT_LEAST))
                .toList();
    }

    private Slack slack(Candidate front, Candidate back) {
        return new Slack(early(front) + late(back), late(front) + early(back));
    }

    /** How much earlier than its stamp an event may have been, where stamps are rounded, ns. */
    private long early(Candidate source) {
        return blur(source) / 2;
    }

    /** How much later than its stamp an event may have been, where stamps are cut off, ns. */
    private long late(Candidate source) {
        return blur(source) - 1;
    }

    /** The step of the stamps, ns; of ticks what rounding them to ns takes. */
    private long blur(Candidate source) {
        boolean ticks = scales.get(source.facts().id()).clocking() == TraceEvent.Clocking.TICKS;
        return ticks ? 2 : Math.max(1, source.resolution());
    }
}
