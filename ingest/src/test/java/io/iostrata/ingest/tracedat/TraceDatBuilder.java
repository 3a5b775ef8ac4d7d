package io.iostrata.ingest.tracedat;

import com.github.luben.zstd.Zstd;
import io.iostrata.ingest.tracepoint.EventFormat;
import io.iostrata.ingest.tracepoint.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.DeflaterOutputStream;

/** Writes trace.dat files: a page a CPU, version 6 plain, version 7 with sections and chunks in zstd. */
final class TraceDatBuilder {
    static final int PAGE = 4096;
    private static final long MARKER = 0xffffffff81000210L;
    private static final String HEADER_PAGE =
            """
            \tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;
            \tfield: local_t commit;\toffset:8;\tsize:%d;\tsigned:1;
            \tfield: char data;\toffset:%d;\tsize:%d;\tsigned:1;
            """;
    private static final String COMMON =
            """
            \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
            \tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;
            \tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;
            \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

            """;
    private static final String SET_IRQ = "name: kvm_set_irq\nID: 1361\nformat:\n" + COMMON
            + "\tfield:unsigned int gsi;\toffset:8;\tsize:4;\tsigned:0;\n"
            + "\tfield:int level;\toffset:12;\tsize:4;\tsigned:1;\n"
            + "\tfield:int irq_source_id;\toffset:16;\tsize:4;\tsigned:1;\n\n"
            + "print fmt: \"gsi %u level %d source %d\", REC->gsi, REC->level, REC->irq_source_id\n";
    private static final String FUNCTION = "name: function\nID: 1\nformat:\n" + COMMON
            + "\tfield:unsigned long ip;\toffset:8;\tsize:8;\tsigned:0;\n"
            + "\tfield:unsigned long parent_ip;\toffset:16;\tsize:8;\tsigned:0;\n\n"
            + "print fmt: \" %ps <-- %ps\", (void *)REC->ip, (void *)REC->parent_ip\n";
    private static final String PRINT = "name: print\nID: 5\nformat:\n" + COMMON
            + "\tfield:unsigned long ip;\toffset:8;\tsize:8;\tsigned:0;\n"
            + "\tfield:char buf[];\toffset:16;\tsize:0;\tsigned:0;\n\n"
            + "print fmt: \"%ps: %s\", (void *)REC->ip, REC->buf\n";
    private static final EventFormat SET_IRQ_FORMAT = Records.format("formats-6.1.txt", "kvm_set_irq");

    private final ByteOrder order;
    private final List<ByteBuffer> pages = new ArrayList<>();
    private String clock = "mono";
    private final ByteArrayOutputStream moreOptions = new ByteArrayOutputStream();
    private Optional<Instance> instance = Optional.empty();
    private Function<byte[], byte[]> compressor = Zstd::compress;
    private String compressorName = "zstd";
    private int longSize = 8;
    private long time;

    /** A buffer beside the top one. */
    private record Instance(String name, List<ByteBuffer> pages) {}

    TraceDatBuilder(ByteOrder order) {
        this.order = order;
    }

    /** Of a kernel with longs of 4 bytes. */
    TraceDatBuilder narrow() {
        longSize = 4;
        return this;
    }

    TraceDatBuilder zlib() {
        compressor = TraceDatBuilder::deflated;
        compressorName = "zlib";
        return this;
    }

    /** Adds a buffer with the pages of another file of as many CPUs; version 6 only. */
    TraceDatBuilder instance(String name, TraceDatBuilder other) {
        instance = Optional.of(new Instance(name, other.pages));
        return this;
    }

    TraceDatBuilder clock(String name) {
        clock = name;
        return this;
    }

    /** An option of version 6. */
    TraceDatBuilder option(int id, byte[] bytes) {
        write(moreOptions, u16(id), u32(bytes.length), bytes);
        return this;
    }

    /** Begins the page of the next CPU. */
    TraceDatBuilder cpu(long at) {
        var page = ByteBuffer.allocate(PAGE).order(order);
        page.putLong(at).position(8 + longSize);
        pages.add(page);
        time = at;
        return this;
    }

    TraceDatBuilder irq(long at, int tid, long gsi, long level) {
        Map<String, Object> values = Map.of("common_pid", (long) tid, "gsi", gsi, "level", level, "irq_source_id", 0L);
        return record(at, Records.of(SET_IRQ_FORMAT, order, values));
    }

    TraceDatBuilder function(long at, int tid, long ip, long parent) {
        var record = ByteBuffer.allocate(24).order(order);
        record.putShort((short) 1).putShort((short) 0).putInt(tid).putLong(ip).putLong(parent);
        return record(at, record.array());
    }

    TraceDatBuilder marker(long at, int tid, String text) {
        byte[] bytes = text(text + "\n\0");
        var record = ByteBuffer.allocate((16 + bytes.length + 3) / 4 * 4).order(order);
        record.putShort((short) 5)
                .putShort((short) 0)
                .putInt(tid)
                .putLong(MARKER)
                .put(bytes);
        return record(at, record.array());
    }

    TraceDatBuilder record(long at, byte[] record) {
        var page = pages.get(pages.size() - 1);
        page.putInt(header(record.length / 4, at - time)).put(record);
        time = at;
        return this;
    }

    /** A type above 28 and what follows: time extend 30, stamp 31. */
    TraceDatBuilder special(int type, long delta, int value) {
        pages.get(pages.size() - 1).putInt(header(type, delta)).putInt(value);
        return this;
    }

    /** From now on deltas count from here. */
    TraceDatBuilder from(long at) {
        time = at;
        return this;
    }

    /** The page's kernel lost events before it; negative where it does not know how many. */
    TraceDatBuilder lost(long count) {
        var page = pages.get(pages.size() - 1);
        page.putLong(8, count < 0 ? 0x8000_0000L : 0xc000_0000L);
        if (count >= 0) {
            page.putLong(page.position(), count);
        }
        return this;
    }

    private int header(int type, long delta) {
        return (int) (order == ByteOrder.LITTLE_ENDIAN ? delta << 5 | type : (long) type << 27 | delta);
    }

    byte[] version6() {
        var out = new ByteArrayOutputStream();
        initial(out, "6");
        write(out, headerInfo(), formats(), eventFormats(), kallsyms(), u32(0), cmdlines(), u32(pages.size()));
        write(out, text("options  \0"), option4(), moreOptions.toByteArray());
        int patch = out.size() + 6;
        instance.ifPresent(
                buffer -> write(out, u16(3), u32(9 + buffer.name.length()), u64(0), text(buffer.name + "\0")));
        write(out, u16(0));
        pages(out, pages);
        long second = out.size();
        instance.ifPresent(buffer -> pages(out, buffer.pages));
        byte[] file = out.toByteArray();
        instance.ifPresent(buffer -> ByteBuffer.wrap(file).order(order).putLong(patch, second));
        return file;
    }

    private void pages(ByteArrayOutputStream out, List<ByteBuffer> cpus) {
        write(out, text("flyrecord\0"));
        int first = (out.size() + 16 * cpus.size() + PAGE - 1) / PAGE * PAGE;
        for (int i = 0; i < cpus.size(); i++) {
            write(out, u64(first + (long) i * PAGE), u64(PAGE));
        }
        write(out, new byte[first - out.size()]);
        cpus.forEach(page -> write(out, finished(page)));
    }

    byte[] version7() {
        var out = new ByteArrayOutputStream();
        initial(out, "7");
        write(out, text(compressorName + "\0" + "1.5.4\0"));
        int patch = out.size();
        write(out, u64(0));
        var options = new ByteArrayOutputStream();
        byte[][] sections = {headerInfo(), formats(), eventFormats(), kallsyms(), u32(0), cmdlines()};
        for (int i = 0; i < sections.length; i++) {
            write(options, u16(16 + i), u32(8), u64(out.size()));
            section(out, 16 + i, sections[i]);
        }
        write(options, option4());
        buffer(out, options);
        byte[] file = out.toByteArray();
        ByteBuffer.wrap(file).order(order).putLong(patch, file.length);
        var whole = new ByteArrayOutputStream();
        write(options, u16(0), u32(8), u64(0));
        write(whole, file, u16(0), u16(0), u32(0), u64(options.size()), options.toByteArray());
        return whole.toByteArray();
    }

    private void buffer(ByteArrayOutputStream out, ByteArrayOutputStream options) {
        int header = out.size();
        var cpus = new ByteArrayOutputStream();
        var data = new ByteArrayOutputStream();
        for (int i = 0; i < pages.size(); i++) {
            int at = (header + 16 + data.size() + PAGE - 1) / PAGE * PAGE;
            byte[] packed = compressor.apply(finished(pages.get(i)));
            write(data, new byte[at - header - 16 - data.size()], u32(1), u32(packed.length), u32(PAGE), packed);
            write(cpus, u32(i), u64(at), u64(packed.length + 8));
        }
        write(out, u16(3), u16(1), u32(0), u64(data.size()), data.toByteArray());
        byte[] names = text("\0" + clock + "\0");
        write(options, u16(3), u32(16 + names.length + cpus.size()), u64(header), names, u32(PAGE));
        write(options, u32(pages.size()), cpus.toByteArray());
    }

    private void section(ByteArrayOutputStream out, int id, byte[] content) {
        byte[] packed = compressor.apply(content);
        write(out, u16(id), u16(1), u32(0), u64(packed.length + 8), u32(packed.length), u32(content.length), packed);
    }

    private void initial(ByteArrayOutputStream out, String version) {
        write(out, new byte[] {0x17, 0x08, 0x44}, text("tracing" + version + "\0"));
        write(out, new byte[] {(byte) (order == ByteOrder.LITTLE_ENDIAN ? 0 : 1), (byte) longSize}, u32(PAGE));
    }

    private byte[] headerInfo() {
        return joined(
                text("header_page\0"),
                sized(HEADER_PAGE.formatted(longSize, 8 + longSize, PAGE - 8 - longSize)),
                text("header_event\0"),
                sized("# events\n"));
    }

    private byte[] formats() {
        return joined(u32(2), sized(FUNCTION), sized(PRINT));
    }

    private byte[] eventFormats() {
        return joined(u32(1), text("kvm\0"), u32(1), sized(SET_IRQ));
    }

    private byte[] kallsyms() {
        var symbols =
                "ffffffff81000000 T vp_notify\nffffffff81000100 T virtqueue_kick\nffffffff81000200 T tracing_mark_write\n";
        return joined(u32(symbols.length()), text(symbols));
    }

    private byte[] cmdlines() {
        return sized("7 vhost 7\n9 qemu-vblk\n");
    }

    private byte[] option4() {
        byte[] clocks = text("local [" + clock + "]\n\0");
        return joined(u16(4), u32(clocks.length), clocks);
    }

    private byte[] sized(String text) {
        return joined(u64(text.length()), text(text));
    }

    private byte[] finished(ByteBuffer page) {
        byte[] bytes = new byte[PAGE];
        page.get(0, bytes);
        int used = page.position() - 8 - longSize;
        var finished = ByteBuffer.wrap(bytes).order(order);
        if (longSize == 4) {
            finished.putInt(8, used);
        } else {
            finished.putLong(8, page.getLong(8) | used);
        }
        return bytes;
    }

    byte[] u16(int value) {
        return ByteBuffer.allocate(2).order(order).putShort((short) value).array();
    }

    byte[] u32(int value) {
        return ByteBuffer.allocate(4).order(order).putInt(value).array();
    }

    byte[] u64(long value) {
        return ByteBuffer.allocate(8).order(order).putLong(value).array();
    }

    private static byte[] deflated(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        write(out, parts);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, byte[]... parts) {
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
    }
}
