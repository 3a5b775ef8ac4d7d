package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.ChainStatsTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.schemas.tables.StageTable;
import io.iostrata.transforms.Comparisons.Asked;
import io.iostrata.transforms.Comparisons.Inputs;
import io.iostrata.transforms.Comparisons.Pair;
import io.iostrata.transforms.statistics.Question;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class ComparisonsTest {
    private static final Dataset<Row> RUNS = table(
            RunTable.SCHEMA,
            """
            run_id | set_id | config_id | config
            n1     | n1     | n         | aio=native, cache=none
            n2     | n2     | n         | aio=native, cache=none
            t1     | t1     | t         | aio=threads, cache=none
            u1     | u1     | u         | aio=io_uring, cache=writeback
            """);

    private static final Dataset<Row> LAYERS = table(
            LayerStatsTable.SCHEMA,
            """
            run_id | layer           | count | mean_ns | histogram
            n1     | guest_benchmark | 10    | 100     | -
            n1     | qemu_virtio     | 10    | 60      | -
            n1     | qemu_worker     | 10    | 5       | -
            n2     | guest_benchmark | 10    | 200     | -
            n2     | qemu_virtio     | 10    | 80      | -
            t1     | guest_benchmark | 10    | 300     | -
            t1     | qemu_paio       | 10    | 90      | -
            """);

    private static final Dataset<Row> STAGES = table(
            StageTable.SCHEMA,
            """
            run_id | chain       | source_id | request_no | stage       | position | phase  | dur_ns | in_total | shape | in_window | tainted
            n1     | aio_native  | 1         | 0          | laio_submit | 2        | submit | 10     | true     | s     | true      | false
            n1     | aio_native  | 1         | 1          | laio_submit | 2        | submit | 10     | true     | s     | true      | false
            n2     | aio_native  | 1         | 0          | laio_submit | 2        | submit | 40     | true     | s     | true      | false
            t1     | aio_threads | 1         | 0          | paio_submit | 2        | submit | 30     | true     | s     | true      | false
            """);

    private static Inputs inputs() {
        return new Inputs(
                LAYERS,
                StageStats.of(Chains.of(STAGES, rows -> rows)),
                ChainStats.of(Chains.of(STAGES, rows -> rows)),
                RUNS);
    }

    static Dataset<Row> compared(Inputs in, Dataset<Row> configurations, Pair pair) {
        var asked = new Asked(configurations, SetBreakdownTest.PLACES, Optional.of(pair), Question.USUAL, Blocks.NONE);
        return Comparisons.of(Comparisons.figures(in, asked), asked);
    }

    @Test
    void comparesRunsOfEqualWeightAndKeepsWhatOnlyOneSideHas() {
        var comparisons =
                compared(inputs(), Configurations.by(RUNS, List.of("aio")), new Pair("aio=native", "aio=threads"));
        assertTable(
                comparisons,
                """
                level     | name                    | statistic | pairing  | baseline_ns | candidate_ns | diff_ns | baseline_runs | candidate_runs | confounders
                benchmark | guest_benchmark         | mean      | same_run | 150         | 300          | 150     | 2             | 1              | -
                layer     | qemu_virtio             | mean      | same_run | 70          | -            | -       | 2             | 0              | -
                layer     | qemu_worker             | mean      | same_run | 5           | -            | -       | 1             | 0              | -
                layer     | qemu_paio               | mean      | same_run | -           | 90           | -       | 0             | 1              | -
                layer_own | guest_benchmark         | mean      | same_run | 80          | 210          | -       | 2             | 1              | -
                layer_own | qemu_virtio             | mean      | same_run | 70          | -            | -       | 2             | 0              | -
                layer_own | qemu_paio               | mean      | same_run | -           | 90           | -       | 0             | 1              | -
                stage     | aio_native/laio_submit  | mean      | -        | 25          | -            | -       | 2             | 0              | -
                stage     | aio_native/laio_submit  | p50       | -        | 10          | -            | -       | 2             | 0              | -
                stage     | aio_native/laio_submit  | p90       | -        | 40          | -            | -       | 2             | 0              | -
                stage     | aio_native/laio_submit  | p99       | -        | 40          | -            | -       | 2             | 0              | -
                stage     | aio_native/laio_submit  | p999      | -        | 40          | -            | -       | 2             | 0              | -
                stage     | aio_threads/paio_submit | mean      | -        | -           | 30           | -       | 0             | 1              | -
                stage     | aio_threads/paio_submit | p50       | -        | -           | 30           | -       | 0             | 1              | -
                stage     | aio_threads/paio_submit | p90       | -        | -           | 30           | -       | 0             | 1              | -
                stage     | aio_threads/paio_submit | p99       | -        | -           | 30           | -       | 0             | 1              | -
                stage     | aio_threads/paio_submit | p999      | -        | -           | 30           | -       | 0             | 1              | -
                phase     | submit                  | mean      | -        | 25          | 30           | 5       | 2             | 1              | -
                total     | total                   | mean      | -        | 25          | 30           | 5       | 2             | 1              | -
                total     | total                   | p50       | -        | 10          | 30           | 20      | 2             | 1              | -
                total     | total                   | p90       | -        | 40          | 30           | -10     | 2             | 1              | -
                total     | total                   | p99       | -        | 40          | 30           | -10     | 2             | 1              | -
                total     | total                   | p999      | -        | 40          | 30           | -10     | 2             | 1              | -
                """);
    }

    @Test
    void everyTwoConfigurationsAreComparedOnceAndOtherKeysThatDifferAreConfounders() {
        var asked = Asked.usual(Configurations.by(RUNS, List.of("aio")), SetBreakdownTest.PLACES);
        var comparisons = Comparisons.of(Comparisons.figures(inputs(), asked), asked);
        assertTable(
                comparisons.where("level = 'total' and statistic = 'mean'"),
                """
                baseline     | candidate   | baseline_ns | candidate_ns | diff_ns | confounders
                aio=io_uring | aio=native  | -           | 25           | -       | cache
                aio=io_uring | aio=threads | -           | 30           | -       | cache
                aio=native   | aio=threads | 25          | 30           | 5       | -
                """);
    }

    @Test
    void layersOfOneLayerARunAreComparedApart() {
        var runs = SetBreakdownTest.PAGE_RUNS.unionByName(RUNS.where("run_id = 't1'"));
        var layers = SetBreakdownTest.PAGE_STATS.unionByName(LAYERS.where("run_id = 't1'"));
        var none = new Inputs(
                layers, table(StageStatsTable.SCHEMA, "run_id"), table(ChainStatsTable.SCHEMA, "run_id"), runs);
        var same = compared(none, Configurations.by(runs, List.of("aio")), new Pair("aio=threads", "aio=threads"));
        assertTable(
                same.where("level = 'benchmark'"),
                """
                name            | pairing     | baseline_ns | diff_ns | baseline_runs
                guest_benchmark | across_runs | 196528      | 0       | 1
                host_benchmark  | across_runs | 128862      | 0       | 1
                guest_benchmark | same_run    | 300         | 0       | 1
                """);
    }

    @Test
    void twoChainsOfARunAreOneDistribution() {
        var stages = table(
                StageTable.SCHEMA,
                """
                run_id | chain       | source_id | request_no | stage       | position | phase  | dur_ns | in_total | shape | in_window | tainted
                n1     | aio_native  | 1         | 0          | laio_submit | 2        | submit | 10     | true     | s     | true      | false
                n1     | aio_native  | 1         | 1          | laio_submit | 2        | submit | 10     | true     | s     | true      | false
                n1     | aio_native  | 1         | 2          | laio_submit | 2        | submit | 10     | true     | s     | true      | false
                n1     | aio_threads | 1         | 3          | paio_submit | 2        | submit | 90     | true     | s     | true      | false
                """);
        var chains = Chains.of(stages, rows -> rows);
        var in = new Inputs(LAYERS, StageStats.of(chains), ChainStats.of(chains), RUNS);
        var comparisons = compared(in, Configurations.by(RUNS, List.of("aio")), new Pair("aio=native", "aio=threads"));
        assertTable(
                comparisons.where("level in ('total', 'phase')"),
                """
                level | name   | statistic | baseline_ns | baseline_runs
                phase | submit | mean      | 30          | 1
                total | total  | mean      | 30          | 1
                total | total  | p50       | 10          | 1
                total | total  | p90       | 90          | 1
                total | total  | p99       | 90          | 1
                total | total  | p999      | 90          | 1
                """);
    }

    /** One round; the trace of kvm failed in one of its runs. */
    @Test
    void aSetWhoseConfigurationsMeasureDifferentLayersIsCreditedToEachByItself() {
        var runs = table(
                RunTable.SCHEMA,
                """
                run_id | set_id | config_id | config
                n      | round  | n         | aio=native
                t      | round  | t         | aio=threads
                """);
        var layers = table(
                LayerStatsTable.SCHEMA,
                """
                run_id | layer           | count | mean_ns | histogram
                n      | guest_benchmark | 10    | 100     | -
                n      | qemu_virtio     | 10    | 60      | -
                t      | guest_benchmark | 10    | 300     | -
                t      | host_kvm        | 10    | 200     | -
                t      | qemu_virtio     | 10    | 90      | -
                """);
        var in = new Inputs(
                layers, table(StageStatsTable.SCHEMA, "run_id"), table(ChainStatsTable.SCHEMA, "run_id"), runs);
        assertTable(
                compared(in, Configurations.by(runs, List.of("aio")), new Pair("aio=native", "aio=threads")),
                """
                level     | name            | pairing  | baseline_ns | candidate_ns | diff_ns
                benchmark | guest_benchmark | same_run | 100         | 300          | 200
                layer     | host_kvm        | same_run | -           | 200          | -
                layer     | qemu_virtio     | same_run | 60          | 90           | 30
                layer_own | guest_benchmark | same_run | 40          | 100          | -
                layer_own | host_kvm        | same_run | -           | 110          | -
                layer_own | qemu_virtio     | same_run | 60          | 90           | 30
                """);
    }

    /** One layer a run, under two settings of the tracer's buffer: a run speaks for its own configuration. */
    @Test
    void anOwnTimeBetweenTwoConfigurationsIsNeithers() {
        var runs = table(
                RunTable.SCHEMA,
                """
                run_id | ingest_id | set_id | config_id | config
                g      | i1        | s      | small     | aio=native, buffer=small
                k      | i2        | s      | small     | aio=native, buffer=small
                q      | i3        | s      | large     | aio=native, buffer=large
                """);
        var layers = table(
                LayerStatsTable.SCHEMA,
                """
                run_id | ingest_id | layer           | count | mean_ns | histogram
                g      | i1        | guest_benchmark | 10    | 100     | -
                k      | i2        | host_kvm        | 10    | 80      | -
                q      | i3        | qemu_virtio     | 10    | 50      | -
                """);
        var in = new Inputs(
                layers, table(StageStatsTable.SCHEMA, "run_id"), table(ChainStatsTable.SCHEMA, "run_id"), runs);
        assertTable(
                compared(in, Configurations.by(runs, List.of("buffer")), new Pair("buffer=small", "buffer=large")),
                """
                level     | name            | baseline_ns | candidate_ns
                benchmark | guest_benchmark | 100         | -
                layer     | host_kvm        | 80          | -
                layer     | qemu_virtio     | -           | 50
                layer_own | guest_benchmark | 20          | -
                layer_own | qemu_virtio     | -           | 50
                """);
        var sets = SetBreakdown.of(layers, runs, SetBreakdownTest.PLACES);
        assertTable(
                BreakdownIssues.of(sets, runs, Configurations.byDifference(runs)),
                """
                kind                 | run_id | message
                mixed_configurations | g      | set s: its layers were measured under several buffer, expected one configuration; own times between them are in no comparison
                """);
        var byAio = Configurations.by(runs, List.of("aio"));
        assertTable(
                compared(in, byAio, new Pair("aio=native", "aio=native")).where("level = 'layer_own'"),
                """
                name            | baseline_ns
                guest_benchmark | 20
                host_kvm        | 30
                qemu_virtio     | 50
                """);
        assertTable(BreakdownIssues.of(sets, runs, byAio), "kind | message");
    }
}
