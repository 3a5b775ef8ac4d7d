package io.iostrata.ingest.archive;

import io.iostrata.ingest.bytes.ByteCursor;

/** Numbers of headers that were looked at ahead; the caller knows that the bytes are there. */
final class LittleEndian {
    private LittleEndian() {}

    static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    static int u16(byte[] bytes, int at) {
        return u8(bytes, at) | u8(bytes, at + 1) << 8;
    }

    /** The bits of an unsigned number. */
    static int u32(byte[] bytes, int at) {
        return (int) ByteCursor.INT_LE.get(bytes, at);
    }
}
