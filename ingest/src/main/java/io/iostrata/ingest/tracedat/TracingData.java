package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.tracepoint.EventFormat;
import io.iostrata.ingest.tracepoint.Symbols;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * The descriptions of events in perf.data (tools/perf/util/trace-event-info.c), which is the beginning of a trace.dat:
 *
 * <pre>
 * data := 17 08 44 "tracing" version NUL u8 big endian u8 long size u32 page size
 *         header info, ftrace events, event formats, kallsyms            (the pieces of {@link Metadata})
 * </pre>
 *
 * <p>What follows, formats of printk and names of tasks, is not read: records of perf name them.
 *
 * @param formats by the number that records begin with
 */
public record TracingData(ByteOrder order, int longSize, Map<Integer, EventFormat> formats, Symbols symbols) {
    private static final int MAGIC = 10;

    public TracingData {
        formats = Map.copyOf(formats);
    }

    /** Nothing is described. */
    public static TracingData none(ByteOrder order) {
        return new TracingData(order, Long.BYTES, Map.of(), Symbols.NONE);
    }

    public static TracingData read(ByteCursor in, IssueLog issues) throws IOException {
        in.bytes(MAGIC, MAGIC, "magic");
        var version = Initial.text(in, 16, "version");
        long at = in.offset();
        var order = in.u8("byte order") == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        in.order(order);
        int longSize = in.u8("long size");
        if (!version.matches("0?\\.?[4-6]") || (longSize != 4 && longSize != 8)) {
            throw in.malformed(
                    at, "version '%s' with longs of %d bytes, expected 0.4 to 0.6 and 4 or 8", version, longSize);
        }
        int pageSize = (int) in.u32("page size");
        var initial = new Initial(6, order, longSize, pageSize, "none", 0, in.offset());
        var metadata = new Metadata(initial, in.file(), issues);
        metadata.headerInfo(in);
        metadata.ftraceEvents(in);
        metadata.eventFormats(in);
        metadata.kallsyms(in);
        return new TracingData(order, longSize, metadata.formats(), metadata.kallsyms());
    }
}
