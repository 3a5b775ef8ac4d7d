package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.ingest.tracedat.CpuData.Packing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Version 6 (trace-cmd.dat.v6(5)), one piece after another:
 *
 * <pre>
 * file    := {@link Initial}, {@link Metadata}, u32 CPUs, [ options ], data
 * options := "options  " NUL { u16 id, u32 size, bytes } u16 0
 * data    := "flyrecord" NUL { u64 offset, u64 size } | "latency  " NUL text
 * </pre>
 */
final class SequentialFile {
    private static final int TAG = 10;
    private static final int MOST_CPUS = 1 << 13;
    private static final int LARGEST_OPTION = 16 << 20;
    private static final int BUFFER = 3;

    private final Initial initial;
    private final Spool spool;
    private final Metadata metadata;
    private final Trouble trouble;
    private final List<Instance> instances = new ArrayList<>();

    /** A buffer other than the top one: where its data's tag is. */
    private record Instance(long offset, String name) {}

    SequentialFile(Initial initial, Spool spool, Metadata metadata, Trouble trouble) {
        this.initial = initial;
        this.spool = spool;
        this.metadata = metadata;
        this.trouble = trouble;
    }

    void read() throws IOException {
        try (var in = spool.cursor(0)) {
            in.order(initial.order());
            in.bytes(initial.end(), (int) initial.end(), "initial format");
            try {
                pieces(in);
            } catch (MalformedTraceException malformed) {
                end(malformed);
            }
        }
        for (var instance : instances) {
            instance(instance);
        }
    }

    private void end(MalformedTraceException malformed) {
        long left = spool.size() - malformed.offset();
        trouble.truncated(malformed.offset(), left, "the file ends before its events: " + malformed.getMessage());
    }

    private void pieces(ByteCursor in) throws IOException {
        metadata.headerInfo(in);
        metadata.ftraceEvents(in);
        metadata.eventFormats(in);
        metadata.kallsyms(in);
        metadata.printk(in);
        metadata.cmdlines(in);
        int cpus = count(in);
        var tag = tag(in);
        if (tag.equals("options")) {
            options(in);
            tag = tag(in);
        }
        data(in, tag, "", cpus);
    }

    private int count(ByteCursor in) throws IOException {
        long cpus = in.u32("number of CPUs");
        if (cpus > MOST_CPUS) {
            throw in.malformed(in.offset() - 4, "%d CPUs, expected at most %d", cpus, MOST_CPUS);
        }
        metadata.options().cpus((int) cpus);
        return (int) cpus;
    }

    private static String tag(ByteCursor in) throws IOException {
        byte[] tag = in.bytes(TAG, TAG, "tag");
        return new String(tag, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
    }

    private void options(ByteCursor in) throws IOException {
        for (int id = u16(in); id != 0; id = u16(in)) {
            long size = in.u32("size of option");
            byte[] option = in.bytes(size, LARGEST_OPTION, "option");
            try (var bytes = ByteCursor.of(in.file(), option)) {
                bytes.order(in.order());
                option(id, bytes, option.length);
            } catch (MalformedTraceException malformed) {
                long offset = in.offset() - option.length;
                trouble.malformed(offset, option.length, "option " + id + ": " + malformed.getMessage());
            }
        }
    }

    private void option(int id, ByteCursor in, int size) throws IOException {
        if (id != BUFFER) {
            metadata.options().read(id, in, size);
        } else if (instances.size() < MOST_CPUS) {
            long offset = in.u64("offset of buffer");
            instances.add(new Instance(offset, size > 8 ? Initial.text(in, 256, "name of buffer") : ""));
        }
    }

    static int u16(ByteCursor in) throws IOException {
        int first = in.u8("id");
        int second = in.u8("id");
        return in.order() == java.nio.ByteOrder.LITTLE_ENDIAN ? first | second << 8 : first << 8 | second;
    }

    private void instance(Instance instance) throws IOException {
        if (instance.offset < 0 || instance.offset >= spool.size()) {
            trouble.truncated(instance.offset, 0, "the file ends before the events of buffer " + instance.name);
            return;
        }
        try (var in = spool.cursor(instance.offset)) {
            in.order(initial.order());
            data(in, tag(in), instance.name, metadata.options().cpuCount());
        } catch (MalformedTraceException malformed) {
            trouble.malformed(instance.offset, TAG, "buffer " + instance.name + ": " + malformed.getMessage());
        }
    }

    private void data(ByteCursor in, String tag, String buffer, int cpus) throws IOException {
        if (tag.equals("latency")) {
            long left = spool.size() - in.offset();
            trouble.skipped(in.offset(), left, left + " bytes of text in latency format, expected binary events");
            return;
        }
        if (!tag.equals("flyrecord")) {
            throw in.malformed(in.offset() - TAG, "tag '%s', expected flyrecord or latency", tag);
        }
        for (int cpu = 0; cpu < cpus; cpu++) {
            long offset = in.u64("offset of CPU");
            long size = in.u64("size of CPU");
            metadata.add(new CpuData(buffer, cpu, offset, size, initial.pageSize(), Packing.PLAIN));
        }
    }
}
