package io.iostrata.ingest.ctf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Packets with a header of magic, stream id, times, sizes, numbering, discarded events and CPU, all u32, and the bits that
 * are put into them.
 */
final class PacketBuilder {
    static final String HEADERS =
            """
            typealias integer { size = 32; } := u32;
            clock { name = "monotonic"; freq = 1000000000; offset = 7; };
            struct context {
                u32 timestamp_begin; u32 timestamp_end; u32 content_size; u32 packet_size;
                u32 packet_seq_num; u32 events_discarded; u32 cpu_id;
            };
            """;

    private final ByteOrder order;
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private byte[] bits = new byte[4096];
    private int at;
    private int padding;
    private long sequence;
    private long discarded;
    private long beginNs = 1000;
    private long contentOff;
    private long forcedSize = -1;

    private PacketBuilder(ByteOrder order) {
        this.order = order;
        begin();
    }

    static PacketBuilder packets(ByteOrder order) {
        return new PacketBuilder(order);
    }

    /** Appends an unsigned number of so many bits. */
    PacketBuilder put(int size, long value) {
        for (int i = 0; i < size; i++) {
            boolean big = order == ByteOrder.BIG_ENDIAN;
            long bit = (value >>> (big ? size - 1 - i : i)) & 1;
            bits[at >>> 3] |= (byte) (bit << (big ? 7 - (at & 7) : at & 7));
            at++;
        }
        return this;
    }

    PacketBuilder align(int size) {
        at = (at + size - 1) / size * size;
        return this;
    }

    PacketBuilder put(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            put(8, b);
        }
        return put(8, 0);
    }

    PacketBuilder padding(int bytes) {
        padding = bytes;
        return this;
    }

    /** Events discarded so far. */
    PacketBuilder discarded(long count) {
        discarded = count;
        return this;
    }

    /** Number and begin of the packet. */
    PacketBuilder packet(long number, long ns) {
        sequence = number;
        beginNs = ns;
        return this;
    }

    /** States the content longer by so many bits. */
    PacketBuilder contentOff(long more) {
        contentOff = more;
        return this;
    }

    /** States that size of the packet, bits. */
    PacketBuilder packetSize(long size) {
        forcedSize = size;
        return this;
    }

    /** Ends the packet; another may follow. */
    PacketBuilder end() {
        align(8);
        int content = at;
        at = 64;
        put(32, beginNs).put(32, beginNs + 500);
        put(32, content + contentOff).put(32, forcedSize >= 0 ? forcedSize : content + 8L * padding);
        put(32, sequence++).put(32, discarded).put(32, 3);
        file.write(bits, 0, content / 8 + padding);
        bits = new byte[4096];
        beginNs += 1000;
        begin();
        return this;
    }

    byte[] bytes() {
        return file.toByteArray();
    }

    private void begin() {
        at = 0;
        put(32, 0xc1fc1fc1L).put(32, 0);
        at = 8 * 36;
    }
}
