package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;

/** The texts of a batch, one after another; each is known by its place: where it begins (high half) and its length. */
final class BatchText implements AutoCloseable {
    private static final int CAPACITY = 4 << 20;
    private static final int LONGEST_SHORT = 64;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final AtomicLong FILLINGS = new AtomicLong();

    private final ArrowBuf buffer;
    private int size;
    private long filling;

    /** With room for {@code most} bytes more than make it full. */
    BatchText(BufferAllocator allocator, int most) {
        buffer = allocator.buffer(CAPACITY + (long) most);
        reset();
    }

    void reset() {
        size = 0;
        filling = FILLINGS.incrementAndGet();
    }

    /** Number of this filling, of no other one of any batch; above 0. */
    long filling() {
        return filling;
    }

    boolean isFull() {
        return size > CAPACITY;
    }

    /** Adds a text and returns its place. */
    long add(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length >= Long.BYTES && length <= LONGEST_SHORT) {
            copyWords(bytes, from, to, buffer.memoryAddress() + size);
        } else {
            buffer.setBytes(size, bytes, from, length);
        }
        return added(length);
    }

    /** A call to copy memory costs more than a few words; the last word lies over the one before. */
    private static void copyWords(byte[] bytes, int from, int to, long target) {
        for (int at = from; at < to - Long.BYTES; at += Long.BYTES) {
            MemoryUtil.putLong(target + at - from, (long) WORD.get(bytes, at));
        }
        MemoryUtil.putLong(target + to - Long.BYTES - from, (long) WORD.get(bytes, to - Long.BYTES));
    }

    /** Adds a text that stands at an address. */
    long add(long address, int length) {
        MemoryUtil.copyMemory(address, buffer.memoryAddress() + size, length);
        return added(length);
    }

    private long added(int length) {
        long place = (long) size << 32 | length;
        size += length;
        return place;
    }

    long address(long place) {
        return buffer.memoryAddress() + (place >>> 32);
    }

    String text(long place) {
        byte[] bytes = new byte[(int) place];
        buffer.getBytes(place >>> 32, bytes);
        return Utf8.text(bytes, 0, bytes.length);
    }

    @Override
    public void close() {
        buffer.close();
    }
}
