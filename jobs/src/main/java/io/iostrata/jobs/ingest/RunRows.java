package io.iostrata.jobs.ingest;

import io.iostrata.jobs.lake.TableRow;
import io.iostrata.schemas.config.Configuration;
import io.iostrata.schemas.config.GivenOffset;
import io.iostrata.schemas.tables.RunTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Rows of {@code runs}. */
final class RunRows {
    private RunRows() {}

    static Row of(PlannedRun run, IngestOptions options, String ingestId, String digest) {
        var manifest = run.archive().manifest();
        var benchmark = manifest.benchmark();
        return new TableRow(RunTable.SCHEMA)
                .set(RunTable.RUN_ID, run.runId())
                .set(RunTable.INGEST_ID, ingestId)
                .set(RunTable.SET_ID, manifest.setId().isEmpty() ? run.runId() : manifest.setId())
                .setText(RunTable.STARTED_AT, manifest.date())
                .set(RunTable.CONFIG, scalaMap(run.config()))
                .set(RunTable.CONFIG_ID, Configuration.of(run.config()).id())
                .set(RunTable.ARCHIVE, run.archive().location())
                .set(RunTable.ARCHIVE_SHA256, digest)
                .set(RunTable.INGEST_OPTIONS, run.options())
                .set(RunTable.MODEL, scalaMap(run.model(options)))
                .set(RunTable.FUTEXES, scalaMap(manifest.futexes()))
                .setText(
                        RunTable.CLOCKS,
                        manifest.clocks().stream().map(GivenOffset::text).collect(Collectors.joining("\n")))
                .setIf(RunTable.BENCHMARK_REQUESTS, known(benchmark.requests()))
                .setIf(
                        RunTable.BENCHMARK_MEAN_NS,
                        Optional.of(benchmark.meanNs()).filter(mean -> !mean.isNaN()))
                .setIf(RunTable.BENCHMARK_START_NS, known(benchmark.startNs()))
                .setIf(RunTable.BENCHMARK_END_NS, known(benchmark.endNs()))
                .setText(RunTable.BENCHMARK_CLOCK, benchmark.clock())
                .set(
                        RunTable.INGESTED_AT,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .row();
    }

    private static Optional<Long> known(long value) {
        return value < 0 ? Optional.empty() : Optional.of(value);
    }

    private static scala.collection.Map<String, String> scalaMap(java.util.Map<String, String> map) {
        return scala.jdk.javaapi.CollectionConverters.asScala(map);
    }
}
