package io.iostrata.ingest.tracedat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Trace.dat files of many pages, made of one of version 6 with a page a CPU: each CPU's page over and over, at random
 * times that overlap those of other CPUs' pages, some of them with events lost before.
 */
public final class LongTraceDat {
    private static final String TABLE = "flyrecord\0";
    private static final int PAGE = TraceDatBuilder.PAGE;
    private static final int HEADER = 16;

    private final byte[] small;
    private final int table;
    private final int cpus;
    private final int first;
    private final Random random;

    private LongTraceDat(byte[] small, Random random) {
        this.small = small;
        this.random = random;
        table = new String(small, StandardCharsets.ISO_8859_1).indexOf(TABLE) + TABLE.length();
        first = (int) little(small).getLong(table);
        cpus = (small.length - first) / PAGE;
    }

    /** A file of that many pages of the first CPU, and fewer of each further one. */
    public static byte[] of(byte[] small, int pages, Random random) {
        return new LongTraceDat(small, random).write(pages);
    }

    /** A page a CPU of two CPUs: events known and unknown, a short one, and statistics of losses. */
    public static byte[] small() {
        var builder = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN)
                .option(2, "CPU: 0\noverrun: 100000\nCPU: 1\noverrun: 3\n".getBytes(StandardCharsets.US_ASCII));
        for (int cpu = 0; cpu < 2; cpu++) {
            long at = 1_000_000L + cpu;
            builder.cpu(at);
            for (int i = 0; i < 20; i++) {
                builder.irq(at + 100L * i, 7 + cpu, i, i % 2);
            }
            builder.function(at + 2000, 9, 0xffffffff81000010L, 0xffffffff81000110L)
                    .marker(at + 2001, 9, "virtio_notify vdev 0x1 vq 0x2")
                    .record(at + 2002, new byte[] {(byte) (200 + cpu), 0, 0, 0, 5, 0, 0, 0})
                    .record(at + 2003, new byte[] {0x51, 5, 0, 0, 5, 0, 0, 0});
        }
        return builder.version6();
    }

    private byte[] write(int pages) {
        byte[] head = Arrays.copyOf(small, first);
        var body = new ByteArrayOutputStream();
        for (int cpu = 0; cpu < cpus; cpu++) {
            int begin = body.size();
            pages(cpu, pages / (1 + 2 * cpu), body);
            little(head).putLong(table + 16 * cpu, first + begin).putLong(table + 16 * cpu + 8, body.size() - begin);
        }
        return TraceDatBuilder.joined(head, body.toByteArray());
    }

    private void pages(int cpu, int count, ByteArrayOutputStream out) {
        int from = first + cpu * PAGE;
        byte[] page = Arrays.copyOfRange(small, from, from + PAGE);
        long time = little(page).getLong(0);
        long duration = duration(page);
        int used = little(page).getInt(8);
        for (int i = 0; i < count; i++) {
            byte[] copy = page.clone();
            little(copy).putLong(0, time);
            switch (random.nextInt(8)) {
                case 0 -> little(copy).putInt(8, used | 1 << 31);
                case 1 -> little(copy).putInt(8, used | 3 << 30).putLong(HEADER + used, 1 + random.nextInt(9));
                default -> {}
            }
            out.writeBytes(copy);
            time += duration + (random.nextBoolean() ? 0 : random.nextLong(2 * duration));
        }
    }

    private static long duration(byte[] page) {
        var reader = new PageReader(PageLayout.of(ByteOrder.LITTLE_ENDIAN, 8));
        reader.open(page, 0, page.length);
        long begin = reader.time();
        long end = begin;
        while (reader.next()) {
            end = reader.time();
        }
        return end - begin;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
