package io.iostrata.ingest.blktrace;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes what the kernel's blktrace writes: device 8,1, task 42, 8 sectors from 2048 on, unless told otherwise. */
final class BlktraceBuilder {
    static final int READ = 1 << 16;
    static final int WRITE = 1 << 17;
    static final int FLUSH = 1 << 18;
    static final int SYNC = 1 << 19;
    static final int COMMAND = 1 << 25;
    static final int NOTE = 1 << 26;
    static final int CGROUP = 1 << 8;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;
    private int sequence = 1;
    private int cpu;
    private int pid = 42;
    private int error;
    private int length = 4096;

    BlktraceBuilder(ByteOrder order) {
        this.order = order;
    }

    static BlktraceBuilder blktrace() {
        return new BlktraceBuilder(ByteOrder.LITTLE_ENDIAN);
    }

    BlktraceBuilder cpu(int number) {
        cpu = number;
        return this;
    }

    BlktraceBuilder pid(int number) {
        pid = number;
        return this;
    }

    BlktraceBuilder error(int code) {
        error = code;
        return this;
    }

    BlktraceBuilder length(int bytes) {
        length = bytes;
        return this;
    }

    BlktraceBuilder sequence(int next) {
        sequence = next;
        return this;
    }

    BlktraceBuilder comm(int pid, String comm) {
        byte[] padded = new byte[16];
        byte[] ascii = comm.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, padded, 0, ascii.length);
        record(NOTE, 0, 1, pid, padded);
        return this;
    }

    BlktraceBuilder note(int code, long timeNs, byte... payload) {
        record(NOTE | code, 0, timeNs, pid, payload);
        return this;
    }

    BlktraceBuilder event(int action, long timeNs, byte... payload) {
        record(action, sequence++, timeNs, pid, payload);
        return this;
    }

    BlktraceBuilder bytes(byte... damage) {
        out.writeBytes(damage);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static byte[] bigEndian(long... values) {
        var bytes = ByteBuffer.allocate(8 * values.length);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    private void record(int action, int number, long timeNs, int pid, byte... payload) {
        var record = ByteBuffer.allocate(48 + payload.length).order(order);
        record.putInt(0x65617407).putInt(number).putLong(timeNs).putLong(2048).putInt(length);
        record.putInt(action).putInt(pid).putInt(8 << 20 | 1).putInt(cpu);
        record.putShort((short) error).putShort((short) payload.length).put(payload);
        out.writeBytes(record.array());
    }
}
