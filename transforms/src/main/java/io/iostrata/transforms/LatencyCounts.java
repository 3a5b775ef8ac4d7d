package io.iostrata.transforms;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Distribution;
import java.math.BigDecimal;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.apache.spark.sql.Row;

/** Latencies, ns, in any order, as what can be merged: sums, bounds and a histogram. None of them is kept. */
final class LatencyCounts implements SampledPacks.Sample {
    /** The columns of {@link Distribution} that need no values. */
    static final List<Field> FIELDS = List.of(
            Distribution.COUNT,
            Distribution.MEAN_NS,
            Distribution.MIN_NS,
            Distribution.MAX_NS,
            Distribution.SUM_NS,
            Distribution.HISTOGRAM);

    private static final TableSchema TABLE = new TableSchema("counts", "sample", FIELDS);

    private final ExactMoments moments = new ExactMoments();
    private final Histogram histogram = Histograms.empty();
    private long min = Long.MAX_VALUE;
    private long max;

    @Override
    public void add(long ns) {
        moments.add(ns);
        histogram.recordValue(ns);
        min = Math.min(min, ns);
        max = Math.max(max, ns);
    }

    ExactMoments moments() {
        return moments;
    }

    /** The columns' histogram. */
    StoredHistogram histogram() {
        return StoredHistogram.of(Histograms.encode(histogram));
    }

    /** Inside what was added. */
    long bounded(long ns) {
        return Math.max(min, Math.min(max, ns));
    }

    /** The columns of {@link #FIELDS}, in that order, of at least one value. */
    @Override
    public Row row() {
        return fill(new TableRow(TABLE)).row();
    }

    TableRow fill(TableRow row) {
        return row.set(Distribution.COUNT, moments.count())
                .set(Distribution.MEAN_NS, moments.mean())
                .set(Distribution.MIN_NS, min)
                .set(Distribution.MAX_NS, max)
                .set(Distribution.SUM_NS, new BigDecimal(moments.sum()))
                .set(Distribution.HISTOGRAM, Histograms.encode(histogram));
    }
}
