package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.Spool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** When the pages of one CPU begin, read page by page where they are asked for, each once. They are taken to ascend. */
final class PageTimes {
    private final Contents contents;
    private final CpuData cpu;
    /** By page: searches for several times look at the same pages first. */
    private final Map<Long, Long> known = new HashMap<>();

    private final byte[] stamp = new byte[Long.BYTES];

    PageTimes(Contents contents, CpuData cpu) {
        this.contents = contents;
        this.cpu = cpu;
    }

    CpuData cpu() {
        return cpu;
    }

    /** Pages that are there, the last of which may be cut. */
    long count() {
        return (contents.bytes(cpu) + cpu.pageSize() - 1) / cpu.pageSize();
    }

    /** The pages from one to before another. */
    CpuData pages(long first, long end) {
        return cpu.part(bytesBefore(first), bytesBefore(end));
    }

    /** Bytes of the pages before that one. */
    long bytesBefore(long page) {
        return Math.min(page * cpu.pageSize(), contents.bytes(cpu));
    }

    /** Time of a page on the rows' clock; behind everything for one that is cut before it tells. */
    long key(long page) throws IOException {
        var key = known.get(page);
        if (key == null) {
            key = readKey(page);
            known.put(page, key);
        }
        return key;
    }

    private long readKey(long page) throws IOException {
        Spool spool = contents.spool();
        if (spool.read(cpu.offset() + page * cpu.pageSize(), stamp, stamp.length) < stamp.length) {
            return Long.MAX_VALUE;
        }
        var order = contents.metadata().layout().order();
        return contents.clock()
                .corrected(cpu.cpu(), ByteBuffer.wrap(stamp).order(order).getLong());
    }

    /** The first page that does not begin before {@code key}. */
    long firstFrom(long key) throws IOException {
        long low = 0;
        long high = count();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (key(middle) < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
