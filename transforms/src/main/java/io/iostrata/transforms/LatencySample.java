package io.iostrata.transforms;

import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Distribution;
import io.iostrata.transforms.Percentiles.Percentile;
import java.util.Arrays;
import org.apache.spark.sql.Row;

/**
 * The latencies of one layer, stage or chain in one run, ns, in any order. Keeps every value up to a limit, and only the
 * histogram beyond: memory is bounded by 8 bytes for each value of the limit.
 */
final class LatencySample implements SampledPacks.Sample {
    private static final int LIMIT = 10_000_000;
    private static final TableSchema DISTRIBUTION = new TableSchema("distribution", "sample", Distribution.FIELDS);
    private static final int FIRST_CAPACITY = 1024;

    private final int limit;
    private final LatencyCounts counts = new LatencyCounts();
    private long[] values = new long[FIRST_CAPACITY];

    LatencySample() {
        this(LIMIT);
    }

    /** @param limit values up to which percentiles are exact */
    LatencySample(int limit) {
        this.limit = limit;
    }

    @Override
    public void add(long ns) {
        keep(ns);
        counts.add(ns);
    }

    /** The columns of {@link Distribution}, in its order; a sample has at least one value. */
    @Override
    public Row row() {
        sort();
        var moments = counts.moments();
        return counts.fill(new TableRow(DISTRIBUTION))
                .set(Distribution.STDDEV_NS, moments.count() < 2 ? null : moments.stddev())
                .set(Distribution.P50_NS, percentile(Percentile.P50))
                .set(Distribution.P90_NS, percentile(Percentile.P90))
                .set(Distribution.P99_NS, percentile(Percentile.P99))
                .set(Distribution.P999_NS, percentile(Percentile.P999))
                .set(Distribution.EXACT, isExact())
                .row();
    }

    private boolean isExact() {
        return counts.moments().count() <= limit;
    }

    private void sort() {
        if (isExact()) {
            Arrays.sort(values, 0, (int) counts.moments().count());
        }
    }

    private long percentile(Percentile percentile) {
        if (isExact()) {
            return Percentiles.exact(values, (int) counts.moments().count(), percentile);
        }
        return counts.bounded(counts.histogram().percentile(percentile.share()).orElseThrow());
    }

    private void keep(long ns) {
        long count = counts.moments().count();
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
