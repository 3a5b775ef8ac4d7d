package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.tracedat.CpuData.Packing;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Finds the CPUs' data of a file whose writer did not come to tell where they are: they follow each other at multiples
 * of the page size, chunks by their own count, pages until the time falls back. CPUs are numbered as they come.
 */
final class LostCpus {
    private static final int MOST_CPUS = 1 << 13;
    private static final int HEAD = 8;

    private final Initial initial;
    private final Spool spool;
    private final Metadata metadata;
    private final byte[] head = new byte[HEAD];

    LostCpus(Initial initial, Spool spool, Metadata metadata) {
        this.initial = initial;
        this.spool = spool;
        this.metadata = metadata;
    }

    void find(long from, long to, Packing packing) throws IOException {
        long at = aligned(from);
        for (int cpu = 0; at < to && cpu < MOST_CPUS; cpu++) {
            long end = packing == Packing.CHUNKS ? chunks(at, to) : pages(at, to);
            metadata.add(new CpuData("", cpu, at, end - at, initial.pageSize(), packing));
            at = aligned(end);
        }
    }

    private long aligned(long offset) {
        return Math.floorDiv(offset + initial.pageSize() - 1, initial.pageSize()) * initial.pageSize();
    }

    private long chunks(long from, long to) throws IOException {
        long count = number(from);
        long at = from + 4;
        for (long chunk = 0; chunk < count && at + HEAD <= to; chunk++) {
            at += HEAD + number(at);
        }
        return Math.min(at, to);
    }

    private long pages(long from, long to) throws IOException {
        long last = read(from);
        long at = from + initial.pageSize();
        for (; at < to; at += initial.pageSize()) {
            long time = read(at);
            if (Long.compareUnsigned(time, last) < 0) {
                return at;
            }
            last = time;
        }
        return to;
    }

    private long number(long offset) throws IOException {
        spool.read(offset, head, HEAD);
        return ByteBuffer.wrap(head).order(initial.order()).getInt() & 0xffff_ffffL;
    }

    private long read(long offset) throws IOException {
        spool.read(offset, head, HEAD);
        return ByteBuffer.wrap(head).order(initial.order()).getLong();
    }
}
