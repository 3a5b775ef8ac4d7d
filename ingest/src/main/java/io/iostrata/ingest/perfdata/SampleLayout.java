package io.iostrata.ingest.perfdata;

/**
 * Where the parts of a record stand that sample_type asked for, in bytes from the record's body; negative for those it did not:
 *
 * <pre>
 * sample  := [ u64 identifier ] [ u64 ip ] [ u32 pid, u32 tid ] [ u64 time ] [ u64 addr ] [ u64 id ] [ u64 stream id ]
 *            [ u32 cpu, u32 0 ] [ u64 period ] [ read ] [ u64 n, u64 callers[n] ] [ u32 size, raw ] …
 * read    := u64 value [ u64 enabled ] [ u64 running ] [ u64 id ] [ u64 lost ]
 *          | u64 n [ u64 enabled ] [ u64 running ] { u64 value [ u64 id ] [ u64 lost ] }      (groups)
 * trailer := [ u32 pid, u32 tid ] [ u64 time ] [ u64 id ] [ u64 stream id ] [ u32 cpu, u32 0 ] [ u64 identifier ]
 * </pre>
 *
 * @param variable where {@code read} begins, the first part without a place of its own
 * @param timeFromEnd where the time of the trailer stands, from the record's end; and so on
 */
record SampleLayout(
        long type,
        long readFormat,
        int id,
        int ip,
        int tid,
        int time,
        int addr,
        int cpu,
        int variable,
        int timeFromEnd,
        int idFromEnd,
        int cpuFromEnd) {
    private static final long IP = 1;
    private static final long TID = 1 << 1;
    private static final long TIME = 1 << 2;
    private static final long ADDR = 1 << 3;
    private static final long READ = 1 << 4;
    private static final long CALLCHAIN = 1 << 5;
    private static final long ID = 1 << 6;
    private static final long CPU = 1 << 7;
    private static final long PERIOD = 1 << 8;
    private static final long STREAM_ID = 1 << 9;
    private static final long RAW = 1 << 10;
    private static final long IDENTIFIER = 1 << 16;
    private static final long[] SAMPLE = {IDENTIFIER, IP, TID, TIME, ADDR, ID, STREAM_ID, CPU, PERIOD};
    private static final long[] TRAILER = {TID, TIME, ID, STREAM_ID, CPU, IDENTIFIER};
    private static final int GROUP = 1 << 3;

    static SampleLayout of(long type, long readFormat) {
        int fixed = 8 * Long.bitCount(type & (IDENTIFIER | IP | TID | TIME | ADDR | ID | STREAM_ID | CPU | PERIOD));
        boolean identified = (type & IDENTIFIER) != 0;
        return new SampleLayout(
                type,
                readFormat,
                identified ? 0 : place(SAMPLE, type, ID),
                place(SAMPLE, type, IP),
                place(SAMPLE, type, TID),
                place(SAMPLE, type, TIME),
                place(SAMPLE, type, ADDR),
                place(SAMPLE, type, CPU),
                fixed,
                fromEnd(type, TIME),
                fromEnd(type, identified ? IDENTIFIER : ID),
                fromEnd(type, CPU));
    }

    private static int place(long[] parts, long type, long wanted) {
        int at = 0;
        for (long part : parts) {
            if (part == wanted) {
                return (type & part) == 0 ? -1 : at;
            }
            at += (type & part) == 0 ? 0 : 8;
        }
        return -1;
    }

    private static int fromEnd(long type, long wanted) {
        int whole = place(TRAILER, type | IDENTIFIER, IDENTIFIER) + ((type & IDENTIFIER) == 0 ? 0 : 8);
        int at = place(TRAILER, type, wanted);
        return at < 0 ? -1 : whole - at;
    }

    /** Where the call chain or what follows it begins; negative where the counted values do not fit in. */
    int afterRead(RecordView body) {
        if ((type & READ) == 0) {
            return variable;
        }
        int times = Long.bitCount(readFormat & 3);
        int each = 1 + Long.bitCount(readFormat & 0x14);
        if ((readFormat & GROUP) == 0) {
            return within(body, variable + 8L * (times + each));
        }
        long members = body.s64(variable);
        boolean fits = members >= 0 && members <= body.size() / 8;
        return fits ? within(body, variable + 8L * (1 + times + members * each)) : -1;
    }

    /** How many callers there are at {@code at}; negative where they do not fit in. */
    int callers(RecordView body, int at) {
        if ((type & CALLCHAIN) == 0) {
            return 0;
        }
        long count = body.s64(at);
        boolean fits = at <= body.size() - 8 && count >= 0 && count <= (body.size() - at - 8) / 8;
        return fits ? (int) count : -1;
    }

    boolean hasCallers() {
        return (type & CALLCHAIN) != 0;
    }

    boolean hasRaw() {
        return (type & RAW) != 0;
    }

    private static int within(RecordView body, long end) {
        return end <= body.size() ? (int) end : -1;
    }
}
