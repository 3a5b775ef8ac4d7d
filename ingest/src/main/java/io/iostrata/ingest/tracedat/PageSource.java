package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.ingest.tracedat.CpuData.Packing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The pages of one CPU, one after another, a window of them in memory:
 *
 * <pre>
 * pages  := { page }
 * chunks := u32 count { u32 compressed size, u32 size, bytes that decompress to pages }
 * </pre>
 */
final class PageSource {
    private static final int WINDOW = 1 << 16;
    /** Room behind the last page: the last number of a record is read with what is behind it. */
    private static final int SLACK = 8;

    private static final int LARGEST_CHUNK = 4 << 20;

    private final CpuData data;
    private final Spool spool;
    private final Decompressor decompressor;
    private final Trouble trouble;
    private final Expansion expansion;
    private final ByteOrder order;
    private final long end;
    /** Of plain pages, which are read one after another. */
    private Optional<InputStream> stream = Optional.empty();

    private byte[] window = {};
    private byte[] stored = {};
    private int limit;
    private int page;
    private int length;
    private long windowOffset;
    private long at;
    private long chunks;

    PageSource(CpuData data, Spool spool, Initial initial, Trouble trouble, Expansion expansion) throws IOException {
        this.data = data;
        this.spool = spool;
        this.trouble = trouble;
        this.expansion = expansion;
        decompressor = Decompressor.of(initial.compressor());
        order = initial.order();
        at = data.offset();
        boolean plain = data.packing() == Packing.PLAIN;
        end = plain ? Math.min(data.offset() + data.size(), spool.size()) : spool.size();
        if (!plain && data.size() > 0) {
            chunks = u32(at);
            at += 4;
        }
    }

    /** Moves to the next page; false after the last. */
    boolean next() throws IOException {
        page += length;
        if (page >= limit && !(data.packing() == Packing.PLAIN ? readPages() : readChunk())) {
            length = 0;
            return false;
        }
        length = Math.min(data.pageSize(), limit - page);
        return true;
    }

    CpuData data() {
        return data;
    }

    byte[] bytes() {
        return window;
    }

    /** Where the page begins in {@link #bytes}. */
    int page() {
        return page;
    }

    /** Bytes of the page that are there. */
    int length() {
        return length;
    }

    boolean isCut() {
        return length < data.pageSize();
    }

    /** Where in the file the page is; of a compressed one, its chunk. */
    long offset() {
        return data.packing() == Packing.PLAIN ? windowOffset + page : windowOffset;
    }

    private boolean readPages() throws IOException {
        long want = Math.min(end - at, (long) Math.max(1, WINDOW / data.pageSize()) * data.pageSize());
        if (want <= 0) {
            return false;
        }
        if (window.length < want + SLACK) {
            window = new byte[(int) want + SLACK];
        }
        windowOffset = at;
        page = 0;
        limit = stream().readNBytes(window, 0, (int) want);
        at += limit;
        return limit > 0;
    }

    private InputStream stream() throws IOException {
        if (stream.isEmpty()) {
            stream = Optional.of(spool.stream(at));
        }
        return stream.get();
    }

    private boolean readChunk() throws IOException {
        if (chunks <= 0) {
            return false;
        }
        chunks--;
        if (end - at < 8) {
            return stop("a chunk's header needs 8 bytes, %d left", end - at);
        }
        long size = u32(at);
        long whole = u32(at + 4);
        if (size > end - at - 8) {
            return stop("a chunk of %d bytes, %d left", size, end - at - 8);
        }
        if (size > LARGEST_CHUNK || whole > LARGEST_CHUNK || whole == 0) {
            return stop("a chunk of %d bytes for %d, expected at most 4 MiB", size, whole);
        }
        if (!expansion.take(Math.max(0, size - stored.length) + Math.max(0, whole - window.length))) {
            return stop("a chunk of %d bytes for %d, more than all CPUs together may take", size, whole);
        }
        return readChunk((int) size, (int) whole);
    }

    private boolean readChunk(int size, int whole) throws IOException {
        if (stored.length < size) {
            stored = new byte[size];
        }
        if (window.length < whole + SLACK) {
            window = new byte[whole + SLACK];
        }
        windowOffset = at;
        spool.read(at + 8, stored, size);
        at += 8L + size;
        page = 0;
        limit = whole;
        length = 0;
        if (!decompressor.decompress(stored, size, window, whole)) {
            trouble.malformed(windowOffset, 8L + size, "a chunk of CPU %d is damaged".formatted(data.cpu()));
            return readChunk();
        }
        return true;
    }

    private boolean stop(String what, Object... arguments) {
        chunks = 0;
        var message = "CPU %d: %s".formatted(data.cpu(), what.formatted(arguments));
        trouble.truncated(at, spool.size() - at, message);
        return false;
    }

    private long u32(long offset) throws IOException {
        byte[] bytes = new byte[4];
        spool.read(offset, bytes, 4);
        return ByteBuffer.wrap(bytes).order(order).getInt() & 0xffff_ffffL;
    }
}
