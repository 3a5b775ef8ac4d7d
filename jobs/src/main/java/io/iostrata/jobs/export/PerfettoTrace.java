package io.iostrata.jobs.export;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.RequestTable;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Requests as a trace that Perfetto shows: a slice for each layer of each request, and arrows from layer to layer. Times
 * are those of the tables; where some are negative, all are moved so that the first is 0, as Perfetto knows no others.
 */
final class PerfettoTrace implements Closeable {
    private static final int SEQUENCE = 1;

    private final OutputStream out;
    private final PerfettoTracks tracks;
    private final long firstNs;
    private boolean isBegun;

    private PerfettoTrace(OutputStream out, long firstNs) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.firstNs = firstNs;
        this.tracks = new PerfettoTracks(track -> packet(new ProtoMessage().message(Perfetto.TRACK_DESCRIPTOR, track)));
    }

    static Part write(Dataset<Row> slices, NewFile file) throws IOException {
        var begin = slices.agg(functions.min(functions.col(RequestTable.BEGIN_NS.name())))
                .first();
        long firstNs = begin.isNullAt(0) ? 0 : Math.min(0, begin.getLong(0));
        var ordered = slices.coalesce(1).sortWithinPartitions(RequestSlice.order());
        return Part.of(ordered.toJavaRDD(), ofTask -> write(ofTask, firstNs, file));
    }

    private static Part write(Iterator<Row> slices, long firstNs, NewFile file) throws IOException {
        var part = file.ofAttempt();
        long count = 0;
        try (var trace = new PerfettoTrace(file.files().create(part, true), firstNs)) {
            for (; slices.hasNext(); count++) {
                trace.add(RequestSlice.of(slices.next()));
            }
        }
        return new Part(part, count);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void add(RequestSlice slice) throws IOException {
        long track = tracks.of(slice);
        var begin = new ProtoMessage()
                .number(Perfetto.TYPE, Perfetto.SLICE_BEGIN)
                .number(Perfetto.EVENT_TRACK_ID, track)
                .text(Perfetto.NAME, slice.name())
                .fixed64(Perfetto.FLOW_ID, slice.requestNo() + 1);
        for (var detail : RequestSlice.DETAILS) {
            annotate(begin, detail, slice.row().getAs(detail.name()));
        }
        event(slice.beginNs(), begin);
        event(
                slice.endNs(),
                new ProtoMessage().number(Perfetto.TYPE, Perfetto.SLICE_END).number(Perfetto.EVENT_TRACK_ID, track));
    }

    private static void annotate(ProtoMessage event, Field field, Object value) {
        if (value != null) {
            var annotation = new ProtoMessage().text(Perfetto.ANNOTATION_NAME, field.name());
            event.message(
                    Perfetto.ANNOTATION,
                    value instanceof Long number
                            ? annotation.number(Perfetto.INT_VALUE, number)
                            : annotation.text(Perfetto.STRING_VALUE, value.toString()));
        }
    }

    private void event(long ns, ProtoMessage event) throws IOException {
        packet(new ProtoMessage().number(Perfetto.TIMESTAMP, ns - firstNs).message(Perfetto.TRACK_EVENT, event));
    }

    private void packet(ProtoMessage packet) throws IOException {
        packet.number(Perfetto.SEQUENCE_ID, SEQUENCE);
        if (!isBegun) {
            packet.number(Perfetto.SEQUENCE_FLAGS, Perfetto.INCREMENTAL_STATE_CLEARED);
            isBegun = true;
        }
        new ProtoMessage().message(Perfetto.PACKET, packet).writeTo(out);
    }
}
