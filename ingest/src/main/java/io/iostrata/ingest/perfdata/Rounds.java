package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.order.StableSort;
import java.util.Arrays;

/**
 * Puts records in order of time. Perf empties the CPUs' buffers in rounds: what a round brings is not before what was
 * latest two rounds ago, so all up to the latest stamp of the round before goes out at a round's end. Where a round has
 * more than {@link #LARGEST} bytes its older half goes out early; what comes later than that comes late.
 */
final class Rounds {
    private static final int LARGEST = 16 << 20;
    private static final int MOST = 1 << 18;

    private byte[] bytes = new byte[1 << 16];
    private long[] times = new long[1024];
    private long[] offsets = new long[1024];
    private int[] ends = new int[1024];
    private int[] order = new int[1024];
    private StableSort sort = new StableSort(times, times.length);
    private int count;
    private int ready;
    private int next;
    private long limit;
    private long latest = Long.MIN_VALUE;
    private long latestOfRoundBefore = Long.MIN_VALUE;

    /** Latest time so far; 0 where there is none. */
    long latest() {
        return Math.max(0, latest);
    }

    boolean isFull() {
        return count == MOST || (count > 0 && ends[count - 1] > LARGEST);
    }

    /** Takes in a record; only while nothing is going out and the round is not full. */
    void add(long time, long offset, byte[] from, int begin, int end) {
        if (count == times.length) {
            grow();
        }
        int at = begin(count);
        int after = at + end - begin;
        if (after > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(after, 2 * bytes.length));
        }
        System.arraycopy(from, begin, bytes, at, end - begin);
        times[count] = time;
        offsets[count] = offset;
        ends[count++] = after;
        latest = Math.max(latest, time);
    }

    private void grow() {
        int capacity = 2 * times.length;
        times = Arrays.copyOf(times, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
        ends = Arrays.copyOf(ends, capacity);
        order = new int[capacity];
        sort = new StableSort(times, capacity);
    }

    /** A round has ended. */
    void finished() {
        goOut(latestOfRoundBefore);
        latestOfRoundBefore = latest;
    }

    /** The older half is to go out. */
    void halve() {
        inOrder();
        goOut(times[order[count / 2]]);
    }

    /** All is to go out; false where there is nothing. */
    boolean end() {
        goOut(Long.MAX_VALUE);
        return ready > 0;
    }

    private void goOut(long upTo) {
        inOrder();
        limit = upTo;
        next = -1;
        while (ready < count && times[order[ready]] <= upTo) {
            ready++;
        }
    }

    private void inOrder() {
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        sort.sort(order, count);
    }

    /** Moves to the next record that goes out; false after the last. */
    boolean next() {
        if (ready == 0) {
            return false;
        }
        if (++next < ready) {
            return true;
        }
        keepTheRest();
        return false;
    }

    private void keepTheRest() {
        int kept = 0;
        int to = 0;
        int from = 0;
        for (int i = 0; i < count; i++) {
            int size = ends[i] - from;
            if (times[i] > limit) {
                System.arraycopy(bytes, from, bytes, to, size);
                times[kept] = times[i];
                offsets[kept] = offsets[i];
                from = ends[i];
                to += size;
                ends[kept++] = to;
            } else {
                from = ends[i];
            }
        }
        count = kept;
        ready = 0;
    }

    /** Bytes of all records; the present one stands at {@link #begin()} up to {@link #recordEnd}. */
    byte[] bytes() {
        return bytes;
    }

    int begin() {
        return begin(order[next]);
    }

    int recordEnd() {
        return ends[order[next]];
    }

    long offset() {
        return offsets[order[next]];
    }

    long time() {
        return times[order[next]];
    }

    private int begin(int record) {
        return record == 0 ? 0 : ends[record - 1];
    }
}
