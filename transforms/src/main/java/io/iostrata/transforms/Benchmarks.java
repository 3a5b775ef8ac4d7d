package io.iostrata.transforms;

import static io.iostrata.schemas.tables.BenchmarkTable.JOB;
import static io.iostrata.schemas.tables.BenchmarkTable.MACHINE;
import static io.iostrata.schemas.tables.BenchmarkTable.MEAN_NS;
import static io.iostrata.schemas.tables.BenchmarkTable.OP;
import static io.iostrata.schemas.tables.BenchmarkTable.REQUESTS;
import static io.iostrata.schemas.tables.BenchmarkTable.SOURCE_ID;
import static io.iostrata.schemas.tables.BenchmarkTable.TOOL;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.BenchmarkTable;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What the benchmarks of a run printed: one row per seqread file, per fio job and operation, and per
 * result line of dd, ioping, qemu-io and qemu-img bench; the manifest's figure
 * where no file of the run has one. Results without a finite mean above zero, or over no requests, are none.
 */
public final class Benchmarks {
    private static final String SEQREAD = "seqread";
    private static final String FIO_JOB = "fio_job";
    private static final String RESULT = "benchmark_result";
    private static final String[] FILE = {RunTable.RUN_ID.name(), RunTable.INGEST_ID.name(), SOURCE_ID.name()};
    private static final String[] RUN = {RunTable.RUN_ID.name(), RunTable.INGEST_ID.name()};

    private Benchmarks() {}

    public static Dataset<Row> of(Dataset<Row> events, Dataset<Row> sources, Dataset<Row> runs) {
        var printed = usable(printed(events, sources, runs));
        var unprinted = runs.join(
                printed.select(c(RunTable.RUN_ID), c(RunTable.INGEST_ID)).distinct(), RUN, "left_anti");
        return SparkSchemas.select(printed.unionByName(usable(ofManifests(unprinted))), BenchmarkTable.SCHEMA);
    }

    private static Dataset<Row> printed(Dataset<Row> events, Dataset<Row> sources, Dataset<Row> runs) {
        var results = events.where(c(EventTable.EVENT).isin(SEQREAD, FIO_JOB, RESULT))
                .select(
                        c(RunTable.RUN_ID),
                        c(RunTable.INGEST_ID),
                        c(SOURCE_ID),
                        c(EventTable.EVENT),
                        c(EventTable.ARGS));
        var files = sources.select(
                c(RunTable.RUN_ID), c(RunTable.INGEST_ID), c(SOURCE_ID), c(MACHINE), c(SourceTable.PATH));
        var configs = runs.select(c(RunTable.RUN_ID), c(RunTable.INGEST_ID), c(RunTable.CONFIG));
        return benchmarks(
                results.join(files, FILE, "left").join(configs, RUN, "left"),
                when(c(EventTable.EVENT).equalTo(SEQREAD), SEQREAD)
                        .when(c(EventTable.EVENT).equalTo(RESULT), argument("tool"))
                        .otherwise("fio"),
                coalesce(c(MACHINE), configuredMachine(), machineInName(), lit("guest")));
    }

    private static Dataset<Row> benchmarks(Dataset<Row> results, Column tool, Column machine) {
        return results.select(
                c(RunTable.RUN_ID),
                c(RunTable.INGEST_ID),
                c(SOURCE_ID),
                tool.as(TOOL.name()),
                machine.as(MACHINE.name()),
                argument("jobname").as(JOB.name()),
                argument("op").as(OP.name()),
                argument("requests").try_cast("bigint").as(REQUESTS.name()),
                argument("mean_ns").try_cast("double").as(MEAN_NS.name()));
    }

    private static Dataset<Row> ofManifests(Dataset<Row> runs) {
        return runs.select(
                c(RunTable.RUN_ID),
                c(RunTable.INGEST_ID),
                absent(SOURCE_ID),
                lit("manifest").as(TOOL.name()),
                coalesce(configuredMachine(), lit("guest")).as(MACHINE.name()),
                absent(JOB),
                absent(OP),
                c(RunTable.BENCHMARK_REQUESTS).as(REQUESTS.name()),
                c(RunTable.BENCHMARK_MEAN_NS).as(MEAN_NS.name()));
    }

    private static Dataset<Row> usable(Dataset<Row> benchmarks) {
        var finite = c(MEAN_NS).gt(0).and(c(MEAN_NS).lt(Long.MAX_VALUE));
        return benchmarks.where(finite.and(c(REQUESTS).isNull().or(c(REQUESTS).gt(0))));
    }

    private static Column argument(String name) {
        return functions.try_element_at(c(EventTable.ARGS), functions.lit(name));
    }

    private static Column configuredMachine() {
        var where = functions.element_at(c(RunTable.CONFIG), "where");
        return when(where.isin("guest", "host"), where);
    }

    private static Column machineInName() {
        var machine = regexp_extract(c(SourceTable.PATH), "(?:^|/)(guest|host)[^/]*$", 1);
        return when(machine.notEqual(""), machine);
    }

    private static Column absent(Field column) {
        return lit(null).cast(SparkSchemas.type(column.type())).as(column.name());
    }
}
