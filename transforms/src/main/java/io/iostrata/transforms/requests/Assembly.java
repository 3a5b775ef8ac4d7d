package io.iostrata.transforms.requests;

import io.iostrata.transforms.walk.Place;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The requests of one run, each followed through the layers, in one pass over its passages in order of their begins. A
 * request waits until the pass has left its time; what is held is what was under way since the oldest that waits, and
 * within bounds.
 */
final class Assembly {
    /** How long after its end a request waits for ends of outer layers that belong to no passage, ns. */
    static final long LOOKAHEAD_NS = 100_000_000;
    /** Requests that are looked at before the first is settled, for the shifts between devices. */
    static final int FIRST_LOOK = 256;
    /** Passages after which that look is taken, however few the requests. */
    static final int MOST_BEFORE_LOOK = Timeline.MOST_HELD / 2;
    /** Requests that wait at most; beyond, the oldest is settled with what there is. */
    static final int MOST_WAITING = 1 << 17;

    private static final int ANCHOR = 0;

    private final Nesting nesting;
    private final Consumer<Passage> past;
    private final Matching matching;
    private final ArrayDeque<Passage> waiting = new ArrayDeque<>();
    private final long[] found;
    private boolean hasLooked;
    private long passages;
    private long forgottenNs = Long.MIN_VALUE;
    private long requests;

    /** @param past takes every passage once no request to come can have it, after those that do */
    Assembly(Nesting nesting, Consumer<Passage> past) {
        this.nesting = nesting;
        this.past = past;
        matching = new Matching(nesting);
        found = new long[nesting.layers().size()];
    }

    /** Passages come in the order of their begins on the reference. */
    void accept(Passage passage, Consumer<Followed> out) {
        found[passage.layer()]++;
        passages++;
        advance(passage.beginNs(), out);
        matching.timeline(passage.layer()).add(passage);
        if (passage.layer() == ANCHOR) {
            waiting.add(passage);
        }
    }

    /** A begin or an end that belongs to no passage, in the same order. */
    void begin(int layer, Timeline.Signal signal, Consumer<Followed> out) {
        advance(signal.ns(), out);
        matching.timeline(layer).addBegin(signal);
    }

    void end(int layer, Timeline.Signal signal, Consumer<Followed> out) {
        advance(signal.ns(), out);
        matching.timeline(layer).addEnd(signal);
    }

    /** To be called once, after the last; then {@link #free} counts. */
    void finish(Consumer<Followed> out) {
        settleUntil(Long.MAX_VALUE, 0, out);
        forgetBefore(Long.MAX_VALUE);
    }

    /** How many passages of a layer there were. */
    long found(int layer) {
        return found[layer];
    }

    /** How many of them belong to no request. */
    long free(int layer) {
        return matching.timeline(layer).free();
    }

    private void advance(long now, Consumer<Followed> out) {
        if (hasLooked || waiting.size() >= FIRST_LOOK || passages >= MOST_BEFORE_LOOK) {
            settleUntil(now - LOOKAHEAD_NS, MOST_WAITING, out);
        }
        long needed = waiting.isEmpty() ? now : Math.min(now, waiting.peek().beginNs());
        if (needed - LOOKAHEAD_NS > forgottenNs) {
            forgottenNs = needed;
            forgetBefore(needed - LOOKAHEAD_NS);
        }
    }

    private void settleUntil(long ns, int mostWaiting, Consumer<Followed> out) {
        if (!hasLooked) {
            lookAtFirst();
            hasLooked = true;
        }
        while (!waiting.isEmpty() && (waiting.peek().endNs() < ns || waiting.size() > mostWaiting)) {
            out.accept(follow(waiting.poll()));
        }
    }

    private void forgetBefore(long ns) {
        for (int i = 0; i < nesting.layers().size(); i++) {
            matching.timeline(i).forgetBefore(ns, past);
        }
    }

    /** Settles the shifts, layer by layer, by what the first requests' times leave as candidates. */
    private void lookAtFirst() {
        var first = waiting.stream()
                .map(anchor -> new HashMap<>(Map.of(ANCHOR, anchor)))
                .toList();
        for (int layer = 1; layer < nesting.layers().size(); layer++) {
            var shift = matching.shift(layer);
            for (var request : first) {
                var neighbour = neighbour(layer, request);
                var candidates = candidates(layer, neighbour);
                candidates.forEach(passage -> matching.compareKeys(passage, neighbour));
                shift.vote(asked(layer, request), candidates);
                candidates.stream().findFirst().ifPresent(passage -> request.put(passage.layer(), passage));
            }
            shift.settle();
        }
    }

    private List<Passage> candidates(int layer, Passage neighbour) {
        var uses = nesting.isAround(layer) ? matching.containing(layer, neighbour) : matching.within(layer, neighbour);
        return uses.stream().map(Timeline.Use::passage).toList();
    }

    /** The nearest layer that is known, on the way to the anchor. */
    private Passage neighbour(int layer, Map<Integer, Passage> known) {
        return nearest(layer, known, passage -> true);
    }

    /** What the nearest layer that tells it asks for. */
    private Place asked(int layer, Map<Integer, Passage> known) {
        return nearest(layer, known, passage -> passage.place().isKnown()).place();
    }

    private Passage nearest(int layer, Map<Integer, Passage> known, Predicate<Passage> wanted) {
        int next = layer;
        do {
            next = nesting.towardsAnchor(next);
        } while (next != ANCHOR && !(known.containsKey(next) && wanted.test(known.get(next))));
        return known.get(next);
    }

    private Followed follow(Passage anchor) {
        var layers = new HashMap<Integer, Match>();
        layers.put(ANCHOR, new Match(anchor, How.ANCHOR));
        var known = new HashMap<>(Map.of(ANCHOR, anchor));
        var own = new HashMap<>(known);
        for (int layer = 1; layer < nesting.layers().size(); layer++) {
            var neighbour = neighbour(layer, nesting.hasKey(layer) ? own : known);
            var asked = asked(layer, known);
            var match = nesting.isAround(layer)
                    ? matching.around(layer, neighbour, asked)
                    : matching.inside(layer, neighbour, asked);
            if (match.isPresent()) {
                layers.put(layer, match.get());
                known.put(layer, match.get().passage());
                if (!match.get().how().isOfSeveral()) {
                    own.put(layer, match.get().passage());
                }
            }
        }
        fillAround(anchor, layers);
        return new Followed(requests++, anchor, layers);
    }

    /** A layer whose begin came after the anchor's, as a doorbell does that polling was faster than. */
    private void fillAround(Passage anchor, Map<Integer, Match> layers) {
        for (int layer = nesting.around() - 1; layer > 0; layer--) {
            var outer = layers.get(layer + 1);
            if (outer != null && !layers.containsKey(layer)) {
                int missing = layer;
                matching.crossing(layer, outer.passage(), anchor).ifPresent(match -> layers.put(missing, match));
            }
        }
    }
}
