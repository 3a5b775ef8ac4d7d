package io.iostrata.transforms;

import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Distribution;
import io.iostrata.transforms.Percentiles.Percentile;
import java.math.BigDecimal;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.apache.spark.sql.Row;

/**
 * The latencies of one layer, stage or chain in one run, ns, in any order. Keeps every value up to a limit, and only the
 * histogram beyond: memory is bounded by 8 bytes for each value of the limit.
 */
final class LatencySample {
    private static final int LIMIT = 10_000_000;
    private static final TableSchema DISTRIBUTION = new TableSchema("distribution", "sample", Distribution.FIELDS);
    private static final int FIRST_CAPACITY = 1024;

    private final int limit;
    private final ExactMoments moments = new ExactMoments();
    private final Histogram histogram = Histograms.empty();
    private long[] values = new long[FIRST_CAPACITY];
    private long min = Long.MAX_VALUE;
    private long max;

    LatencySample() {
        this(LIMIT);
    }

    /** @param limit values up to which percentiles are exact */
    LatencySample(int limit) {
        this.limit = limit;
    }

    void add(long ns) {
        keep(ns);
        moments.add(ns);
        histogram.recordValue(ns);
        min = Math.min(min, ns);
        max = Math.max(max, ns);
    }

    /** The columns of {@link Distribution}, in its order; a sample has at least one value. */
    Row distribution() {
        sort();
        return new TableRow(DISTRIBUTION)
                .set(Distribution.COUNT, moments.count())
                .set(Distribution.MEAN_NS, moments.mean())
                .set(Distribution.STDDEV_NS, moments.count() < 2 ? null : moments.stddev())
                .set(Distribution.MIN_NS, min)
                .set(Distribution.P50_NS, percentile(Percentile.P50))
                .set(Distribution.P90_NS, percentile(Percentile.P90))
                .set(Distribution.P99_NS, percentile(Percentile.P99))
                .set(Distribution.P999_NS, percentile(Percentile.P999))
                .set(Distribution.MAX_NS, max)
                .set(Distribution.SUM_NS, new BigDecimal(moments.sum()))
                .set(Distribution.EXACT, isExact())
                .set(Distribution.HISTOGRAM, Histograms.encode(histogram))
                .row();
    }

    private boolean isExact() {
        return moments.count() <= limit;
    }

    private void sort() {
        if (isExact()) {
            Arrays.sort(values, 0, (int) moments.count());
        }
    }

    private long percentile(Percentile percentile) {
        if (isExact()) {
            return Percentiles.exact(values, (int) moments.count(), percentile);
        }
        return Math.max(min, Math.min(max, Percentiles.ofHistogram(histogram, percentile)));
    }

    private void keep(long ns) {
        long count = moments.count();
        if (count >= limit) {
            values = new long[0];
            return;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, Math.min(limit, values.length * 2));
        }
        values[(int) count] = ns;
    }
}
