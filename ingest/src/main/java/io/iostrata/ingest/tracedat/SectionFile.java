package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.ingest.tracedat.CpuData.Packing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Version 7 (trace-cmd.dat.v7(5)): sections, found through options.
 *
 * <pre>
 * section := u16 id, u16 flags, u32 name, u64 size, payload
 * payload := bytes | u32 compressed size, u32 size, bytes      the latter where flags has bit 0, but for CPUs' data
 * options := { u16 id, u32 size, bytes } u16 0, u32 8, u64 offset of the next options
 * buffer  := u64 offset, name NUL, clock NUL, u32 page size, u32 CPUs { u32 cpu, u64 offset, u64 size }
 * </pre>
 *
 * <p>Where the chain of options is broken, the sections are walked by their sizes.
 */
final class SectionFile {
    private static final int HEADER = 16;
    private static final int COMPRESSED = 1;
    private static final int MOST_SECTIONS = 1 << 14;
    private static final int MOST_CPUS = 1 << 13;
    private static final int LARGEST = 20 << 20;
    /** Of all sections together, expanded. */
    private static final long MOST_BYTES = 48 << 20;

    private static final long BROKEN = -1;
    private static final int OPTIONS = 0;
    private static final int BUFFER = 3;
    private static final int HEADER_INFO = 16;
    private static final int LAST_OF_METADATA = 21;
    private static final int BUFFER_TEXT = 22;

    private final Initial initial;
    private final Spool spool;
    private final Metadata metadata;
    private final Trouble trouble;
    private final Decompressor decompressor;
    private final Set<Long> seen = new HashSet<>();
    private final List<Long> pending = new ArrayList<>();
    private long bytesRead;

    /** A section's header. */
    private record Section(int id, int flags, long offset, long size) {
        long payload() {
            return offset + HEADER;
        }

        long end() {
            return payload() + size;
        }
    }

    SectionFile(Initial initial, Spool spool, Metadata metadata, Trouble trouble) {
        this.initial = initial;
        this.spool = spool;
        this.metadata = metadata;
        this.trouble = trouble;
        decompressor = Decompressor.of(initial.compressor());
    }

    void read() throws IOException {
        long next = initial.optionsOffset();
        while (isInside(next) && seen.add(next) && seen.size() < MOST_SECTIONS) {
            next = options(header(next));
        }
        if (next != 0 || initial.optionsOffset() == 0) {
            walk(next);
        } else {
            for (long offset : pending) {
                section(header(offset));
            }
        }
    }

    private boolean isInside(long offset) {
        return offset >= initial.end() && offset <= spool.size() - HEADER;
    }

    private Section header(long offset) throws IOException {
        try (var in = at(offset)) {
            int id = SequentialFile.u16(in);
            int flags = SequentialFile.u16(in);
            in.u32("name of section");
            return new Section(id, flags, offset, in.u64("size of section"));
        }
    }

    private ByteCursor at(long offset) throws IOException {
        var in = spool.cursor(offset);
        in.order(initial.order());
        return in;
    }

    private void walk(long brokenAt) throws IOException {
        long end = Math.min(Math.max(0, brokenAt), spool.size());
        trouble.truncated(end, 0, "the chain of options is broken, expected one that ends");
        long offset = initial.end();
        for (int sections = 0; isInside(offset) && sections < MOST_SECTIONS; sections++) {
            var section = header(offset);
            boolean cut = section.size < 0 || section.size > spool.size() - section.payload();
            if (section.id == BUFFER && metadata.cpus().isEmpty()) {
                long until = cut ? spool.size() : section.end();
                new LostCpus(initial, spool, metadata).find(section.payload(), until, packing());
            } else if (cut) {
                trouble.truncated(
                        offset, spool.size() - offset, "section %d ends after the file".formatted(section.id));
            } else if (section.id == OPTIONS) {
                optionsOnce(section);
            } else {
                section(section);
            }
            offset = cut ? spool.size() : section.end();
        }
    }

    private void optionsOnce(Section section) throws IOException {
        if (seen.add(section.offset)) {
            options(section);
        }
    }

    private Packing packing() {
        return decompressor == Decompressor.NONE ? Packing.PLAIN : Packing.CHUNKS;
    }

    /** Reads an options section; returns where the next one is, 0 after the last, {@link #BROKEN} if it does not say. */
    private long options(Section section) throws IOException {
        long there = Math.max(0, Math.min(section.size, spool.size() - section.payload()));
        try (var in = cursor(payload(new Section(section.id, section.flags, section.offset, there)))) {
            while (in.buffered(6) == 6) {
                int id = SequentialFile.u16(in);
                long size = in.u32("size of option");
                if (id == 0) {
                    return in.u64("offset of the next options");
                }
                byte[] option = in.bytes(size, LARGEST, "option");
                option(section.offset, id, option);
            }
        } catch (MalformedTraceException malformed) {
            trouble.malformed(section.offset, there, "options: " + malformed.getMessage());
        }
        return BROKEN;
    }

    private void option(long where, int id, byte[] option) throws IOException {
        try (var in = cursor(option)) {
            if (id == BUFFER) {
                buffer(in);
            } else if (id >= HEADER_INFO && id <= LAST_OF_METADATA) {
                addPending(in.u64("offset of section"));
            } else if (id == BUFFER_TEXT) {
                trouble.skipped(where, 0, "a buffer of text in latency format, expected binary events");
            } else {
                metadata.options().read(id, in, option.length);
            }
        } catch (MalformedTraceException malformed) {
            trouble.malformed(where, 0, "option " + id + ": " + malformed.getMessage());
        }
    }

    private void addPending(long offset) {
        if (isInside(offset) && pending.size() < MOST_SECTIONS && !pending.contains(offset)) {
            pending.add(offset);
        }
    }

    private void buffer(ByteCursor in) throws IOException {
        long header = in.u64("offset of buffer");
        var name = Initial.text(in, 256, "name of buffer");
        metadata.options().clock(Initial.text(in, 64, "clock of buffer"));
        long pageSize = in.u32("page size");
        long cpus = in.u32("number of CPUs");
        if (pageSize < 64 || pageSize > 1 << 20 || cpus > MOST_CPUS) {
            throw in.malformed(in.offset() - 8, "%d CPUs with pages of %d bytes, expected fewer", cpus, pageSize);
        }
        boolean compressed = isInside(header) && (header(header).flags & COMPRESSED) != 0;
        var packing = compressed ? Packing.CHUNKS : Packing.PLAIN;
        for (long i = 0; i < cpus; i++) {
            int cpu = (int) in.u32("CPU");
            long offset = in.u64("offset of CPU");
            long size = in.u64("size of CPU");
            metadata.add(new CpuData(name, cpu, offset, size, (int) pageSize, packing));
        }
    }

    private void section(Section section) throws IOException {
        if (section.size < 0 || section.size > spool.size() - section.payload()) {
            trouble.truncated(section.offset, 0, "section %d ends after the file".formatted(section.id));
            return;
        }
        if (section.id < HEADER_INFO || section.id > LAST_OF_METADATA) {
            return;
        }
        try (var in = cursor(payload(section))) {
            switch (section.id) {
                case HEADER_INFO -> metadata.headerInfo(in);
                case 17 -> metadata.ftraceEvents(in);
                case 18 -> metadata.eventFormats(in);
                case 19 -> metadata.kallsyms(in);
                case 20 -> metadata.printk(in);
                default -> metadata.cmdlines(in);
            }
        } catch (MalformedTraceException malformed) {
            trouble.malformed(
                    section.offset,
                    HEADER + section.size,
                    "section %d: %s".formatted(section.id, malformed.getMessage()));
        }
    }

    private ByteCursor cursor(byte[] bytes) {
        var in = ByteCursor.of(spool.name(), bytes);
        in.order(initial.order());
        return in;
    }

    private byte[] payload(Section section) throws IOException {
        try (var in = at(section.payload())) {
            if ((section.flags & COMPRESSED) == 0) {
                count(section, section.size);
                return in.bytes(section.size, LARGEST, "section");
            }
            long stored = in.u32("compressed size");
            long size = in.u32("size");
            count(section, stored + size);
            byte[] bytes = in.bytes(stored, LARGEST, "section");
            boolean plausible = size <= LARGEST && size <= 4096L * (stored + 16);
            byte[] content = new byte[plausible ? (int) size : 0];
            if (!plausible || !decompressor.decompress(bytes, bytes.length, content, content.length)) {
                throw in.malformed(section.offset, "%d bytes of %s, expected %d", stored, decompressor, size);
            }
            return content;
        }
    }

    private void count(Section section, long bytes) throws MalformedTraceException {
        bytesRead += bytes;
        if (bytesRead > MOST_BYTES) {
            var what = "a section of %d bytes, expected at most %d of all".formatted(bytes, MOST_BYTES);
            throw new MalformedTraceException(spool.name(), section.offset, what);
        }
    }
}
