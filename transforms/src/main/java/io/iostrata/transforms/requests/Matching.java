package io.iostrata.transforms.requests;

import io.iostrata.transforms.walk.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the layers around and inside a passage. Candidates are the passages in its time; of them the one with its key,
 * else with its place, else the one that time alone leaves. A layer without keys serves several requests at once: where
 * none of its passages fits, its last begin before and its first end after the inner layer are taken.
 */
final class Matching {
    /** Passages of a layer that are looked at for one request. */
    static final int MOST_LOOKED_AT = 4096;

    private final Nesting nesting;
    private final List<Timeline> timelines;
    /** By layer: whether its pointers are those of the layer around it. */
    private final boolean[] sharesKeys;
    /** By layer: how it sees the places that requests ask for. */
    private final List<PlaceShift> shifts;

    Matching(Nesting nesting) {
        this.nesting = nesting;
        int layers = nesting.layers().size();
        sharesKeys = new boolean[layers];
        timelines = IntStream.range(0, layers).mapToObj(i -> new Timeline()).toList();
        shifts = IntStream.range(0, layers).mapToObj(i -> new PlaceShift()).toList();
    }

    Timeline timeline(int layer) {
        return timelines.get(layer);
    }

    PlaceShift shift(int layer) {
        return shifts.get(layer);
    }

    /** Pointers of two layers that are seen to be the same once are the same always. */
    void compareKeys(Passage one, Passage other) {
        sharesKeys[one.layer()] |=
                nesting.haveSameKey(one.layer(), other.layer()) && one.key().equals(other.key());
    }

    /** The layer's passage inside an outer one; takes it. */
    Optional<Match> inside(int layer, Passage outer, Place asked) {
        var candidates = likely(within(layer, outer), outer, asked);
        if (sharesKeys[layer] && nesting.haveSameKey(layer, outer.layer())) {
            return sameKey(candidates, outer);
        }
        return asked.isKnown() && shifts.get(layer).isSettled()
                ? placed(candidates, shifts.get(layer), asked)
                : byTime(candidates).or(() -> candidates.stream().findFirst().map(use -> taken(use, How.SHARED)));
    }

    /** Where no place tells them apart, those that do not do something else. */
    private static List<Timeline.Use> likely(List<Timeline.Use> uses, Passage known, Place asked) {
        return asked.isKnown()
                ? uses
                : uses.stream().filter(use -> use.passage().mayBe(known)).toList();
    }

    /** The layer's passages that lie in an outer one's time, by begin. */
    List<Timeline.Use> within(int layer, Passage outer) {
        long slack = nesting.slack(layer, outer.layer());
        var passages = timelines.get(layer).passages();
        int first = passages.firstFrom(outer.beginNs() - slack);
        return IntStream.range(first, Math.min(passages.size(), first + MOST_LOOKED_AT))
                .mapToObj(passages::get)
                .takeWhile(use -> use.passage().beginNs() <= outer.endNs() + slack)
                .filter(use -> outer.contains(use.passage(), slack + nesting.drift(layer, outer)))
                .toList();
    }

    private static Optional<Match> sameKey(List<Timeline.Use> candidates, Passage outer) {
        return candidates.stream()
                .filter(use -> use.passage().key().equals(outer.key()))
                .findFirst()
                .map(use -> taken(use, How.KEY));
    }

    /** The free one that covers what is asked for, else a taken one that does, else all that are parts of it. */
    private static Optional<Match> placed(List<Timeline.Use> candidates, PlaceShift shift, Place asked) {
        var covering = candidates.stream()
                .filter(use -> shift.covers(asked, use.passage().place()))
                .toList();
        if (!covering.isEmpty()) {
            return covering.stream()
                    .filter(Timeline.Use::isFree)
                    .findFirst()
                    .or(() -> covering.stream().findFirst())
                    .map(use -> taken(use, How.PLACE));
        }
        return candidates.stream()
                .sorted(Comparator.comparingLong(use -> use.passage().beginNs()))
                .filter(use ->
                        use.isFree() && shift.overlaps(asked, use.passage().place()))
                .map(use -> taken(use, How.PLACE).passage())
                .reduce(Passage::until)
                .map(passage -> new Match(passage, How.PLACE));
    }

    private static Optional<Match> byTime(List<Timeline.Use> candidates) {
        return candidates.stream()
                .filter(Timeline.Use::isFree)
                .findFirst()
                .map(use -> taken(use, candidates.size() == 1 ? How.CONTAINMENT : How.ORDER));
    }

    /** Takes it; found so, if no request took it before. */
    private static Match taken(Timeline.Use use, How how) {
        boolean isFree = use.isFree();
        use.take();
        return new Match(use.passage(), isFree ? how : How.SHARED);
    }

    /** The layer's passage around an inner one; takes it. */
    Optional<Match> around(int layer, Passage inner, Place asked) {
        var candidates = likely(containing(layer, inner), inner, asked);
        if (asked.isKnown() && shifts.get(layer).isSettled()) {
            return placed(candidates, shifts.get(layer), asked);
        }
        if (nesting.hasKey(layer)) {
            return byTime(candidates);
        }
        return candidates.stream()
                .findFirst()
                .map(use -> taken(use, How.CONTAINMENT))
                .or(() -> signals(layer, inner));
    }

    /** The layer's passages around an inner one, the last begun first. */
    List<Timeline.Use> containing(int layer, Passage inner) {
        long slack = nesting.slack(layer, inner.layer());
        var passages = timelines.get(layer).passages();
        int last = passages.firstFrom(inner.beginNs() + slack + 1) - 1;
        return IntStream.rangeClosed(0, Math.min(last, MOST_LOOKED_AT))
                .mapToObj(back -> passages.get(last - back))
                .filter(use -> use.passage().contains(inner, slack + nesting.drift(inner.layer(), use.passage())))
                .toList();
    }

    /** A free passage of a layer that lies in an outer one's time and shares some with the anchor; takes it. */
    Optional<Match> crossing(int layer, Passage outer, Passage anchor) {
        long slack = nesting.slack(layer, anchor.layer());
        return within(layer, outer).stream()
                .filter(use -> use.isFree() && use.passage().overlaps(anchor, slack))
                .findFirst()
                .map(use -> taken(use, How.CONTAINMENT));
    }

    private Optional<Match> signals(int layer, Passage inner) {
        var timeline = timelines.get(layer);
        long slack = nesting.slack(layer, inner.layer());
        int last = timeline.begins().firstFrom(inner.beginNs() + slack + 1) - 1;
        int first = timeline.ends().firstFrom(inner.endNs() - slack);
        if (last < 0 || first == timeline.ends().size()) {
            return Optional.empty();
        }
        var begin = timeline.begins().get(last);
        var end = timeline.ends().get(first);
        if (end.ns() < begin.ns()) {
            return Optional.empty();
        }
        var answer = timeline.ends().get(timeline.ends().firstFrom(begin.ns()));
        boolean isAnswered = answer.ns() <= inner.beginNs() - slack;
        if (isAnswered && (answer.isFree() || !begin.isFree())) {
            return Optional.empty();
        }
        var how = begin.isFree() ? How.SIGNALS : How.SHARED;
        begin.take();
        end.take();
        return Optional.of(new Match(begin.until(end, layer, inner.marks()), how));
    }
}
