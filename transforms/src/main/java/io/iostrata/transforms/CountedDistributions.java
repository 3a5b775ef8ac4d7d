package io.iostrata.transforms;

import static io.iostrata.schemas.tables.LatencyHistogramTable.BUCKET_HI_NS;
import static io.iostrata.schemas.tables.LatencyHistogramTable.BUCKET_LO_NS;
import static io.iostrata.schemas.tables.LatencyHistogramTable.LEVEL;
import static io.iostrata.schemas.tables.LatencyHistogramTable.NAME;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.Distribution;
import io.iostrata.schemas.tables.DistributionTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Buckets that tools counted by themselves, {@link CountedHistograms}, as rows of {@link DistributionTable}. */
final class CountedDistributions {
    /** What a bucket of HdrHistogram with three significant digits is of its bounds. */
    static final double RESOLUTION = 0.001;

    private static final List<Field> KEYS = List.of(RUN_ID, INGEST_ID, LEVEL, NAME, DistributionTable.OP);

    private CountedDistributions() {}

    static Dataset<Row> of(Dataset<Row> events) {
        var byKey = KEYS.stream().map(SparkSchemas::c).toArray(Column[]::new);
        MapPartitionsFunction<Row, Row> add = rows -> Groups.walk(rows, CountedDistributions::key, Sum::new);
        return CountedHistograms.withOperations(events)
                .repartition(byKey)
                .sortWithinPartitions(byKey)
                .mapPartitions(add, Encoders.row(SparkSchemas.struct(DistributionTable.SCHEMA)));
    }

    private static List<String> key(Row row) {
        var key = new String[KEYS.size()];
        for (int i = 0; i < key.length; i++) {
            key[i] = row.getAs(KEYS.get(i).name());
        }
        return Arrays.asList(key);
    }

    /** The buckets of one name, as values in their middles. */
    private static final class Sum implements Groups.Pass<Row, Row> {
        private final List<String> key;
        private final Histogram histogram = Histograms.empty();
        private boolean isOpen;
        private double resolution = RESOLUTION;

        Sum(List<String> key) {
            this.key = key;
        }

        @Override
        public void accept(Row row, Consumer<Row> out) {
            long lo = row.<Long>getAs(BUCKET_LO_NS.name());
            long hi = row.<Long>getAs(BUCKET_HI_NS.name());
            long count =
                    Math.min(row.<Long>getAs(Distribution.COUNT.name()), Long.MAX_VALUE - histogram.getTotalCount());
            boolean hasUpper = hi < Long.MAX_VALUE;
            isOpen |= !hasUpper;
            if (hasUpper && hi - lo > 1) {
                resolution = Math.max(resolution, (double) (hi - lo) / hi);
            }
            histogram.recordValueWithCount(hasUpper ? lo + (hi - lo) / 2 : lo, count);
        }

        @Override
        public void finish(Consumer<Row> out) {
            var row = new TableRow(DistributionTable.SCHEMA);
            for (int i = 0; i < KEYS.size(); i++) {
                row.set(KEYS.get(i), key.get(i));
            }
            out.accept(row.set(Distribution.COUNT, histogram.getTotalCount())
                    .set(DistributionTable.RESOLUTION, isOpen ? null : resolution)
                    .set(DistributionTable.HISTOGRAM, Histograms.encode(histogram))
                    .row());
        }
    }
}
