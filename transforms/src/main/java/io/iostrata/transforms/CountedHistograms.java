package io.iostrata.transforms;

import static io.iostrata.schemas.tables.DistributionTable.OP;
import static io.iostrata.schemas.tables.LatencyHistogramTable.BUCKET_HI_NS;
import static io.iostrata.schemas.tables.LatencyHistogramTable.BUCKET_LO_NS;
import static io.iostrata.schemas.tables.LatencyHistogramTable.COUNT;
import static io.iostrata.schemas.tables.LatencyHistogramTable.LEVEL;
import static io.iostrata.schemas.tables.LatencyHistogramTable.NAME;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.LatencyHistogramTable;
import io.iostrata.schemas.tables.SourceTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Distributions that tools counted by themselves: the bins of fio's json+, level benchmark, and the histograms of
 * bpftrace, BCC and fio's histogram logs, level histogram, as far as they have a unit of time.
 */
public final class CountedHistograms {
    private static final String BIN = "fio_bin";
    private static final String BUCKET = "histogram_bucket";

    private CountedHistograms() {}

    public static Dataset<Row> of(Dataset<Row> events) {
        return SparkSchemas.select(withOperations(events), LatencyHistogramTable.SCHEMA);
    }

    /** The same rows with the operation, which belongs to the name. */
    static Dataset<Row> withOperations(Dataset<Row> events) {
        var counted = bins(events).unionByName(buckets(events));
        return counted.groupBy(c(RUN_ID), c(INGEST_ID), c(LEVEL), c(NAME), c(OP), c(BUCKET_LO_NS), c(BUCKET_HI_NS))
                .agg(least(sum(c(COUNT).cast("decimal(38,0)")), lit(Long.MAX_VALUE))
                        .cast("bigint")
                        .as(COUNT.name()))
                .where(c(COUNT).gt(0));
    }

    /** A bin's value is inside the bucket of the same width as ours. */
    private static Dataset<Row> bins(Dataset<Row> events) {
        var low = udf((UDF1<Long, Long>) LatencyHistograms::low, DataTypes.LongType);
        var high = udf((UDF1<Long, Long>) LatencyHistograms::high, DataTypes.LongType);
        var value = number("value_ns");
        var name = concat_ws(" ", argument("jobname"), argument("op"), argument("latency"));
        return events.where(c(EventTable.EVENT).equalTo(BIN).and(value.geq(0)))
                .select(counted(
                        new Of("benchmark", name, operation(argument("op"))), low.apply(value), high.apply(value)));
    }

    private static Column operation(Column fios) {
        return when(fios.isin("read", "write"), fios).when(fios.equalTo("trim"), "discard");
    }

    private static Dataset<Row> buckets(Dataset<Row> events) {
        var ofHistogram = Window.partitionBy(c(RUN_ID), c(INGEST_ID), c(SourceTable.SOURCE_ID), argument("name"));
        var last = events.where(c(EventTable.EVENT).equalTo(BUCKET))
                .withColumn("last_print", max(number("print")).over(ofHistogram))
                .where(number("print").equalTo(col("last_print")));
        var factor = factor(argument("unit"));
        var timed = last.where(
                factor.isNotNull().and(number("hi").isNull().or(number("hi").gt(0))));
        var lo = greatest(coalesce(number("lo"), lit(0L)), lit(0L));
        var hi = coalesce(number("hi"), lit(Long.MAX_VALUE));
        return timed.select(
                counted(new Of("histogram", argument("name"), lit(null)), scaled(lo, factor), scaled(hi, factor)));
    }

    private record Of(String level, Column name, Column op) {}

    private static Column[] counted(Of of, Column lo, Column hi) {
        return new Column[] {
            c(RUN_ID),
            c(INGEST_ID),
            lit(of.level).as(LEVEL.name()),
            of.name.as(NAME.name()),
            of.op.cast("string").as(OP.name()),
            lo.as(BUCKET_LO_NS.name()),
            hi.as(BUCKET_HI_NS.name()),
            number("count").as(COUNT.name())
        };
    }

    /** The product, or the largest long. */
    private static Column scaled(Column value, Column factor) {
        var most = lit(Long.MAX_VALUE).cast("decimal(38,0)");
        return least(value.cast("decimal(20,0)").multiply(factor.cast("decimal(18,0)")), most)
                .cast("bigint");
    }

    private static Column factor(Column unit) {
        return when(unit.equalTo("ns"), lit(1L))
                .when(unit.equalTo("us"), lit(1_000L))
                .when(unit.equalTo("ms"), lit(1_000_000L))
                .when(unit.equalTo("s"), lit(1_000_000_000L));
    }

    private static Column number(String argument) {
        return argument(argument).try_cast("bigint");
    }

    private static Column argument(String name) {
        return functions.try_element_at(c(EventTable.ARGS), lit(name));
    }
}
