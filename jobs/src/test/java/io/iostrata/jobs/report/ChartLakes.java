package io.iostrata.jobs.report;

import io.iostrata.schemas.tables.ChangePointTable;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.FutexStatsTable;
import io.iostrata.schemas.tables.LatencyOverTimeTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.MainLoopStatsTable;
import io.iostrata.schemas.tables.PercentileCompositionTable;
import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.RequestTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.ShiftFunctionTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.TailAttributionTable;
import io.iostrata.schemas.tables.VcpuStatsTable;
import io.iostrata.schemas.tables.WaterfallTable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Lakes with something for every chart to draw. */
final class ChartLakes {
    private ChartLakes() {}

    /** The lake of {@link Lakes#mixed}, its runs dated, followed and watched. */
    static Views charted() {
        var views = Lakes.mixed();
        follow(views);
        compare(views);
        history(views, "disk=fast", 12);
        seconds(views, "b-fast-r1", 70);
        seconds(views, "b-slow-r1", 3);
        return watch(views);
    }

    /** A distribution of each of so many configurations. */
    static Views curves(int configs) {
        var views = new Views();
        for (int i = 0; i < configs; i++) {
            Lakes.run(views, "r" + i, "disk=" + i);
            Lakes.histogram(views, "r" + i, "qemu_virtio", 1000L * (i + 1), 100);
        }
        return views;
    }

    private static void follow(Views views) {
        views.addRows(
                PercentileCompositionTable.SCHEMA,
                """
                run_id    | percentile | layer            | position | delta_to    | requests | own_ns
                b-fast-r1 | 0.5        | guest_virtio_pci | 2        | qemu_virtio | 13       | 700000
                b-fast-r1 | 0.5        | qemu_virtio      | 4        | qemu_paio   | 13       | 100000
                b-fast-r1 | 0.5        | qemu_paio        | 5        | -           | 13       | 500000
                b-fast-r2 | 0.5        | guest_virtio_pci | 2        | qemu_virtio | 25       | 900000
                b-fast-r2 | 0.5        | qemu_virtio      | 4        | qemu_paio   | 25       | 200000
                b-fast-r2 | 0.5        | qemu_paio        | 5        | -           | 25       | 600000
                b-slow-r1 | 0.99       | guest_virtio_pci | 2        | qemu_paio   | 13       | 7000000
                b-slow-r1 | 0.99       | qemu_paio        | 5        | -           | 13       | 2000000
                """);
        views.addRows(
                TailAttributionTable.SCHEMA,
                """
                run_id    | tail | layer            | position | tail_requests | median_requests | tail_ns | median_ns | excess_ns | share
                b-fast-r1 | 0.01 | guest_virtio_pci | 2        | 12            | 13              | 800000  | 700000    | 100000    | 0.1
                b-fast-r1 | 0.01 | qemu_paio        | 5        | 12            | 13              | 1400000 | 500000    | 900000    | 0.9
                """);
        views.addRows(
                RequestTable.SCHEMA,
                """
                run_id    | request_no | op   | bytes | begin_ns | end_ns  | total_ns | in_window | tainted | complete
                b-fast-r1 | 7          | read | 4096  | 5000000  | 7000000 | 2000000  | true      | false   | true
                b-fast-r1 | 9          | read | 4096  | 8000000  | 9000000 | 1000000  | true      | false   | true
                """);
        views.addRows(
                RequestLayerTable.SCHEMA,
                """
                run_id    | request_no | layer            | position | begin_ns | end_ns  | cumulative_ns | delta_ns | delta_to    | down_ns | down_lo_ns | down_hi_ns | up_ns  | up_lo_ns | up_hi_ns | match
                b-fast-r1 | 7          | guest_virtio_pci | 2        | 5000000  | 7000000 | 2000000       | 800000   | qemu_virtio | 300000  | 250000     | 350000     | 500000 | 450000   | 550000   | anchor
                b-fast-r1 | 7          | qemu_virtio      | 4        | 5300000  | 6500000 | 1200000       | 1200000  | -           | -       | -          | -          | -      | -        | -        | key
                b-fast-r1 | 7          | host_block       | 12       | 5400000  | 6400000 | 1000000       | -        | -           | -       | -          | -          | -      | -        | -        | place
                b-fast-r1 | 9          | guest_virtio_pci | 2        | 8000000  | 9000000 | 1000000       | 400000   | qemu_virtio | 200000  | 150000     | 250000     | 200000 | 150000   | 250000   | anchor
                b-fast-r1 | 9          | qemu_virtio      | 4        | 8200000  | 8800000 | 600000        | 600000   | -           | -       | -          | -          | -      | -        | -        | key
                """);
    }

    private static void compare(Views views) {
        views.addRows(
                WaterfallTable.SCHEMA,
                """
                baseline  | candidate | level | pairing  | position | name             | baseline_ns | candidate_ns | diff_ns  | from_ns | to_ns
                disk=slow | disk=fast | layer | same_run | 1        | guest_virtio_pci | 4000000     | 1591000      | -2409000 | 4815000 | 2406000
                disk=slow | disk=fast | layer | same_run | 2        | qemu_paio        | 815000      | 541000       | -274000  | 2406000 | 2132000
                disk=slow | disk=fast | phase | -        | 1        | submit           | 9000        | 8000         | -1000    | 9000    | 8000
                """);
        for (int decile = 1; decile <= 9; decile++) {
            views.addRows(
                    ShiftFunctionTable.SCHEMA,
                    """
                    baseline  | candidate | level | name        | pairing  | decile | baseline_ns | candidate_ns | diff_ns | band_lo_ns | band_hi_ns | confidence | baseline_runs | candidate_runs
                    disk=slow | disk=fast | layer | qemu_virtio | same_run | %1$d   | %1$d00000   | 50000        | -%1$d00 | -%1$d50    | %1$d       | 0.95       | 3             | 2
                    """
                            .formatted(decile));
        }
    }

    /** Runs a day apart, of which the second half takes twice as long. */
    private static void history(Views views, String config, int runs) {
        for (int i = 0; i < runs; i++) {
            views.addRows(
                    RunTable.SCHEMA,
                    """
                    run_id | set_id | config_id | started_at
                    h%1$02d | h%1$02d | id of %2$s | 2026-11-%3$02dT10:00:00Z
                    """
                            .formatted(i, config, i + 1));
            views.addRows(
                    LayerStatsTable.SCHEMA,
                    """
                    run_id | layer       | position | count | mean_ns
                    h%02d  | qemu_virtio | 4        | 1000  | %d
                    """
                            .formatted(i, i < runs / 2 ? 1_000_000 + i : 2_000_000 + i));
        }
        views.addRows(
                ChangePointTable.SCHEMA,
                """
                config | level | name        | run_id | started_at | before_ns | after_ns | runs_before | runs_after | p_value
                %s     | layer | qemu_virtio | h%02d  | 2026-11-07 | 1000002   | 2000008  | 4           | 6          | 0.001
                """
                        .formatted(config, runs / 2));
    }

    /** Every second two requests of 1 ms, and one that is slower from second to second. */
    private static void seconds(Views views, String run, int seconds) {
        for (int second = 0; second < seconds; second++) {
            second(views, run, second);
        }
    }

    static void second(Views views, String run, int second) {
        views.add(
                LatencyOverTimeTable.SCHEMA,
                RunTable.RUN_ID,
                run,
                SpanTable.LAYER,
                "qemu_virtio",
                SourceTable.SOURCE_ID,
                1,
                LatencyOverTimeTable.SECOND,
                second,
                LatencyOverTimeTable.HISTOGRAM,
                histogram(1_000_000, 1_000_000, 2_000_000 + 100_000L * (second % 1000)));
    }

    /** A lab's lake: a hundred runs of 25 configurations, followed and watched, and every pair compared. */
    static Views hundred() {
        var views = Lakes.many(25, 100);
        for (int run = 0; run < 100; run++) {
            var name = "b-native-nomemset-with-a-long-name-r" + run;
            seconds(views, name, 120);
            for (var layer : List.of("guest_virtio_pci", "host_kvm", "qemu_virtio", "qemu_paio")) {
                views.addRows(
                        TailAttributionTable.SCHEMA,
                        """
                        run_id | tail | layer | tail_ns | median_ns | excess_ns | share
                        %1$s | 0.01 | %2$s | 8%3$d123 | 7%3$d234 | 1%3$d345 | 0.25
                        %1$s | 0.001 | %2$s | 8%3$d567 | 7%3$d678 | 1%3$d789 | 0.25
                        """
                                .formatted(name, layer, run));
                for (int request = 0; request < 10; request++) {
                    views.addRows(
                            RequestLayerTable.SCHEMA,
                            """
                            run_id | request_no | layer | begin_ns | cumulative_ns | delta_ns | down_lo_ns | down_hi_ns | up_lo_ns | up_hi_ns | match
                            %s | %d | %s | 12%4$d3 | 98%4$d76 | 54%4$d32 | 12%4$d | 34%4$d | 56%4$d | 78%4$d | place
                            """
                                    .formatted(name, request, layer, run * 31 + request * 7));
                }
            }
            for (int request = 0; request < 10; request++) {
                views.addRows(
                        RequestTable.SCHEMA,
                        """
                        run_id | request_no | total_ns | in_window | tainted | complete
                        %s | %d | %d | true | false | true
                        """
                                .formatted(name, request, 1_000_000 + run * 1000 + request));
            }
        }
        pairs(views, Lakes.labels(25));
        return views;
    }

    private static void pairs(Views views, List<String> labels) {
        for (int i = 0; i < labels.size(); i++) {
            for (int j = 0; j < i; j++) {
                for (var layer : List.of("guest_virtio_pci", "host_kvm", "qemu_virtio", "qemu_paio")) {
                    double step = 1234.567 * (i + 1) * layer.length() - 98.7 * j;
                    waterfallStep(views, new Comparison.Pair(labels.get(j), labels.get(i)), layer, step);
                    for (int decile = 1; decile <= 9; decile++) {
                        shiftStep(views, new Comparison.Pair(labels.get(j), labels.get(i)), layer, decile * step);
                    }
                }
            }
        }
    }

    private static void waterfallStep(Views views, Comparison.Pair pair, String layer, double ns) {
        views.add(
                WaterfallTable.SCHEMA,
                ComparisonTable.BASELINE,
                pair.baseline(),
                ComparisonTable.CANDIDATE,
                pair.candidate(),
                WaterfallTable.LEVEL,
                "layer",
                WaterfallTable.NAME,
                layer,
                WaterfallTable.BASELINE_NS,
                ns * 7,
                WaterfallTable.CANDIDATE_NS,
                ns * 8,
                WaterfallTable.DIFF_NS,
                ns,
                WaterfallTable.FROM_NS,
                ns * 9,
                WaterfallTable.TO_NS,
                ns * 10);
    }

    private static void shiftStep(Views views, Comparison.Pair pair, String layer, double ns) {
        views.add(
                ShiftFunctionTable.SCHEMA,
                ComparisonTable.BASELINE,
                pair.baseline(),
                ComparisonTable.CANDIDATE,
                pair.candidate(),
                ComparisonTable.LEVEL,
                "layer",
                ComparisonTable.NAME,
                layer,
                ShiftFunctionTable.BASELINE_NS,
                ns * 7,
                ShiftFunctionTable.CANDIDATE_NS,
                ns * 8,
                ShiftFunctionTable.DIFF_NS,
                ns,
                ShiftFunctionTable.BAND_LO_NS,
                ns / 3,
                ShiftFunctionTable.BAND_HI_NS,
                ns * 3);
    }

    private static byte[] histogram(long... ns) {
        var histogram = new Histogram(3);
        Arrays.stream(ns).forEach(histogram::recordValue);
        var bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Arrays.copyOf(bytes.array(), length);
    }

    private static Views watch(Views views) {
        views.addRows(
                FutexStatsTable.SCHEMA,
                """
                run_id    | uaddr | name | waits | at_once | threads | total_wait_ns | mean_ns | max_ns
                b-fast-r1 | 0x10  | BQL  | 140   | 39      | 3       | 41888000      | 299200  | 3253000
                b-fast-r1 | 0x20  | -    | 20    | 0       | 1       | 1000000       | 50000   | 60000
                """);
        views.addRows(
                MainLoopStatsTable.SCHEMA,
                """
                run_id    | part        | part_of   | count | sum_ns | mean_ns
                b-fast-r1 | iteration   | -         | 2     | 4000   | 2000
                b-fast-r1 | blocked     | iteration | 2     | 3000   | 1500
                b-fast-r1 | io_handlers | iteration | 2     | 1000   | 500
                """);
        return views.addRows(
                VcpuStatsTable.SCHEMA,
                """
                run_id    | vcpu | state | reason | count | sum_ns   | mean_ns
                b-fast-r1 | 0    | guest | io     | 500   | 50000000 | 100000
                b-fast-r1 | 0    | guest | hlt    | 300   | 90000000 | 300000
                b-fast-r1 | 0    | host  | io     | 500   | 70000000 | 140000
                b-fast-r1 | 0    | host  | hlt    | 300   | 60000000 | 200000
                """);
    }
}
