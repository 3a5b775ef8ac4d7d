package io.iostrata.ingest.perfdata;

import java.nio.ByteOrder;

/**
 * What one event was recorded with: perf_event_attr (include/uapi/linux/perf_event.h).
 *
 * @param type 2 for a tracepoint, whose number is {@code config}
 * @param idsAtEnd records that are no samples end in the parts of a sample that tell time and task
 * @param clockId of the stamps, as for clock_gettime; {@link #OWN_CLOCK} for perf's own clock
 */
record Attr(int type, long config, SampleLayout layout, boolean idsAtEnd, int clockId) {
    static final int SMALLEST = 64;
    static final int OWN_CLOCK = -1;
    private static final int TRACEPOINT = 2;
    private static final int SAMPLE_ID_ALL = 18;
    private static final int USE_CLOCKID = 25;

    /** The attr that a view begins with. */
    static Attr of(RecordView view, ByteOrder order) {
        long flags = view.s64(40);
        boolean hasClock = isSet(flags, USE_CLOCKID, order) && size(view) >= 96;
        return new Attr(
                view.s32(0),
                view.s64(8),
                SampleLayout.of(view.s64(24), view.s64(32)),
                isSet(flags, SAMPLE_ID_ALL, order),
                hasClock ? view.s32(92) : OWN_CLOCK);
    }

    /** Bytes of an attr, as it says itself; 0 in the oldest files, whose attrs have {@link #SMALLEST}. */
    static int size(RecordView view) {
        int size = view.s32(4);
        return size == 0 ? SMALLEST : size;
    }

    /** Bit fields begin at the other end on machines of the other order. */
    private static boolean isSet(long flags, int bit, ByteOrder order) {
        int at = order == ByteOrder.LITTLE_ENDIAN ? bit : Long.SIZE - 1 - bit;
        return (flags >>> at & 1) != 0;
    }

    boolean isTracepoint() {
        return type == TRACEPOINT;
    }
}
