package io.iostrata.ingest.blktrace;

import io.iostrata.ingest.blktrace.BlockAction.Detail;
import io.iostrata.ingest.bytes.ByteCursor;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What the fields of a binary record say. */
final class RecordReader {
    static final int PROCESS = 0;
    static final int TIMESTAMP = 1;
    static final int MESSAGE = 2;

    private static final int CGROUP = 1 << 8;
    private static final int CGROUP_BYTES = 8;
    private static final int REMAP_BYTES = 16;
    /** A category's bit in the action field. */
    private static final int WRITE = 1 << 17;

    private static final int FLUSH = 1 << 18;
    private static final int SYNC = 1 << 19;
    static final int NOTIFY = 1 << 26;
    private static final int AHEAD = 1 << 27;
    private static final int META = 1 << 28;
    private static final int DISCARD = 1 << 29;
    private static final int FUA = 1 << 31;
    private static final int MOST_COMMAND = 256;

    private RecordReader() {}

    static boolean isNote(int action) {
        return (action & NOTIFY) != 0;
    }

    /** What a note tells: {@link #PROCESS}, {@link #TIMESTAMP}, {@link #MESSAGE}, or what a later kernel adds. */
    static int noteCode(int action) {
        return action & 0xffff & ~CGROUP;
    }

    /** Bytes of the control group's id before the payload proper. */
    static int cgroupBytes(int action) {
        return (action & CGROUP) == 0 ? 0 : CGROUP_BYTES;
    }

    /** Length of the payload of a record of that action that is no note, bytes. */
    static int usualPayload(int action) {
        return cgroupBytes(action)
                + switch (BlockAction.of(code(action)).detail()) {
                    case REMAP -> REMAP_BYTES;
                    case SPLIT, UNPLUG -> 8;
                    case TASK, ERROR, PLUG, MESSAGE -> 0;
                };
    }

    static int code(int action) {
        return action & 0xffff & ~CGROUP;
    }

    /** Reads the file's current record, which is no process or timestamp note; the task's name is not in it. */
    static void read(RecordFile file, BlockRecord record) {
        int action = file.i32(28);
        record.clear();
        record.timeNs = file.u64(8);
        record.pid = file.i32(32);
        record.cpu = file.i32(40);
        int device = file.i32(36);
        record.major = device >>> 20;
        record.minor = device & 0xfffff;
        int payload = file.payload() + cgroup(file, action, record);
        int length = file.payloadLength() - (payload - file.payload());
        if (isNote(action)) {
            record.action = BlockAction.MESSAGE;
            record.data.set(file.in().buffer(), payload, payload + textLength(file, payload, length));
            return;
        }
        record.action = BlockAction.of(code(action));
        var detail = record.action.detail();
        if (detail != Detail.PLUG && detail != Detail.UNPLUG) {
            letters(action, file.u32(24), record);
            record.sector = file.u64(16);
            record.bytes = detail == Detail.SPLIT ? -1 : file.u32(24);
        }
        detail(file, record, payload, length);
        if (length > 0 && (detail == Detail.TASK || detail == Detail.ERROR)) {
            command(file, record, payload, Math.min(length, MOST_COMMAND));
        }
    }

    private static int cgroup(RecordFile file, int action, BlockRecord record) {
        record.isInCgroup = cgroupBytes(action) > 0 && file.payloadLength() >= CGROUP_BYTES;
        record.cgroup = record.isInCgroup ? file.u64(RecordFile.HEADER) : 0;
        return record.isInCgroup ? CGROUP_BYTES : 0;
    }

    /** Payload numbers are big-endian in every file. */
    private static void detail(RecordFile file, BlockRecord record, int payload, int length) {
        byte[] bytes = file.in().buffer();
        switch (record.action.detail()) {
            case ERROR -> record.number = (short) file.u16(44);
            case SPLIT, UNPLUG -> record.number = length >= 8 ? (long) ByteCursor.LONG_BE.get(bytes, payload) : 0;
            case REMAP -> {
                if (length >= REMAP_BYTES) {
                    remap(bytes, payload, record);
                }
            }
            case TASK, PLUG, MESSAGE -> {}
        }
    }

    private static void remap(byte[] bytes, int payload, BlockRecord record) {
        int from = (int) ByteCursor.INT_BE.get(bytes, payload);
        int to = (int) ByteCursor.INT_BE.get(bytes, payload + 4);
        record.fromMajor = from >>> 20;
        record.fromMinor = from & 0xfffff;
        record.major = to >>> 20;
        record.minor = to & 0xfffff;
        record.number = (long) ByteCursor.LONG_BE.get(bytes, payload + 8);
    }

    /** The command of a passed-through request, and driver data: hex, as blkparse prints them. */
    private static void command(RecordFile file, BlockRecord record, int payload, int length) {
        byte[] hex = HexFormat.ofDelimiter(" ")
                .formatHex(file.in().buffer(), payload, payload + length)
                .getBytes(StandardCharsets.US_ASCII);
        record.data.set(hex, 0, hex.length);
    }

    private static void letters(int action, long bytes, BlockRecord record) {
        if ((action & FLUSH) != 0) {
            record.letter('F');
        }
        if ((action & DISCARD) != 0) {
            record.letter('D');
        } else if ((action & WRITE) != 0) {
            record.letter('W');
        } else {
            record.letter(bytes > 0 ? 'R' : 'N');
        }
        letter(record, action & FUA, 'F');
        letter(record, action & AHEAD, 'A');
        letter(record, action & SYNC, 'S');
        letter(record, action & META, 'M');
    }

    private static void letter(BlockRecord record, int bit, char letter) {
        if (bit != 0) {
            record.letter(letter);
        }
    }

    private static int textLength(RecordFile file, int from, int length) {
        int end = 0;
        while (end < length && file.in().buffer()[from + end] != 0) {
            end++;
        }
        return end;
    }
}
