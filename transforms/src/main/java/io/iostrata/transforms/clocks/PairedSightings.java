package io.iostrata.transforms.clocks;

import io.iostrata.transforms.clocks.Bounds.Bound;
import io.iostrata.transforms.clocks.Bounds.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The order of moments that two sides saw of the same requests: which doorbell was heard when, which interrupt was taken
 * when. A pair that is not certain is left out, for a wrong one would give a wrong offset, not a wide one.
 *
 * @param down doorbells: rung on the front not after they were heard on the back
 * @param up interrupts: raised on the back not after they were taken on the front
 */
public record PairedSightings(Order down, Order up, Matched matched) {
    private static final int QUARTERS = 4;
    /** Interrupts this many usual delays of a doorbell from an end of what is known are not told apart. */
    private static final int MARGIN = 4;
    /** Part of the doorbells without an interrupt before the next, from which on several requests are under way at a time. */
    private static final double OVERLAPPING = 0.05;

    /** How moments were matched. */
    public enum Matched {
        BY_NUMBER,
        BY_DISTANCES,
        BY_NEARNESS,
        /** No way of matching leaves room for a clock. */
        NOT
    }

    /**
     * How much later than its stamp a moment may be than another, by what the stamps leave out, ns.
     *
     * @param down where the cause is on the front
     * @param up where the cause is on the back
     */
    public record Slack(long down, long up) {
        public static final Slack NONE = new Slack(0, 0);
    }

    /** The first way of matching that leaves room for a clock: without a step if possible. Empty where nothing matches. */
    public static Optional<PairedSightings> of(Sightings sightings, Slack slack, SearchBudget budget) {
        var byNumber = Stream.of(sightings)
                .filter(each -> each.rung().length == each.heard().length)
                .map(each -> Order.byNumber(each.rung(), each.heard()))
                .map(down -> new PairedSightings(down, answers(sightings, down), Matched.BY_NUMBER));
        var byDistances = Stream.of(sightings)
                .map(each -> Alignment.of(each.rung(), each.heard(), budget))
                .map(down -> new PairedSightings(down, answers(sightings, down), Matched.BY_DISTANCES));
        var ways = Stream.concat(byNumber, byDistances)
                .filter(each -> each.down.size() > 0)
                .toList();
        var nearest = ways.stream()
                .filter(way -> way.up.size() < (1 - OVERLAPPING) * way.down.size())
                .flatMap(way -> byNearness(sightings, way.down, slack).stream());
        return first(ways.stream(), slack, OffsetFit::steady)
                .or(() -> first(nearest, slack, OffsetFit::steady))
                .or(() -> first(ways.stream(), slack, OffsetFit::stepping))
                .or(() ->
                        ways.stream().findFirst().map(way -> new PairedSightings(Order.NONE, Order.NONE, Matched.NOT)));
    }

    private static Optional<PairedSightings> first(
            Stream<PairedSightings> ways, Slack slack, Function<Bounds, Optional<OffsetFit>> fit) {
        return ways.filter(way ->
                        way.up.size() == 0 || fit.apply(way.bounds(slack)).isPresent())
                .findFirst();
    }

    /** What they say of the offset of the front's clock from the back's. */
    public Bounds bounds(Slack slack) {
        var bounds = new ArrayList<Bound>();
        for (int i = 0; i < down.size(); i++) {
            bounds.add(new Bound(down.front()[i], down.front()[i] - down.back()[i] - slack.down, Side.AT_LEAST));
        }
        for (int i = 0; i < up.size(); i++) {
            bounds.add(new Bound(up.front()[i], up.front()[i] - up.back()[i] + slack.up, Side.AT_MOST));
        }
        return new Bounds(bounds);
    }

    /** What they say of the offset of the back's clock from the front's. */
    public Bounds turned(Slack slack) {
        var bounds = new ArrayList<Bound>();
        for (int i = 0; i < down.size(); i++) {
            bounds.add(new Bound(down.back()[i], down.back()[i] - down.front()[i] + slack.down, Side.AT_MOST));
        }
        for (int i = 0; i < up.size(); i++) {
            bounds.add(new Bound(up.back()[i], up.back()[i] - up.front()[i] - slack.up, Side.AT_LEAST));
        }
        return new Bounds(bounds);
    }

    /**
     * Interrupts of one request at a time: between a doorbell and the next, the first that was raised is not after the last
     * that was taken, whatever else was taken there.
     */
    private static Order answers(Sightings sightings, Order down) {
        var up = new Order.Builder();
        for (int i = 0; i < down.size(); i++) {
            boolean isLast = i + 1 == down.size();
            long nextHeard = isLast ? Long.MAX_VALUE : down.back()[i + 1];
            long nextRung = isLast ? Long.MAX_VALUE : down.front()[i + 1];
            int raised = Alignment.first(sightings.raised(), down.back()[i]);
            int taken = Alignment.first(sightings.taken(), nextRung) - 1;
            if (raised < sightings.raised().length
                    && sightings.raised()[raised] < nextHeard
                    && taken >= 0
                    && sightings.taken()[taken] > down.front()[i]) {
                up.add(sightings.taken()[taken], sightings.raised()[raised]);
            }
        }
        return up.order();
    }

    /** Interrupts of many requests at a time: one was raised well before each that was taken. */
    private static List<PairedSightings> byNearness(Sightings sightings, Order down, Slack slack) {
        var floor = Floor.under(new PairedSightings(down, Order.NONE, Matched.NOT).bounds(slack));
        long distance = (down.front()[down.size() - 1] - down.front()[0]) / down.size();
        for (int i = 0; i < QUARTERS && down.size() >= QUARTERS; i++) {
            if (floor.usualRoom(down, i * down.size() / QUARTERS, (i + 1) * down.size() / QUARTERS) > distance) {
                return List.of();
            }
        }
        long margin = MARGIN * floor.usualRoom(down, 0, down.size());
        var up = new Order.Builder();
        for (long taken : sightings.taken()) {
            int raised = Alignment.first(sightings.raised(), taken - floor.offset(taken) - margin + 1) - 1;
            if (raised >= 0) {
                up.add(taken, sightings.raised()[raised]);
            }
        }
        return List.of(new PairedSightings(down, up.order(), Matched.BY_NEARNESS));
    }
}
