package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.tracepoint.EventFormat;
import io.iostrata.ingest.tracepoint.Records;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes perf.data files of two events: kvm_set_irq (ids 1) and cpu-clock with call chains (ids 2), both with samples of
 * identifier, ip, thread, time, CPU; the former with raw data.
 */
final class PerfDataBuilder {
    private static final int ATTR = 128;
    private static final long PARTS = 0x10087;
    private static final int CALLCHAIN = 0x20;
    private static final int RAW = 0x400;
    private static final EventFormat SET_IRQ = Records.format("formats-6.1.txt", "kvm_set_irq");

    private final ByteOrder order;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    PerfDataBuilder(ByteOrder order) {
        this.order = order;
    }

    PerfDataBuilder irq(long at, int cpu, int tid, long gsi) {
        Map<String, Object> values = Map.of("common_pid", (long) tid, "gsi", gsi, "level", 1L, "irq_source_id", 0L);
        byte[] raw = Records.of(SET_IRQ, order, values);
        byte[] sized = ByteBuffer.allocate((4 + raw.length + 7) / 8 * 8)
                .order(order)
                .putInt(raw.length)
                .put(raw)
                .array();
        return record(9, sample(1, at, cpu, tid), sized);
    }

    PerfDataBuilder clock(long at, int cpu, int tid, long... callers) {
        var chain = ByteBuffer.allocate(8 + 8 * callers.length).order(order).putLong(callers.length);
        for (long caller : callers) {
            chain.putLong(caller);
        }
        return record(9, sample(2, at, cpu, tid), chain.array());
    }

    private byte[] sample(long id, long at, int cpu, int tid) {
        return joined(u64(id), u64(0xffffffff81000010L), u32(100), u32(tid), u64(at), u32(cpu), u32(0));
    }

    PerfDataBuilder comm(long at, int tid, String name) {
        byte[] padded = new byte[16];
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, padded, 0, text.length);
        return record(3, u32(100), u32(tid), padded, trailer(at, 0));
    }

    PerfDataBuilder fork(long at, int parent, int child) {
        return record(7, u32(100), u32(100), u32(child), u32(parent), u64(at), trailer(at, 0));
    }

    PerfDataBuilder lost(long at, int cpu, long count) {
        return record(2, u64(1), u64(count), trailer(at, cpu));
    }

    PerfDataBuilder lostSamples(long at, int cpu, long count) {
        return record(13, u64(count), trailer(at, cpu));
    }

    /** Kind 5 holds an event back, 6 lets it go on. */
    PerfDataBuilder throttle(int kind, long at) {
        return record(kind, u64(at), u64(1), u64(1), trailer(at, 0));
    }

    PerfDataBuilder round() {
        return record(68);
    }

    PerfDataBuilder record(int kind, byte[]... parts) {
        byte[] body = joined(parts);
        var header = ByteBuffer.allocate(8).order(order).putInt(kind).putShort((short) 0);
        return raw(header.putShort((short) (8 + body.length)).array(), body);
    }

    PerfDataBuilder raw(byte[]... parts) {
        data.writeBytes(joined(parts));
        return this;
    }

    /** The records so far. */
    byte[] records() {
        return data.toByteArray();
    }

    byte[] file() {
        return file(data.size());
    }

    /** A file that says it has {@code size} bytes of data. */
    byte[] file(long size) {
        int attrs = 104 + 16;
        int from = attrs + 2 * (ATTR + 16);
        long end = (long) from + data.size();
        byte[] names = eventDesc();
        byte[] tracing = tracing();
        byte[] header =
                joined(u64(0x32454c4946524550L), u64(104), u64(ATTR + 16), u64(attrs), u64(2 * (ATTR + 16)), u64(from));
        byte[] features = joined(u64((1 << 1) | (1 << 12)), u64(0), u64(0), u64(0));
        byte[] table = joined(u64(end + 32), u64(tracing.length), u64(end + 32 + tracing.length), u64(names.length));
        byte[] ids = joined(u64(1), u64(2));
        byte[] both = joined(attr(2, SET_IRQ.id(), RAW), u64(104), u64(8), attr(1, 0, CALLCHAIN), u64(112), u64(8));
        byte[] sections = joined(header, u64(size), u64(0), u64(0), features, ids, both, data.toByteArray());
        return size == 0 ? sections : joined(sections, table, tracing, names);
    }

    private byte[] attr(int type, long config, int more) {
        var attr = ByteBuffer.allocate(ATTR).order(order);
        long flags = (1L << 18) | (1L << 25);
        attr.putInt(0, type).putInt(4, ATTR).putLong(8, config).putLong(24, PARTS | more);
        attr.putLong(40, order == ByteOrder.LITTLE_ENDIAN ? flags : Long.reverse(flags));
        return attr.putInt(92, 1).array();
    }

    private byte[] eventDesc() {
        byte[] attr = new byte[ATTR];
        byte[] name = "my-clock\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);
        return joined(u32(1), u32(ATTR), attr, u32(1), u32(name.length), name, u64(2));
    }

    private byte[] tracing() {
        byte[] magic = "\27\bDtracing0.6\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] machine = {(byte) (order == ByteOrder.LITTLE_ENDIAN ? 0 : 1), 8};
        byte[] pages = joined(text("header_page\0"), u64(0), text("header_event\0"), u64(0));
        byte[] format = text(setIrq());
        byte[] events = joined(u32(0), u32(1), text("kvm\0"), u32(1), u64(format.length), format);
        return joined(magic, machine, u32(4096), pages, events, u32(0), u32(0), u64(0));
    }

    private static String setIrq() {
        var text = new StringBuilder("name: kvm_set_irq\nID: " + SET_IRQ.id() + "\nformat:\n");
        SET_IRQ.fields()
                .forEach(field -> text.append("\tfield:%s %s;\toffset:%d;\tsize:%d;\tsigned:%d;\n"
                        .formatted(field.type(), field.name(), field.offset(), field.size(), field.signed() ? 1 : 0)));
        return text + "\nprint fmt: " + SET_IRQ.print() + "\n";
    }

    private byte[] trailer(long at, int cpu) {
        return joined(u32(100), u32(0), u64(at), u32(cpu), u32(0), u64(1));
    }

    byte[] u32(int value) {
        return ByteBuffer.allocate(4).order(order).putInt(value).array();
    }

    byte[] u64(long value) {
        return ByteBuffer.allocate(8).order(order).putLong(value).array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : List.of(parts)) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
