package io.iostrata.ingest.simpletrace;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes logs of any version and byte order, whole or wrong. */
final class SimpleTraceBuilder {
    static final int PID = 42;

    private static final long DROPPED_ID = -2;
    private static final long MAGIC = 0xf2b177cb0aa429b4L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private int version = -1;

    private SimpleTraceBuilder() {}

    static SimpleTraceBuilder simpleTrace() {
        return new SimpleTraceBuilder();
    }

    static long at(long tsNs) {
        return tsNs;
    }

    /** Numbers (u64 each) and strings (length and bytes). */
    static Object[] args(Object... values) {
        return values;
    }

    SimpleTraceBuilder order(ByteOrder newOrder) {
        order = newOrder;
        return this;
    }

    /** Begins a log: writes its header. */
    SimpleTraceBuilder version(int newVersion) {
        version = newVersion;
        var header = buffer(version == 0 ? 64 : 24).putLong(-1).putLong(MAGIC).putLong(version);
        return raw(whole(header));
    }

    SimpleTraceBuilder mapping(long id, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        var record = buffer(20 + bytes.length).putLong(0).putLong(id).putInt(bytes.length);
        return raw(whole(record.put(bytes)));
    }

    SimpleTraceBuilder event(long id, long tsNs, Object... values) {
        var arguments = buffer(1 << 16);
        for (var value : values) {
            if (value instanceof String text) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                arguments.putInt(bytes.length).put(bytes);
            } else {
                arguments.putLong(((Number) value).longValue());
            }
        }
        return event(id, tsNs, written(arguments));
    }

    /** An event whose arguments are these bytes. */
    SimpleTraceBuilder event(long id, long tsNs, byte[] payload) {
        if (version == 0) {
            return raw(whole(buffer(64).putLong(id).putLong(tsNs).put(payload)));
        }
        var record = buffer(32 + payload.length);
        if (version == 4) {
            record.putLong(1);
        }
        record.putLong(id).putLong(tsNs).putInt(24 + payload.length).putInt(version == 2 ? 0 : PID);
        record.put(payload);
        return raw(written(record));
    }

    SimpleTraceBuilder dropped(long count) {
        return dropped(count, 0);
    }

    SimpleTraceBuilder dropped(long count, long tsNs) {
        return event(DROPPED_ID, tsNs, count);
    }

    SimpleTraceBuilder raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(order);
    }

    /** All of the buffer, zeros where nothing was put. */
    private static byte[] whole(ByteBuffer buffer) {
        return written(buffer.position(buffer.capacity()));
    }

    private static byte[] written(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
