package io.iostrata.ingest.ctf;

import io.iostrata.ingest.bytes.ByteCursor;

/**
 * A place in a packet, in bits from the packet's begin, and what was read before it that later fields need: lengths,
 * tags, the event's id, the clock. Nothing is read beyond {@link #limit}.
 */
final class BitCursor {
    private final long[] registers;
    private byte[] bytes = {};
    /** Index in {@code bytes} of the packet's first byte; negative where that is no longer there. */
    private long origin;

    private long bit;
    private long limit;
    private long eventId;
    private long clock;

    BitCursor(int registers) {
        this.registers = new long[registers];
    }

    /** Looks at other bytes: the packet began {@code passed} bytes before {@code at}. */
    void bytes(byte[] buffer, int at, long passed) {
        bytes = buffer;
        origin = at - passed;
    }

    long bit() {
        return bit;
    }

    void bit(long at) {
        bit = at;
    }

    /** Bits that may be read, from the packet's begin. */
    void limit(long bits) {
        limit = bits;
    }

    long left() {
        return limit - bit;
    }

    long eventId() {
        return eventId;
    }

    void eventId(long id) {
        eventId = id;
    }

    /** The packet's clock, ticks. */
    long clock() {
        return clock;
    }

    void clock(long ticks) {
        clock = ticks;
    }

    /** Moves the clock on to where its low {@code bits} are {@code value}. */
    void tick(long value, int bits) {
        if (bits == 64) {
            clock = value;
            return;
        }
        long mask = (1L << bits) - 1;
        long next = (clock & ~mask) | value;
        clock = value < (clock & mask) ? next + mask + 1 : next;
    }

    long register(int number) {
        return registers[number];
    }

    void register(int number, long value) {
        registers[number] = value;
    }

    void align(int bits) {
        bit = (bit + bits - 1) & -bits;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Index in {@link #bytes()} of the place, which is at a byte. */
    int index() {
        return (int) (origin + (bit >>> 3));
    }

    /** Makes sure that there are so many bits more. */
    void need(long bits) throws BadEventException {
        if (bits > limit - bit) {
            throw BadEventException.tooShort("a field needs %d bits, %d left".formatted(bits, limit - bit));
        }
    }

    void advance(long bits) {
        bit += bits;
    }

    /** An unsigned number of 1 to 64 bits. */
    long number(int bits, boolean isBigEndian) throws BadEventException {
        need(bits);
        int at = index();
        boolean isAligned = (bit & 7) == 0;
        long value;
        if (isAligned && bits == 64) {
            value = (long) (isBigEndian ? ByteCursor.LONG_BE : ByteCursor.LONG_LE).get(bytes, at);
        } else if (isAligned && bits == 32) {
            value = (int) (isBigEndian ? ByteCursor.INT_BE : ByteCursor.INT_LE).get(bytes, at) & 0xffff_ffffL;
        } else if (isAligned && bits == 8) {
            value = bytes[at] & 0xff;
        } else {
            value = isBigEndian ? fieldBigEndian(bits) : fieldLittleEndian(bits);
        }
        bit += bits;
        return value;
    }

    /** Fields of little-endian traces fill bytes from the lowest bit. */
    private long fieldLittleEndian(int bits) {
        long value = 0;
        for (int read = 0; read < bits; ) {
            int skipped = (int) (bit + read) & 7;
            int taken = Math.min(8 - skipped, bits - read);
            long part = (byteAt(bit + read) >>> skipped) & ((1L << taken) - 1);
            value |= part << read;
            read += taken;
        }
        return value;
    }

    /** Fields of big-endian traces fill bytes from the highest bit. */
    private long fieldBigEndian(int bits) {
        long value = 0;
        for (int read = 0; read < bits; ) {
            int skipped = (int) (bit + read) & 7;
            int taken = Math.min(8 - skipped, bits - read);
            long part = (byteAt(bit + read) >>> (8 - skipped - taken)) & ((1L << taken) - 1);
            value = (value << taken) | part;
            read += taken;
        }
        return value;
    }

    private long byteAt(long at) {
        return bytes[(int) (origin + (at >>> 3))] & 0xffL;
    }
}
