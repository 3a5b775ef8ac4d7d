package io.iostrata.transforms.walk;

import io.iostrata.transforms.walk.Found.Cause;
import io.iostrata.transforms.walk.Found.Unseen;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the spans of one layer do not show, and how long it may have been: begins without an end, and passages that a loss
 * may hide whole. In the order of the spans' begins, each with the ordinal of the span that follows it.
 */
final class UnseenPassages {
    /** More events are never counted for one loss, so that sums of them stay sums. */
    private static final long MOST_EVENTS = 1L << 40;

    /** Whether passages of the layer may be under way together. */
    enum Together {
        NO,
        YES
    }

    private final SourcePlan source;
    private final String layer;
    private final Together together;
    private final Extent extent;
    private int losses;
    private long told = Long.MIN_VALUE;
    private long replaced;
    private long open;
    private long lost;

    UnseenPassages(SourcePlan source, String layer, Together together, Extent extent) {
        this.source = source;
        this.layer = layer;
        this.together = together;
        this.extent = extent;
    }

    /** Begins without an end so far, by what became of them, beside ends without a begin. */
    Found.Unmatched unmatched(long ends) {
        return new Found.Unmatched(replaced, open, lost, ends);
    }

    /**
     * A begin without an end.
     *
     * @param until begin of the one that replaced it, or the last stamp there is
     * @param cause what became of it, unless a loss explains it
     * @param ordinal of the next span
     */
    Unseen begin(long stamp, long until, Cause cause, long ordinal) {
        var loss =
                cause == Cause.GIVEN_UP ? OptionalLong.empty() : source.losses().firstInto(stamp, until);
        var why = loss.isPresent() ? Cause.LOST : cause;
        count(why);
        long hiNs = within(stamp, until);
        long loNs =
                switch (why) {
                    case LOST -> within(stamp, Math.max(stamp, loss.orElse(stamp)));
                    case OPEN -> hiNs;
                    case REPLACED, GIVEN_UP, HIDDEN -> 0;
                };
        var most = why == Cause.GIVEN_UP ? OptionalLong.empty() : OptionalLong.of(hiNs);
        return new Unseen(layer, why, ordinal, 1, loNs, most, holds(stamp, stamp));
    }

    private void count(Cause cause) {
        switch (cause) {
            case REPLACED -> replaced++;
            case LOST -> lost++;
            case OPEN, GIVEN_UP, HIDDEN -> open++;
        }
    }

    /** The losses that end before the next begin of the layer, each told once. */
    List<Unseen> hiddenBefore(long begin, long ordinal) {
        var intervals = source.losses().intervals();
        var hidden = new ArrayList<Unseen>();
        while (losses < intervals.size() && intervals.get(losses).to() <= begin) {
            hidden.add(hidden(intervals.get(losses++), begin, ordinal));
        }
        return hidden;
    }

    /** Those that no begin follows. */
    List<Unseen> hiddenAtTheEnd(long ordinal) {
        var intervals = source.losses().intervals();
        var hidden = new ArrayList<Unseen>();
        while (losses < intervals.size()) {
            hidden.add(hidden(intervals.get(losses++), extent.last(), ordinal));
        }
        return hidden;
    }

    /** What a loss may hide lies between its begin and the next begin of the layer, if one passage follows another. */
    private Unseen hidden(Losses.Interval loss, long next, long ordinal) {
        long from = Math.max(Math.max(loss.from(), told), extent.first());
        told = Math.max(told, next);
        long most = from < next ? within(from, next) : 0;
        var hiNs = together == Together.NO ? OptionalLong.of(most) : OptionalLong.empty();
        long passages = Math.min(loss.events(), MOST_EVENTS);
        long end = Math.min(loss.to(), extent.last());
        return new Unseen(
                layer,
                Cause.HIDDEN,
                ordinal,
                passages,
                0,
                hiNs,
                holds(Math.max(loss.from(), extent.first()), Math.max(end, extent.first())));
    }

    /** How long from one stamp to another, ns, without what lies outside the benchmark's times. */
    private long within(long from, long to) {
        var window = source.window();
        return Math.max(
                0, window.cut(source.scale().ns(to)) - window.cut(source.scale().ns(from)));
    }

    private boolean holds(long from, long to) {
        return source.window().touches(source.scale().ns(from), source.scale().ns(to));
    }
}
