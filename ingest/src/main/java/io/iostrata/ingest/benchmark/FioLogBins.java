package io.iostrata.ingest.benchmark;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import java.util.List;

/** Bins of a histogram log, added up over its lines: those of fio's latency table, or of every 2nd, 4th … of them. */
final class FioLogBins {
    /** Bins of a line without time, direction and block size. */
    private static final int FIRST_BIN = 3;

    private static final int DIRECTIONS = 3;
    /** fio 3, ns. */
    private static final int BINS = 29 * 64;
    /** fio 2, µs. */
    private static final int OLD_BINS = 19 * 64;

    private static final int COARSEST = 6;
    private static final int BITS = 6;
    private static final List<String> OPERATIONS = List.of("read", "write", "trim");

    private final HistogramRows rows;
    private long[][] counts = new long[DIRECTIONS][0];
    private int bins;
    private int next;

    FioLogBins(Names names) {
        rows = new HistogramRows(names);
    }

    static boolean isHistogram(FioLogLine line) {
        return line.columns() > 7 && total(line.columns() - FIRST_BIN) > 0 && line.value(1) < DIRECTIONS;
    }

    void add(FioLogLine line) {
        int have = line.columns() - FIRST_BIN;
        if (bins == 0) {
            bins = have;
            counts = new long[DIRECTIONS][bins];
        }
        long[] of = counts[(int) line.value(1)];
        for (int i = 0; i < Math.min(bins, have); i++) {
            of[i] += line.value(FIRST_BIN + i);
        }
    }

    /** True once every bin was handed out. */
    boolean isEmpty() {
        return next >= DIRECTIONS * bins;
    }

    /** Appends the next bin unless nothing was counted in it; returns the number of the next row. */
    long next(EventBatch batch, long row) {
        int direction = next / bins;
        int bin = next % bins;
        next++;
        long count = counts[direction][bin];
        if (count == 0) {
            return row;
        }
        int step = total(bins) / bins;
        var name = "clat " + OPERATIONS.get(direction);
        var unit = total(bins) == BINS ? "ns" : "us";
        rows.append(
                batch,
                row,
                new HistogramRows.Bucket(name, low((long) bin * step), low((long) (bin + 1) * step), count, unit, 1));
        return row + 1;
    }

    /** Smallest value of entry {@code index} of fio's table: 64 to each power of two from 64 on. */
    static long low(long index) {
        if (index < 2 << BITS) {
            return index;
        }
        long exponent = (index >> BITS) - 1;
        return (1L << (exponent + BITS)) + ((index & ((1 << BITS) - 1)) << exponent);
    }

    private static int total(int bins) {
        for (int coarse = 0; coarse <= COARSEST; coarse++) {
            if (bins << coarse == BINS || bins << coarse == OLD_BINS) {
                return bins << coarse;
            }
        }
        return 0;
    }
}
