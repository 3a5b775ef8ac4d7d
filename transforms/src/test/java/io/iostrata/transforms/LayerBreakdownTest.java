package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.StageStatsTable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class LayerBreakdownTest {
    @Test
    void givesThePagesTableForItsConfiguration() {
        var sets = SetBreakdown.of(SetBreakdownTest.PAGE_STATS, SetBreakdownTest.PAGE_RUNS, SetBreakdownTest.PLACES);
        assertTable(
                LayerBreakdown.of(sets, Configurations.by(SetBreakdownTest.PAGE_RUNS, List.of("aio"))),
                """
                config      | pairing     | layer            | position | cumulative_ns | control_ns | delta_ns | delta_to         | share_of_total | overhead_vs_baseline | sets | runs
                aio=threads | across_runs | guest_benchmark  | 1        | 196528        | -          | 25699    | guest_virtio_pci | 0.1308         | 0.5251               | 1    | 1
                aio=threads | across_runs | guest_virtio_pci | 2        | 170829        | 202095     | 7561     | host_kvm         | 0.0385         | 0.5251               | 1    | 1
                aio=threads | across_runs | host_kvm         | 3        | 163268        | -          | 3640     | qemu_virtio      | 0.0185         | 0.5251               | 1    | 1
                aio=threads | across_runs | qemu_virtio      | 4        | 159628        | 205165     | 29393    | qemu_paio        | 0.1496         | 0.5251               | 1    | 1
                aio=threads | across_runs | qemu_paio        | 5        | 130235        | 202777     | 130235   | -                | 0.6627         | 0.5251               | 1    | 1
                aio=threads | across_runs | host_benchmark   | 6        | 128862        | -          | -        | -                | -              | 0.5251               | 1    | 1
                """);
    }

    @Test
    void ownTimesComeFromTheSetsThatTookThemFromTheSameLayer() {
        assertTable(
                breakdown(
                        """
                run_id | layer           | count | mean_ns
                r1     | guest_benchmark | 10    | 100
                r1     | qemu_virtio     | 10    | 60
                r1     | qemu_paio       | 10    | 50
                r2     | guest_benchmark | 10    | 200
                r2     | qemu_virtio     | 10    | 80
                r2     | qemu_paio       | 10    | 70
                r3     | guest_benchmark | 10    | 600
                r3     | qemu_paio       | 10    | 90
                """),
                """
                config | pairing  | layer           | cumulative_ns | delta_ns | delta_to    | share_of_total | sets | runs | delta_sets
                all    | same_run | guest_benchmark | 300           | 80       | qemu_virtio | 0.5333         | 3    | 3    | 2
                all    | same_run | qemu_virtio     | 70            | 10       | qemu_paio   | 0.0667         | 2    | 2    | 2
                all    | same_run | qemu_paio       | 70            | 70       | -           | 0.2333         | 3    | 3    | 3
                """);
    }

    /** Its time is in the benchmark's own already. */
    @Test
    void aLayerThatMostSetsPassByHasNoOwnTime() {
        assertTable(
                breakdown(
                        """
                run_id | layer           | count | mean_ns
                r1     | guest_benchmark | 10    | 100
                r1     | qemu_virtio     | 10    | 60
                r2     | guest_benchmark | 10    | 200
                r2     | qemu_virtio     | 10    | 80
                r3     | guest_benchmark | 10    | 600
                r3     | host_kvm        | 10    | 500
                r3     | qemu_virtio     | 10    | 100
                """),
                """
                layer           | cumulative_ns | delta_ns | delta_to    | share_of_total | sets | delta_sets
                guest_benchmark | 300           | 80       | qemu_virtio | 0.5333         | 3    | 2
                host_kvm        | 500           | -        | -           | -              | 1    | 0
                qemu_virtio     | 80            | 80       | -           | 0.2667         | 3    | 3
                """);
    }

    @Test
    void runsOfTheBenchmarkAloneDoNotTakeTheInnerLayersAway() {
        assertTable(
                breakdown(
                        """
                run_id | layer           | count | mean_ns
                r1     | guest_benchmark | 10    | 100
                r2     | guest_benchmark | 10    | 200
                r3     | guest_benchmark | 10    | 600
                r3     | qemu_virtio     | 10    | 500
                """),
                """
                layer           | cumulative_ns | delta_ns | delta_to    | share_of_total | sets | delta_sets
                guest_benchmark | 300           | 100      | qemu_virtio | 0.1667         | 3    | 1
                qemu_virtio     | 500           | 500      | -           | 0.8333         | 1    | 1
                """);
    }

    @Test
    void aDeeperSetDoesNotTakeAnOwnTimeFromTheOthers() {
        assertTable(
                breakdown(
                        """
                run_id | layer       | count | mean_ns
                r1     | host_kvm    | 10    | 100
                r1     | qemu_virtio | 10    | 60
                r2     | host_kvm    | 10    | 200
                r2     | qemu_virtio | 10    | 80
                r3     | host_kvm    | 10    | 600
                r3     | qemu_virtio | 10    | 100
                r3     | qemu_paio   | 10    | 90
                """),
                """
                layer       | cumulative_ns | delta_ns | delta_to    | sets | delta_sets
                host_kvm    | 300           | 220      | qemu_virtio | 3    | 3
                qemu_virtio | 80            | 70       | -           | 3    | 2
                qemu_paio   | 90            | -        | -           | 1    | 0
                """);
    }

    @Test
    void ownTimesBeginWhereMostSetsDo() {
        assertTable(
                breakdown(
                        """
                run_id | layer           | count | mean_ns
                r1     | guest_benchmark | 10    | 100
                r1     | qemu_virtio     | 10    | 60
                r2     | host_kvm        | 10    | 200
                r2     | qemu_virtio     | 10    | 80
                r3     | host_kvm        | 10    | 600
                r3     | qemu_virtio     | 10    | 100
                """),
                """
                layer           | cumulative_ns | delta_ns | delta_to    | sets | delta_sets
                guest_benchmark | 100           | -        | -           | 1    | 0
                host_kvm        | 400           | 310      | qemu_virtio | 2    | 2
                qemu_virtio     | 80            | 80       | -           | 3    | 3
                """);
    }

    private static Dataset<Row> breakdown(String stats) {
        var runs = table(
                RunTable.SCHEMA,
                """
                run_id | set_id | config_id | config
                r1     | r1     | c         | aio=native
                r2     | r2     | c         | aio=native
                r3     | r3     | c         | aio=native
                """);
        return LayerBreakdown.of(
                SetBreakdown.of(table(LayerStatsTable.SCHEMA, stats), runs, SetBreakdownTest.PLACES),
                Configurations.byDifference(runs));
    }

    @Test
    void stagesAreMeansOfTheRunsMeans() {
        var runs = table(
                RunTable.SCHEMA,
                """
                run_id | config
                r1     | aio=native
                r2     | aio=native
                r3     | aio=threads
                """);
        var stats = table(
                StageStatsTable.SCHEMA,
                """
                run_id | chain       | stage       | position | phase  | in_total | count | mean_ns
                r1     | aio_native  | laio_submit | 2        | submit | true     | 1000  | 10
                r2     | aio_native  | laio_submit | 2        | submit | true     | 1     | 20
                r3     | aio_threads | paio_submit | 2        | submit | true     | 5     | 7
                """);
        assertTable(
                StageBreakdown.of(stats, Configurations.byDifference(runs)),
                """
                config      | chain       | stage       | position | phase  | mean_ns | in_total | runs
                aio=native  | aio_native  | laio_submit | 2        | submit | 15      | true     | 2
                aio=threads | aio_threads | paio_submit | 2        | submit | 7       | true     | 1
                """);
    }

    @Test
    void labelsAreOfTheStacksRunsAndSelectionsOfWhatTheyMatch() {
        var runs = table(
                RunTable.SCHEMA,
                """
                run_id | config
                r1     | aio=native, memset=true, cache=none
                r2     | aio=threads, cache=none
                h1     | where=host
                """);
        assertTable(
                Configurations.byDifference(runs),
                """
                run_id | config                   | other_keys
                r1     | aio=native, memset=true  | cache=none
                r2     | aio=threads              | cache=none
                """);
        assertTable(
                Configurations.by(runs, List.of("memset")),
                """
                run_id | config      | other_keys
                r1     | memset=true | aio=native, cache=none
                r2     | other       | aio=threads, cache=none
                """);
        assertTable(
                Configurations.selected(runs, List.of(Map.of("cache", "none"), Map.of("aio", "native")), List.of()),
                """
                run_id | config     | other_keys
                r1     | cache=none | memset=true
                r2     | cache=none |
                r1     | aio=native | memset=true
                """);
    }
}
