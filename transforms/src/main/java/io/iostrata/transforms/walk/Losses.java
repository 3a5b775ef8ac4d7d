package io.iostrata.transforms.walk;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** The times a source lost events in, on its own stamps. */
public final class Losses implements Serializable {
    private static final long serialVersionUID = 1L;
    public static final Losses NONE = of(List.of());

    private final List<Interval> intervals;
    private final long[] from;
    /** Latest end of the intervals up to this one. */
    private final long[] reach;

    private Losses(List<Interval> intervals, long[] from, long[] reach) {
        this.intervals = intervals;
        this.from = from;
        this.reach = reach;
    }

    /**
     * One interval, ends included; unknown ends are the ends of time.
     *
     * @param events how many were lost; 0 where the tracer does not say
     */
    public record Interval(long from, long to, long events) implements Serializable {}

    public static Losses of(List<Interval> intervals) {
        var sorted = intervals.stream()
                .sorted(Comparator.comparingLong(Interval::from))
                .toList();
        long[] from = new long[sorted.size()];
        long[] reach = new long[sorted.size()];
        for (int i = 0; i < from.length; i++) {
            from[i] = sorted.get(i).from();
            reach[i] = i == 0
                    ? sorted.get(i).to()
                    : Math.max(reach[i - 1], sorted.get(i).to());
        }
        return new Losses(sorted, from, reach);
    }

    /** In order of their begins. */
    List<Interval> intervals() {
        return intervals;
    }

    /** True where a loss overlaps the open interval (begin, end). */
    boolean fallInto(long begin, long end) {
        return firstInto(begin, end).isPresent();
    }

    /** When the first loss began that overlaps the open interval (begin, end). */
    OptionalLong firstInto(long begin, long end) {
        int low = 0;
        int high = reach.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (reach[middle] <= begin) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < from.length && from[low] < end ? OptionalLong.of(from[low]) : OptionalLong.empty();
    }
}
