package io.iostrata.ingest.simpletrace;

import static io.iostrata.ingest.simpletrace.LogHeader.u32;
import static io.iostrata.ingest.simpletrace.LogHeader.u64;

import java.nio.ByteOrder;

/**
 * Tells what stands at a place of a log, by the invariants of the format, and takes a record's fixed part apart:
 *
 * <pre>
 * record 0    := u64 id | u64 ts_ns | u64 args[6]
 * record 2, 3 := u64 id | u64 ts_ns | u32 length | u32 pid | argument[]     (pid: 0 in version 2)
 * record 4    := u64 1 | record 3                                           (length without the leading u64)
 * mapping 4   := u64 0 | u64 id | u32 n | u8 name[n]
 * argument    := u64 | u32 n, u8 string[n]
 * dropped     := record with id 2^64-2 and one argument, the count          (version 0: ts_ns is 0)
 * </pre>
 */
final class RecordProbe {
    /** The largest record, its type included: QEMU's ring has 256 KiB. */
    static final int LARGEST_RECORD = 8 + (256 << 10);

    private static final long DROPPED_ID = -2;
    private static final int DROPPED_LENGTH = 32;
    private static final int LONGEST_NAME = 512;
    /** Ten strings of 512 bytes: QEMU writes no longer ones. */
    private static final int LONGEST_RAW = EventType.RECORD_HEAD + 10 * (4 + 512);

    /** What stands there. */
    enum Found {
        /** A record as its declaration says. */
        EVENT,
        /** A record without a declaration, or that disagrees with it. */
        RAW,
        DROPPED,
        MAPPING,
        HEADER,
        /** Something that the end of the bytes cuts. */
        CUT,
        NOTHING
    }

    private final LogHeader header;
    private final EventTypes types;
    private final ByteOrder order;
    private EventType type = EventType.NONE;
    private long id;
    private long tsNs;
    private int length;
    private int pid;
    private int payload;
    private int stride;
    private int declaredStride;
    private boolean isDoubtful;
    private String why = "";
    private long whyValue;

    RecordProbe(LogHeader header, EventTypes types) {
        this.header = header;
        this.types = types;
        order = header.order();
    }

    /** Looks at {@code bytes[at, end)}. */
    Found look(byte[] bytes, int at, int end) {
        isDoubtful = false;
        if (end - at < 8) {
            return Found.CUT;
        }
        long first = u64(bytes, at, order);
        if (first == LogHeader.ID) {
            return lookAtHeader(bytes, at, end);
        }
        return switch (header.version()) {
            case V0 -> lookAtFixed(bytes, at, end);
            case V2, V3 -> lookAtRecord(bytes, at, end);
            case V4 -> lookAtTyped(bytes, at, end, first);
        };
    }

    private Found lookAtTyped(byte[] bytes, int at, int end, long first) {
        if (first == 1) {
            return lookAtRecord(bytes, at + 8, end);
        }
        return first == 0 ? lookAtMapping(bytes, at + 8, end) : nothing("record type 0x%x, expected 0 or 1", first);
    }

    private Found lookAtHeader(byte[] bytes, int at, int end) {
        if (end - at < LogHeader.VERSION_BYTES) {
            return Found.CUT;
        }
        if (!LogHeader.isMagic(bytes, at)) {
            return nothing("header with magic 0x%x, expected 0xf2b177cb0aa429b4", u64(bytes, at + 8, order));
        }
        var found = LogHeader.at(bytes, at);
        if (found.isEmpty()) {
            return nothing("header of version 0x%x, expected 0, 2, 3 or 4", u64(bytes, at + 16, order));
        }
        stride = found.get().version().headerBytes();
        return end - at < stride ? Found.CUT : Found.HEADER;
    }

    private Found lookAtFixed(byte[] bytes, int at, int end) {
        stride = header.version().headerBytes();
        if (end - at < stride) {
            return Found.CUT;
        }
        id = u64(bytes, at, order);
        tsNs = u64(bytes, at + 8, order);
        length = stride;
        pid = 0;
        payload = at + 16;
        type = types.find(id);
        if (id == DROPPED_ID) {
            return Found.DROPPED;
        }
        if (id == 0 && isZero(bytes, at, at + stride)) {
            return nothing("%d bytes of zeros, expected a record", stride);
        }
        return type.isDeclared() ? Found.EVENT : lookAtUnknown();
    }

    private Found lookAtRecord(byte[] bytes, int at, int end) {
        if (end - at < EventType.RECORD_HEAD) {
            return Found.CUT;
        }
        id = u64(bytes, at, order);
        tsNs = u64(bytes, at + 8, order);
        length = u32(bytes, at + 16, order);
        pid = u32(bytes, at + 20, order);
        payload = at + EventType.RECORD_HEAD;
        stride = header.version().typeBytes() + length;
        type = types.find(id);
        if (id == DROPPED_ID) {
            return lookAtDropped(end - at);
        }
        if (length < EventType.RECORD_HEAD || length > LARGEST_RECORD - 8) {
            return nothing("record length %d, expected 24 to 262144", length & 0xffff_ffffL);
        }
        var found = type.isDeclared() ? compare(bytes, Math.min(end, at + length)) : lookAtUnknown();
        if (found == Found.RAW && length > LONGEST_RAW) {
            return nothing("record length %d, expected at most 5184 of an event not as declared", length);
        }
        return found != Found.NOTHING && end - at < length ? Found.CUT : found;
    }

    private Found lookAtDropped(int have) {
        if (length != DROPPED_LENGTH) {
            return nothing("dropped record of %d bytes, expected 32", length & 0xffff_ffffL);
        }
        return have < length ? Found.CUT : Found.DROPPED;
    }

    private Found compare(byte[] bytes, int end) {
        int declared = type.length() == EventType.VARIABLE
                ? EventType.RECORD_HEAD + type.argumentBytes(bytes, payload, end, order)
                : type.length();
        isDoubtful = declared != length;
        declaredStride = header.version().typeBytes() + declared;
        why = "record length %d, not where the next record begins";
        whyValue = length;
        return isDoubtful ? Found.RAW : Found.EVENT;
    }

    private Found lookAtUnknown() {
        isDoubtful = true;
        declaredStride = stride;
        if (type == EventType.NONE && !types.isPlausible(id)) {
            return nothing("event id 0x%x, expected one that is mapped or declared", id);
        }
        why = "record of unknown event 0x%x, which no record follows";
        whyValue = id;
        return Found.RAW;
    }

    private Found lookAtMapping(byte[] bytes, int at, int end) {
        if (end - at < 12) {
            return Found.CUT;
        }
        id = u64(bytes, at, order);
        length = u32(bytes, at + 8, order);
        payload = at + 12;
        stride = 8 + 12 + length;
        if (length < 1 || length > LONGEST_NAME) {
            return nothing("mapping with a name of %d bytes, expected 1 to 512", length & 0xffff_ffffL);
        }
        for (int i = payload; i < Math.min(end, payload + length); i++) {
            if (!isNameByte(bytes[i])) {
                return nothing("mapping with byte 0x%x in its name, expected letters, digits and _", bytes[i] & 0xff);
            }
        }
        return end - payload < length ? Found.CUT : Found.MAPPING;
    }

    private Found nothing(String format, long value) {
        why = format;
        whyValue = value;
        return Found.NOTHING;
    }

    private static boolean isNameByte(byte b) {
        int lower = b | 0x20;
        return (lower >= 'a' && lower <= 'z') || (b >= '0' && b <= '9') || b == '_';
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Why the place holds no record that could be believed. */
    String reason() {
        return why.formatted(whyValue);
    }

    /** True where the record lacks a declaration or disagrees with it: to be believed only if a record follows. */
    boolean isDoubtful() {
        return isDoubtful;
    }

    /** The record's type; {@link EventType#NONE} for an id nobody knows. */
    EventType type() {
        return type;
    }

    /** Event id of the record or the mapping. */
    long id() {
        return id;
    }

    long tsNs() {
        return tsNs;
    }

    /** Bytes from the event id on; of a mapping the bytes of its name. */
    int length() {
        return length;
    }

    int pid() {
        return pid;
    }

    /** Where the arguments, or the name of a mapping, begin. */
    int payload() {
        return payload;
    }

    /** Bytes to the next record. */
    int stride() {
        return stride;
    }

    /** Bytes to where the next record would begin by the declaration; the stride where there is none. */
    int declaredStride() {
        return declaredStride;
    }
}
