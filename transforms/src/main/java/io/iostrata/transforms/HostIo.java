package io.iostrata.transforms;

import static io.iostrata.schemas.tables.Distribution.COUNT;
import static io.iostrata.schemas.tables.Distribution.MEAN_NS;
import static io.iostrata.schemas.tables.RunTable.CONFIG_ID;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.RunTable.SET_ID;
import static io.iostrata.schemas.tables.SpanTable.LAYER;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.HostIoTable;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.SetBreakdownTable;
import io.iostrata.schemas.tables.SpanTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** QEMU's own I/O calls beside the host benchmark of their run's set: {@link HostIoTable}. */
public final class HostIo {
    private static final String SYSCALL = "host_syscall";
    private static final String WORKER = "qemu_worker";
    private static final String BASELINES = "baselines";
    private static final String[] RUN = {RUN_ID.name(), INGEST_ID.name()};

    private HostIo() {}

    /** The tables of those names. */
    public record Inputs(Dataset<Row> layerStats, Dataset<Row> pairings, Dataset<Row> runs, Dataset<Row> sets) {}

    /** A run that is a host benchmark itself has no row: its calls are the benchmark's, not QEMU's. */
    public static Dataset<Row> of(Inputs in) {
        var rows = calls(in)
                .join(broadcast(in.runs().select(c(RUN_ID), c(INGEST_ID), c(SET_ID), c(CONFIG_ID))), RUN)
                .join(broadcast(baselines(in.sets())), SET_ID.name())
                .withColumn(HostIoTable.HOST_BENCHMARK_NS.name(), ofItsConfiguration(SetBreakdownTable.CUMULATIVE_NS))
                .withColumn(HostIoTable.HOST_BENCHMARK_REQUESTS.name(), ofItsConfiguration(SetBreakdownTable.COUNT))
                .withColumn(HostIoTable.SYSCALL_RATIO.name(), over(HostIoTable.SYSCALL_NS))
                .withColumn(HostIoTable.WORKER_RATIO.name(), over(HostIoTable.WORKER_NS));
        return SparkSchemas.select(rows, HostIoTable.SCHEMA);
    }

    private static Column over(Field ns) {
        return c(ns).divide(c(HostIoTable.HOST_BENCHMARK_NS));
    }

    private static Dataset<Row> calls(Inputs in) {
        var benchmarks = in.layerStats().where(c(LAYER).equalTo(LayerPlace.HOST_BENCHMARK));
        var means = in.layerStats()
                .where(c(LAYER).isin(SYSCALL, WORKER).and(c(MEAN_NS).isNotNull()))
                .groupBy(c(RUN_ID), c(INGEST_ID))
                .agg(
                        of(SYSCALL, MEAN_NS).as(HostIoTable.SYSCALL_NS.name()),
                        counted(SYSCALL).as(HostIoTable.SYSCALL_COUNT.name()),
                        of(WORKER, MEAN_NS).as(HostIoTable.WORKER_NS.name()),
                        counted(WORKER).as(HostIoTable.WORKER_COUNT.name()));
        return means.join(benchmarks.select(c(RUN_ID), c(INGEST_ID)), columns(), "left_anti")
                .join(broadcast(which(in.pairings())), columns(), "left");
    }

    private static scala.collection.immutable.Seq<String> columns() {
        return CollectionConverters.asScala(List.of(RUN)).toSeq();
    }

    private static Column of(String layer, Field figure) {
        return max(when(c(LAYER).equalTo(layer), c(figure)));
    }

    private static Column counted(String layer) {
        return coalesce(of(layer, COUNT), lit(0L));
    }

    private static Dataset<Row> which(Dataset<Row> pairings) {
        return pairings.where(c(LAYER).equalTo(SYSCALL).and(c(SpanTable.IS_PRIMARY)))
                .select(c(RUN_ID), c(INGEST_ID), c(PairingTable.ALTERNATIVE).as(HostIoTable.SYSCALLS.name()));
    }

    /** A row a set: the host benchmark beside each of its configurations, in the order of their ids. */
    private static Dataset<Row> baselines(Dataset<Row> sets) {
        return sets.where(c(LAYER).equalTo(LayerPlace.HOST_BENCHMARK))
                .groupBy(c(SET_ID))
                .agg(sort_array(collect_set(
                                struct(c(CONFIG_ID), c(SetBreakdownTable.CUMULATIVE_NS), c(SetBreakdownTable.COUNT))))
                        .as(BASELINES));
    }

    /** Of the run's configuration; of the set's first where the set is one for all its runs. */
    private static Column ofItsConfiguration(Field figure) {
        var its = filter(col(BASELINES), each -> each.getField(CONFIG_ID.name()).equalTo(c(CONFIG_ID)));
        return coalesce(get(its, lit(0)), get(col(BASELINES), lit(0))).getField(figure.name());
    }
}
