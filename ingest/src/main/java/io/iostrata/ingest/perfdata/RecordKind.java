package io.iostrata.ingest.perfdata;

/** Kinds of records (include/uapi/linux/perf_event.h, tools/lib/perf/include/perf/event.h) that are more than passed over. */
final class RecordKind {
    static final int LOST = 2;
    static final int COMM = 3;
    static final int THROTTLE = 5;
    static final int UNTHROTTLE = 6;
    static final int FORK = 7;
    static final int SAMPLE = 9;
    static final int LOST_SAMPLES = 13;
    static final int HEADER_ATTR = 64;
    static final int TRACING_DATA = 66;
    static final int FINISHED_ROUND = 68;
    static final int AUXTRACE = 71;
    static final int EVENT_UPDATE = 78;
    static final int FEATURE = 80;
    static final int COMPRESSED = 81;
    static final int COMPRESSED2 = 83;

    private static final int LAST_OF_KERNEL = 21;
    private static final int FIRST_OF_PERF = 64;
    private static final int LAST_OF_PERF = 84;

    private RecordKind() {}

    /** Kinds that this reader knows by name, whether or not it needs them. */
    static boolean isKnown(int kind) {
        return (kind > 0 && kind <= LAST_OF_KERNEL) || (kind >= FIRST_OF_PERF && kind < LAST_OF_PERF);
    }
}
