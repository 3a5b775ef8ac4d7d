package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.transforms.LayerPlace.Role;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

final class SetBreakdownTest {
    static final List<LayerPlace> PLACES = List.of(
            new LayerPlace("guest_benchmark", 1, Role.SUM),
            new LayerPlace("guest_virtio_pci", 2, Role.SUM),
            new LayerPlace("host_kvm", 3, Role.SUM),
            new LayerPlace("qemu_virtio", 4, Role.SUM),
            new LayerPlace("qemu_paio", 5, Role.SUM),
            new LayerPlace("host_benchmark", 6, Role.BASELINE),
            new LayerPlace("qemu_worker", 7, Role.DETAIL));

    /** The page of 2010: one layer a run. The run that traced kvm printed no control. */
    static final Dataset<Row> PAGE_RUNS = table(
            RunTable.SCHEMA,
            """
            run_id | set_id | config_id | config
            guest  | 2010   | threads   | aio=threads
            pci    | 2010   | threads   | aio=threads
            kvm    | 2010   | threads   | aio=threads
            virtio | 2010   | threads   | aio=threads
            paio   | 2010   | threads   | aio=threads
            host   | 2010   | bare      | where=host
            """);

    static final Dataset<Row> PAGE_STATS = table(
            LayerStatsTable.SCHEMA,
            """
            run_id | layer            | position | count | mean_ns | control_ns
            guest  | guest_benchmark  | 1        | 1000  | 196528  | 196528
            pci    | guest_benchmark  | 1        | 1000  | 202095  | 202095
            pci    | guest_virtio_pci | 2        | 1000  | 170829  | 202095
            kvm    | host_kvm         | 3        | 1000  | 163268  | -
            virtio | guest_benchmark  | 1        | 1000  | 205165  | 205165
            virtio | qemu_virtio      | 4        | 1000  | 159628  | 205165
            paio   | guest_benchmark  | 1        | 1000  | 202777  | 202777
            paio   | qemu_paio        | 5        | 1000  | 130235  | 202777
            host   | host_benchmark   | 6        | 1000  | 128862  | 128862
            """);

    @Test
    void givesThePagesTable() {
        var breakdown = SetBreakdown.of(PAGE_STATS, PAGE_RUNS, PLACES);
        assertTable(
                breakdown,
                """
                set_id | config_id | pairing     | layer            | position | cumulative_ns | control_ns | delta_ns | delta_to         | share_of_total | overhead_vs_baseline | count | run_id | runs
                2010   | threads   | across_runs | guest_benchmark  | 1        | 196528        | -          | 25699    | guest_virtio_pci | 0.1308         | 0.5251               | 1000  | guest  | 1
                2010   | threads   | across_runs | guest_virtio_pci | 2        | 170829        | 202095     | 7561     | host_kvm         | 0.0385         | 0.5251               | 1000  | pci    | 1
                2010   | threads   | across_runs | host_kvm         | 3        | 163268        | -          | 3640     | qemu_virtio      | 0.0185         | 0.5251               | 1000  | kvm    | 1
                2010   | threads   | across_runs | qemu_virtio      | 4        | 159628        | 205165     | 29393    | qemu_paio        | 0.1496         | 0.5251               | 1000  | virtio | 1
                2010   | threads   | across_runs | qemu_paio        | 5        | 130235        | 202777     | 130235   | -                | 0.6627         | 0.5251               | 1000  | paio   | 1
                2010   | threads   | across_runs | host_benchmark   | 6        | 128862        | -          | -        | -                | -              | 0.5251               | 1000  | host   | 1
                """);
        double virtualisation = breakdown
                .where("layer in ('guest_benchmark', 'guest_virtio_pci', 'host_kvm', 'qemu_virtio')")
                .agg(functions.sum("share_of_total"))
                .head()
                .getDouble(0);
        assertThat(virtualisation).isCloseTo(0.337, within(0.0005));
        assertTable(BreakdownIssues.of(breakdown, PAGE_RUNS, Configurations.byDifference(PAGE_RUNS)), "kind | message");
    }

    @Test
    void aRunOfAllLayersIsItsOwnSetHeldAgainstTheLakesHostRunsOfItsWorkload() {
        var runs = table(
                RunTable.SCHEMA,
                """
                run_id | set_id | config_id | config
                r1     | r1     | native    | aio=native, workload.bs=4096, queue_depth=1
                r2     | r2     | deep      | aio=native, workload.bs=4096, queue_depth=4
                h1     | h1     | bare      | where=host, workload.bs=4096, queue_depth=1
                h2     | h2     | bare      | where=host, workload.bs=4096, queue_depth=1
                h3     | s3     | bare      | where=host, workload.bs=4096, queue_depth=1
                """);
        var stats = table(
                LayerStatsTable.SCHEMA,
                """
                run_id | layer           | count | mean_ns | control_ns
                r1     | guest_benchmark | 10    | 300     | 300
                r1     | qemu_virtio     | 9     | 200     | 300
                r1     | qemu_worker     | 9     | 100     | 300
                r2     | qemu_virtio     | 9     | 700     | -
                h1     | host_benchmark  | 5     | 90      | 90
                h2     | host_benchmark  | 7     | 110     | 110
                h3     | host_benchmark  | 7     | 999     | 999
                """);
        assertTable(
                SetBreakdown.of(stats, runs, PLACES),
                """
                set_id | config_id | pairing  | layer           | cumulative_ns | control_ns | delta_ns | delta_to    | share_of_total | overhead_vs_baseline | count | run_id | runs
                r1     | native    | same_run | guest_benchmark | 300           | -          | 100      | qemu_virtio | 0.3333         | 2                    | 10    | r1     | 1
                r1     | native    | same_run | qemu_virtio     | 200           | 300        | 200      | -           | 0.6667         | 2                    | 9     | r1     | 1
                r1     | native    | same_run | host_benchmark  | 100           | -          | -        | -           | -              | 2                    | 12    | h1     | 2
                r2     | deep      | same_run | qemu_virtio     | 700           | -          | 700      | -           | -              | -                    | 9     | r2     | 1
                h1     | bare      | same_run | host_benchmark  | 90            | -          | -        | -           | -              | -                    | 5     | h1     | 1
                h2     | bare      | same_run | host_benchmark  | 110           | -          | -        | -           | -              | -                    | 7     | h2     | 1
                s3     | bare      | same_run | host_benchmark  | 999           | -          | -        | -           | -              | -                    | 7     | h3     | 1
                """);
    }

    @Test
    void saysWhereTheSubtractionIsDoubtful() {
        var runs = table(
                RunTable.SCHEMA,
                """
                run_id | ingest_id | set_id
                u      | i1        | s
                k      | i2        | s
                q      | i3        | s
                a      | i4        | t
                b      | i5        | t
                """);
        var stats = table(
                LayerStatsTable.SCHEMA,
                """
                run_id | ingest_id | layer           | count | mean_ns | control_ns
                u      | i1        | guest_benchmark | 10    | 1000    | 1000
                k      | i2        | host_kvm        | 10    | 700     | 1050
                q      | i3        | qemu_virtio     | 10    | 800     | 1051
                a      | i4        | host_kvm        | 10    | 50      | 90
                a      | i4        | guest_benchmark | 10    | 90      | 90
                b      | i5        | qemu_virtio     | 10    | 40      | -
                """);
        assertTable(
                BreakdownIssues.of(SetBreakdown.of(stats, runs, PLACES), runs, Configurations.byDifference(runs)),
                """
                run_id | ingest_id | kind                | severity | count | job     | message
                k      | i2        | inner_exceeds_outer | warning  | 1     | analyze | set s: qemu_virtio takes 800.0 ns, expected no more than the 700.0 ns of host_kvm around it
                q      | i3        | control_differs     | warning  | 1     | analyze | set s: the benchmark took 1051.0 ns while qemu_virtio was traced (+5.1 %), expected 1000.0 ns within 5 %
                a      | i4        | no_figure           | warning  | 1     | analyze | set t: no run without tracing, expected one to take the guest benchmark from
                """);
    }

    @Test
    void aLayerOfSeveralRunsIsTheirMean() {
        var runs = table(
                RunTable.SCHEMA,
                """
                run_id | set_id | config_id
                u      | s      | c
                q1     | s      | c
                q2     | s      | c
                """);
        var stats = table(
                LayerStatsTable.SCHEMA,
                """
                run_id | layer           | count | mean_ns | control_ns
                u      | guest_benchmark | 10    | 1000    | 1000
                q2     | qemu_virtio     | 10    | 800     | 1010
                q1     | qemu_virtio     | 90    | 600     | 1030
                """);
        assertTable(
                SetBreakdown.of(stats, runs, PLACES),
                """
                layer           | pairing     | cumulative_ns | control_ns | delta_ns | count | run_id | runs
                guest_benchmark | across_runs | 1000          | -          | 300      | 10    | u      | 1
                qemu_virtio     | across_runs | 700           | 1020       | 700      | 100   | q1     | 2
                """);
    }

    @Test
    void noOwnTimeIsTakenFromALayerOfSeveralDisks() {
        var runs = table(
                RunTable.SCHEMA,
                """
                run_id | set_id | config_id
                r      | r      | c
                """);
        var stats = table(
                LayerStatsTable.SCHEMA,
                """
                run_id | layer            | count | matched | mean_ns | of_other_disks
                r      | guest_benchmark  | 10    | 0       | 1000    | 0
                r      | guest_virtio_pci | 10    | 2160    | 300     | 960
                r      | host_kvm         | 10    | 2160    | 800     | 0
                r      | qemu_virtio      | 10    | 2200    | 600     | 22
                r      | qemu_paio        | 10    | 2199    | 200     | 22
                """);
        var breakdown = SetBreakdown.of(stats, runs, PLACES);
        assertTable(
                breakdown,
                """
                layer            | cumulative_ns | delta_ns | delta_to    | share_of_total
                guest_benchmark  | 1000          | 200      | host_kvm    | 0.2
                guest_virtio_pci | 300           | -        | -           | -
                host_kvm         | 800           | 200      | qemu_virtio | 0.2
                qemu_virtio      | 600           | 600      | -           | 0.6
                qemu_paio        | 200           | -        | -           | -
                """);
        assertTable(
                BreakdownIssues.of(breakdown, runs, Configurations.byDifference(runs)),
                """
                kind        | message
                mixed_spans | set r: the spans of guest_virtio_pci are not a request of the measured disk each: more than one in a hundred may be of other disks (of_other_disks of layer_stats), or one in twenty begins came while another request was under way (unmatched_replaced); no own time is taken from it, request_layers tell them apart
                mixed_spans | set r: the spans of qemu_paio are not a request of the measured disk each: more than one in a hundred may be of other disks (of_other_disks of layer_stats), or one in twenty begins came while another request was under way (unmatched_replaced); no own time is taken from it, request_layers tell them apart
                """);
    }

    /** At a queue depth above 1, doorbells and interrupts are fewer than requests. */
    @Test
    void noOwnTimeIsTakenFromALayerThatDoesNotTellRequestsApart() {
        var runs = table(
                RunTable.SCHEMA,
                """
                run_id | set_id | config_id
                r      | r      | c
                """);
        var stats = table(
                LayerStatsTable.SCHEMA,
                """
                run_id | layer           | count | matched | mean_ns | unmatched_replaced
                r      | guest_benchmark | 2000  | 0       | 11734   | 0
                r      | host_kvm        | 888   | 888     | 2334    | 1052
                r      | qemu_virtio     | 2000  | 2000    | 5147    | 100
                r      | qemu_paio       | 2000  | 2000    | 5009    | 0
                """);
        assertTable(
                SetBreakdown.of(stats, runs, PLACES),
                """
                layer           | cumulative_ns | delta_ns | delta_to
                guest_benchmark | 11734         | 6587     | qemu_virtio
                host_kvm        | 2334          | -        | -
                qemu_virtio     | 5147          | 138      | qemu_paio
                qemu_paio       | 5009          | 5009     | -
                """);
    }
}
