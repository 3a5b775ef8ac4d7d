package io.iostrata.ingest.simpletrace;

import static io.iostrata.ingest.bytes.ByteCursor.INT_LE;
import static io.iostrata.ingest.bytes.ByteCursor.LONG_LE;

import java.util.Optional;

/**
 * The header of a log: {@code u64 all ones | u64 magic | u64 version}, in version 0 filled up to 64 bytes. The magic
 * tells the byte order.
 */
record LogHeader(LogVersion version, boolean isBigEndian) {
    /** The event id of a header. */
    static final long ID = -1;
    /** Bytes of the id and the magic. */
    static final int MAGIC_BYTES = 16;
    /** Bytes up to the end of the version. */
    static final int VERSION_BYTES = 24;

    private static final long MAGIC = 0xf2b177cb0aa429b4L;

    /** True where id and magic stand in {@code bytes[at, at + 16)}. */
    static boolean isMagic(byte[] bytes, int at) {
        return u64(bytes, at, false) == ID && (u64(bytes, at + 8, false) == MAGIC || u64(bytes, at + 8, true) == MAGIC);
    }

    /** The header that stands in {@code bytes[at, at + 24)}; empty where the version is none of QEMU's. */
    static Optional<LogHeader> at(byte[] bytes, int at) {
        boolean isBigEndian = isBigEndian(bytes, at);
        return LogVersion.of(u64(bytes, at + 16, isBigEndian)).map(version -> new LogHeader(version, isBigEndian));
    }

    /** The byte order that the magic tells. */
    static boolean isBigEndian(byte[] bytes, int at) {
        return u64(bytes, at + 8, true) == MAGIC;
    }

    static long u64(byte[] bytes, int at, boolean isBigEndian) {
        long value = (long) LONG_LE.get(bytes, at);
        return isBigEndian ? Long.reverseBytes(value) : value;
    }

    /** A 32-bit number as it stands; unsigned ones keep their bits. */
    static int u32(byte[] bytes, int at, boolean isBigEndian) {
        int value = (int) INT_LE.get(bytes, at);
        return isBigEndian ? Integer.reverseBytes(value) : value;
    }
}
