package io.iostrata.transforms.walk;

import java.io.Serializable;

/**
 * How a source's stamps become ns.
 *
 * @param clocking what the stamps count; NONE where nothing makes ns of them
 * @param nsPerTick 1 for stamps in ns
 * @param originTick where ticks are counted from, so that a double holds them to less than a ns
 */
public record TimeScale(TraceEvent.Clocking clocking, double nsPerTick, long originTick) implements Serializable {
    public static final TimeScale NS = new TimeScale(TraceEvent.Clocking.NS, 1, 0);
    public static final TimeScale NONE = new TimeScale(TraceEvent.Clocking.NONE, 1, 0);

    public static TimeScale ticks(double nsPerTick, long originTick) {
        return new TimeScale(TraceEvent.Clocking.TICKS, nsPerTick, originTick);
    }

    public long ns(long stamp) {
        return clocking == TraceEvent.Clocking.TICKS
                ? Math.round(originTick * nsPerTick) + length(stamp - originTick)
                : stamp;
    }

    /** The length of so many ticks, ns. */
    public long length(long ticks) {
        return clocking == TraceEvent.Clocking.TICKS ? Math.round(ticks * nsPerTick) : ticks;
    }
}
