package io.iostrata.transforms.walk;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/** The times a source lost events in, on its own stamps. */
public final class Losses implements Serializable {
    private static final long serialVersionUID = 1L;
    public static final Losses NONE = new Losses(new long[0], new long[0]);

    private final long[] from;
    /** Latest end of the intervals up to this one. */
    private final long[] reach;

    private Losses(long[] from, long[] reach) {
        this.from = from;
        this.reach = reach;
    }

    /** One interval, ends included; unknown ends are the ends of time. */
    public record Interval(long from, long to) implements Serializable {}

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
        return new Losses(from, reach);
    }

    /** True where a loss overlaps the open interval (begin, end). */
    boolean fallInto(long begin, long end) {
        int low = 0;
        int high = from.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (from[middle] < end) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && reach[low - 1] > begin;
    }
}
