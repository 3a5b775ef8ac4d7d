package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.TimeStretch;

/**
 * Which of a CPU's events a part of the file has, and whether it may: the pages that begin in the part's time are its own,
 * and the page before them is read for the events that reach into it. That no event of its time is elsewhere follows if
 * times nowhere fall back, from that page on to the last of its own.
 */
final class Slice {
    private final TimeStretch part;
    private final Clock clock;
    private final CpuData data;
    private final int pagesBefore;
    private int pages;
    private long last = Long.MIN_VALUE;
    private boolean isProved = true;

    /** Of the pages {@code data}, the first {@code pagesBefore} of which are another part's: one or none. */
    Slice(TimeStretch part, Clock clock, CpuData data, int pagesBefore) {
        this.part = part;
        this.clock = clock;
        this.data = data;
        this.pagesBefore = pagesBefore;
    }

    CpuData data() {
        return data;
    }

    /** A page begins. */
    void page(long stamp) {
        pages++;
        long key = clock.corrected(data.cpu(), stamp);
        isProved &= key >= last && (isOthers() || isInside(key));
        last = key;
    }

    /** True while the page is another part's, which tells what there is to tell of it. */
    boolean isOthers() {
        return pages <= pagesBefore;
    }

    /** True for an event that is the part's. */
    boolean takes(long stamp) {
        long key = clock.corrected(data.cpu(), stamp);
        isProved &= key >= last && (isOthers() || key >= part.firstKey());
        last = key;
        return isInside(key);
    }

    private boolean isInside(long key) {
        return key >= part.firstKey() && key <= part.lastKey();
    }

    /** Something in it began before the pages that are read, if there are any. */
    void beganBefore() {
        isProved &= pagesBefore == 0;
    }

    boolean isProved() {
        return isProved;
    }
}
