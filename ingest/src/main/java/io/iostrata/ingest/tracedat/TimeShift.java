package io.iostrata.ingest.tracedat;

/**
 * A guest CPU's stamps on its host's clock (lib/trace-cmd/trace-input.c, guest_time): measured offsets at some times.
 *
 * @param times of the samples, rising
 * @param interpolate between two samples; else the earlier one holds
 */
@SuppressWarnings("ArrayRecordComponent")
record TimeShift(long[] times, long[] offsets, long[] scalings, long[] fractions, boolean interpolate) {

    /** The corrected stamp. */
    long corrected(long stamp) {
        if (times.length == 0) {
            return stamp;
        }
        int i = sample(stamp);
        long scaled = scalings[i] == 0 ? stamp : new Options.TicksToNs(scalings[i], (int) fractions[i] & 63).ns(stamp);
        return scaled + offset(i, stamp);
    }

    private int sample(long stamp) {
        int low = 0;
        int high = times.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (Long.compareUnsigned(times[middle], stamp) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private long offset(int i, long stamp) {
        boolean between = interpolate && i + 1 < times.length && stamp > times[i];
        long span = between ? times[i + 1] - times[i] : 0;
        if (span <= 0) {
            return offsets[i];
        }
        double share = (double) (stamp - times[i]) / span;
        return offsets[i] + Math.round((offsets[i + 1] - offsets[i]) * share);
    }
}
