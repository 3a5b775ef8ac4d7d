package io.iostrata.ingest.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a trace.dat of a recorded host: the pages of a small file over and over, each time a second later. */
final class DatTrace {
    private static final String SMALL = "/tracedat/host-6.1-kvm.dat";
    private static final String TABLE = "flyrecord\0";
    private static final int PAGE = 4096;
    private static final int CPUS = 2;
    private static final long STEP_NS = 1_000_000_000;

    private DatTrace() {}

    /** Writes pages until {@code bytes} are written, a little more at the end. */
    static void write(OutputStream out, long bytes) throws IOException {
        byte[] small;
        try (var in = DatTrace.class.getResourceAsStream(SMALL)) {
            small = in.readAllBytes();
        }
        var file = ByteBuffer.wrap(small).order(ByteOrder.LITTLE_ENDIAN);
        int table = new String(small, StandardCharsets.ISO_8859_1).indexOf(TABLE) + TABLE.length();
        int first = (int) file.getLong(table);
        long rounds = bytes / (CPUS * PAGE) + 1;
        for (int cpu = 0; cpu < CPUS; cpu++) {
            file.putLong(table + 16 * cpu, first + cpu * rounds * PAGE).putLong(table + 16 * cpu + 8, rounds * PAGE);
        }
        out.write(small, 0, first);
        for (int cpu = 0; cpu < CPUS; cpu++) {
            int page = first + cpu * PAGE;
            for (long round = 0; round < rounds; round++) {
                out.write(small, page, PAGE);
                file.putLong(page, file.getLong(page) + STEP_NS);
            }
        }
    }
}
