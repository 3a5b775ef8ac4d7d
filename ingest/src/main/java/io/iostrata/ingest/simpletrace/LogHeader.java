package io.iostrata.ingest.simpletrace;

import static io.iostrata.ingest.bytes.ByteCursor.INT_LE;
import static io.iostrata.ingest.bytes.ByteCursor.LONG_LE;

import io.iostrata.ingest.bytes.ByteCursor;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The header of a log: {@code u64 all ones | u64 magic | u64 version}, in version 0 filled up to 64 bytes. The magic
 * tells the byte order.
 */
record LogHeader(LogVersion version, ByteOrder order) {
    /** The event id of a header. */
    static final long ID = -1;
    /** Bytes of the id and the magic. */
    static final int MAGIC_BYTES = 16;
    /** Bytes up to the end of the version. */
    static final int VERSION_BYTES = 24;

    private static final long MAGIC = 0xf2b177cb0aa429b4L;

    /** True where id and magic stand in {@code bytes[at, at + 16)}. */
    static boolean isMagic(byte[] bytes, int at) {
        return u64(bytes, at, ByteOrder.LITTLE_ENDIAN) == ID
                && (u64(bytes, at + 8, ByteOrder.LITTLE_ENDIAN) == MAGIC
                        || u64(bytes, at + 8, ByteOrder.BIG_ENDIAN) == MAGIC);
    }

    /** The header that stands in {@code bytes[at, at + 24)}; empty where the version is none of QEMU's. */
    static Optional<LogHeader> at(byte[] bytes, int at) {
        var order = order(bytes, at);
        return LogVersion.of(u64(bytes, at + 16, order)).map(version -> new LogHeader(version, order));
    }

    /** The header a file begins with; empty where the end of the file cuts it. */
    static Optional<LogHeader> first(ByteCursor in) throws IOException {
        int have = in.buffered(VERSION_BYTES);
        if (have < MAGIC_BYTES || !isMagic(in.buffer(), in.position())) {
            throw in.malformed(in.offset(), "no header, expected 8 bytes of 0xff and QEMU's magic");
        }
        if (have < VERSION_BYTES) {
            return Optional.empty();
        }
        var header = at(in.buffer(), in.position());
        if (header.isEmpty()) {
            long version = u64(in.buffer(), in.position() + MAGIC_BYTES, order(in.buffer(), in.position()));
            throw in.malformed(in.offset() + MAGIC_BYTES, "log version 0x%x, expected 0, 2, 3 or 4", version);
        }
        int length = header.get().version().headerBytes();
        return in.buffered(length) < length ? Optional.empty() : header;
    }

    /** The byte order that the magic tells. */
    private static ByteOrder order(byte[] bytes, int at) {
        return u64(bytes, at + 8, ByteOrder.BIG_ENDIAN) == MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    static long u64(byte[] bytes, int at, ByteOrder order) {
        long value = (long) LONG_LE.get(bytes, at);
        return order == ByteOrder.BIG_ENDIAN ? Long.reverseBytes(value) : value;
    }

    /** A 32-bit number as it stands; unsigned ones keep their bits. */
    static int u32(byte[] bytes, int at, ByteOrder order) {
        int value = (int) INT_LE.get(bytes, at);
        return order == ByteOrder.BIG_ENDIAN ? Integer.reverseBytes(value) : value;
    }
}
