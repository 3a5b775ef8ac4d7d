package io.iostrata.jobs.report;

import io.iostrata.schemas.tables.AnalysisTable;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.Distribution;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.LatencyHistogramTable;
import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SetBreakdownTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageBreakdownTable;
import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.schemas.tables.StageTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Lakes that tests report on. */
final class Lakes {
    private static final double NO_CONTROL = Double.NaN;

    private Lakes() {}

    /** The published figures of 2010: one study layer by layer, three configurations stage by stage. */
    static Views published() {
        var views = new Views();
        layers(
                views,
                "study",
                "across_runs",
                List.of(
                        "guest_benchmark",
                        "guest_virtio_pci",
                        "host_kvm",
                        "qemu_virtio",
                        "qemu_paio",
                        "host_benchmark"),
                new double[] {196528, 170829, 163268, 159628, 130235, 128862},
                new double[] {NO_CONTROL, 202095, NO_CONTROL, 205165, 202777, NO_CONTROL});
        stages(
                views,
                "aio=threads",
                "aio_threads",
                "virtio_queue_notify 45292, paio_submit 8023, posix_aio_read 143724, posix_aio_process_queue 1965, virtio_blk_rw_complete 260, virtio_notify 1034");
        stages(
                views,
                "aio=native",
                "aio_native",
                "virtio_queue_notify 44464, laio_submit 8377, qemu_laio_completion_cb 136241, qemu_laio_enqueue_completed 1754, virtio_blk_rw_complete 294, virtio_notify 1342");
        stages(
                views,
                "aio=native, memset=false",
                "aio_native",
                "virtio_queue_notify 44696, virtqueue_pop 2446, laio_submit 1711, qemu_laio_completion_cb 134478, qemu_laio_enqueue_completed 1737, virtio_blk_rw_complete 296, virtio_notify 1087");
        return views;
    }

    /** The published figures, and a configuration traced in one run, without kvm, with a control that is off and distributions. */
    static Views mixed() {
        var views = published();
        layers(
                views,
                "disk=fast",
                "same_run",
                List.of("guest_benchmark", "guest_virtio_pci", "qemu_virtio", "qemu_paio"),
                new double[] {2132043.25, 1591433.5, 785423.0625, 640181.75},
                new double[] {NO_CONTROL, 2132043.25, 2132043.25, 2302606.5});
        layers(
                views,
                "disk=slow",
                "same_run",
                List.of("guest_benchmark", "guest_virtio_pci", "host_kvm", "qemu_virtio", "qemu_paio"),
                new double[] {4815402, 4049289, 3426514, 2955444, 2854660},
                new double[] {NO_CONTROL, 4815402, 4815402, 4815402, 4815402});
        run(views, "b-fast-r1", "disk=fast");
        run(views, "b-fast-r2", "disk=fast");
        run(views, "b-slow-r1", "disk=slow");
        List.of("b-fast-r1", "b-fast-r2", "b-slow-r1")
                .forEach(run -> views.add(
                        AnalysisTable.SCHEMA, RunTable.RUN_ID, run, AnalysisTable.ANALYZED_AT, "2026-01-01T00:00:00Z"));
        histogram(views, "b-fast-r1", "qemu_virtio", 600_000, 1200);
        histogram(views, "b-fast-r2", "qemu_virtio", 650_000, 2400);
        histogram(views, "b-slow-r1", "qemu_virtio", 2_800_000, 1200);
        histogram(views, "b-fast-r1", "qemu_paio", 500_000, 1200);
        comparison(views, "disk=slow", "disk=fast", "benchmark", "guest_benchmark", 4815402, 2132043.25);
        comparison(views, "disk=slow", "disk=fast", "layer_own", "qemu_virtio", 100784, 145241.3);
        views.add(
                IssueTable.SCHEMA,
                RunTable.RUN_ID,
                "b-fast-r1",
                IssueTable.KIND,
                "lost_events",
                IssueTable.SEVERITY,
                "warning",
                IssueTable.COUNT,
                17L,
                IssueTable.MESSAGE,
                "qemu.trace@0x61: 17 events dropped");
        views.add(
                LayerStatsTable.SCHEMA,
                RunTable.RUN_ID,
                "b-fast-r1",
                SpanTable.LAYER,
                "qemu_virtio",
                LayerStatsTable.POSITION,
                4,
                Distribution.COUNT,
                1200L,
                Distribution.MEAN_NS,
                785423.0625,
                Distribution.P50_NS,
                727120L,
                LayerStatsTable.TAINTED,
                3L,
                LayerStatsTable.LOST_EVENTS,
                17L);
        return views;
    }

    /** A lab's lake: many configurations with long labels, their runs, distributions and comparisons of every pair. */
    static Views many(int configs, int runs) {
        var views = new Views();
        var layers = List.of("guest_benchmark", "guest_virtio_pci", "host_kvm", "qemu_virtio", "qemu_paio");
        for (int i = 0; i < configs; i++) {
            double ns = 100_000.0 * (i + 20);
            layers(
                    views,
                    label(i),
                    "same_run",
                    layers,
                    new double[] {ns, ns * .9, ns * .8, ns * .7, ns * .6},
                    new double[] {ns, ns, ns, ns * (1 + i * .004), ns});
            stages(
                    views,
                    label(i),
                    i % 2 == 0 ? "aio_threads" : "aio_native",
                    "virtio_queue_notify " + ns / 2 + ", virtqueue_pop " + ns / 40 + ", virtio_blk_rw_complete "
                            + ns / 2 + ", virtio_notify 900");
            for (int j = 0; j < i; j++) {
                comparison(views, label(j), label(i), "benchmark", "guest_benchmark", 100_000.0 * (j + 20), ns);
                for (var layer : layers) {
                    comparison(views, label(j), label(i), "layer_own", layer, 10_000.0 * (j + 20), ns / 10);
                }
            }
        }
        for (int i = 0; i < runs; i++) {
            String run = "b-native-nomemset-with-a-long-name-r" + i;
            run(views, run, label(i % configs));
            for (var layer : layers) {
                histogram(views, run, layer, 100_000L * (i % configs + 20), 2500);
                views.add(
                        LayerStatsTable.SCHEMA,
                        RunTable.RUN_ID,
                        run,
                        SpanTable.LAYER,
                        layer,
                        LayerStatsTable.UNMATCHED,
                        1L,
                        Distribution.COUNT,
                        2500L,
                        Distribution.MEAN_NS,
                        1234.5);
            }
        }
        return views;
    }

    /** The labels of {@link #many}. */
    static List<String> labels(int configs) {
        return IntStream.range(0, configs).mapToObj(Lakes::label).toList();
    }

    private static String label(int i) {
        return String.format(
                Locale.ROOT,
                "aio=%s, disks=1, host_disk=NVMe with 2 ms fixed device latency, queue_depth=%02d, transport=legacy",
                i % 2 == 0 ? "threads" : "native",
                i);
    }

    static void layers(
            Views views, String config, String pairing, List<String> layers, double[] cumulative, double[] control) {
        for (int i = 0; i < layers.size(); i++) {
            boolean isBaseline = layers.get(i).equals("host_benchmark");
            boolean hasInner = i + 1 < layers.size() && !layers.get(i + 1).equals("host_benchmark");
            double delta = cumulative[i] - (hasInner ? cumulative[i + 1] : 0);
            views.add(
                    LayerBreakdownTable.SCHEMA,
                    LayerBreakdownTable.CONFIG,
                    config,
                    RunTable.CONFIG_ID,
                    "id of " + config,
                    SetBreakdownTable.PAIRING,
                    pairing,
                    SpanTable.LAYER,
                    layers.get(i),
                    LayerStatsTable.POSITION,
                    i + 1,
                    LayerBreakdownTable.CUMULATIVE_NS,
                    cumulative[i],
                    LayerBreakdownTable.CONTROL_NS,
                    Double.isNaN(control[i]) ? null : control[i],
                    LayerBreakdownTable.DELTA_NS,
                    isBaseline ? null : delta,
                    LayerBreakdownTable.DELTA_TO,
                    hasInner ? layers.get(i + 1) : null,
                    LayerBreakdownTable.SHARE_OF_TOTAL,
                    isBaseline ? null : delta / cumulative[0],
                    LayerBreakdownTable.OVERHEAD_VS_BASELINE,
                    layers.contains("host_benchmark") ? cumulative[0] / cumulative[layers.size() - 1] - 1 : null,
                    LayerBreakdownTable.SETS,
                    1L,
                    LayerBreakdownTable.RUNS,
                    pairing.equals("same_run") ? 1L : 5L,
                    LayerBreakdownTable.DELTA_SETS,
                    isBaseline ? 0L : 1L);
        }
    }

    /** Stages as "name ns, name ns"; the first is not in the total. */
    static void stages(Views views, String config, String chain, String stages) {
        var links = stages.split(", ", -1);
        for (int i = 0; i < links.length; i++) {
            var link = links[i].split(" ", -1);
            views.add(
                    StageBreakdownTable.SCHEMA,
                    LayerBreakdownTable.CONFIG,
                    config,
                    RunTable.CONFIG_ID,
                    "id of " + config,
                    StageTable.CHAIN,
                    chain,
                    StageTable.STAGE,
                    link[0],
                    StageTable.POSITION,
                    POSITIONS.get(link[0]),
                    StageStatsTable.PHASE,
                    PHASES.get(link[0]),
                    StageBreakdownTable.MEAN_NS,
                    Double.parseDouble(link[1]),
                    StageStatsTable.IN_TOTAL,
                    i > 0,
                    StageBreakdownTable.RUNS,
                    1L);
        }
    }

    static void run(Views views, String run, String config) {
        views.add(
                RunTable.SCHEMA,
                RunTable.RUN_ID,
                run,
                RunTable.SET_ID,
                run,
                RunTable.CONFIG_ID,
                "id of " + config,
                RunTable.CONFIG,
                Map.of("disk", config),
                RunTable.ARCHIVE,
                "archive/" + run);
        views.add(
                SourceTable.SCHEMA,
                RunTable.RUN_ID,
                run,
                SourceTable.SOURCE_ID,
                1,
                SourceTable.PATH,
                "qemu.trace",
                SourceTable.FORMAT,
                "simpletrace 4",
                SourceTable.EVENTS,
                24_000L,
                SourceTable.SIZE_BYTES,
                1_150_000L,
                SourceTable.STORED_BYTES,
                1_150_000L);
    }

    /** A distribution with a tail: ninety-nine in a hundred near {@code ns}, the others ever further away. */
    static void histogram(Views views, String run, String layer, long ns, long count) {
        long left = count;
        for (long lo = ns; left > 0; lo += Math.max(1, lo / 64)) {
            long here = Math.max(1, left / 6);
            views.add(
                    LatencyHistogramTable.SCHEMA,
                    RunTable.RUN_ID,
                    run,
                    LatencyHistogramTable.LEVEL,
                    "layer",
                    LatencyHistogramTable.NAME,
                    layer,
                    LatencyHistogramTable.BUCKET_LO_NS,
                    lo,
                    LatencyHistogramTable.BUCKET_HI_NS,
                    lo + lo / 64,
                    LatencyHistogramTable.COUNT,
                    here);
            left -= here;
        }
    }

    static void comparison(
            Views views,
            String baseline,
            String candidate,
            String level,
            String name,
            double baselineNs,
            double candidateNs) {
        double diff = candidateNs - baselineNs;
        views.add(
                ComparisonTable.SCHEMA,
                ComparisonTable.BASELINE,
                baseline,
                ComparisonTable.CANDIDATE,
                candidate,
                ComparisonTable.LEVEL,
                level,
                ComparisonTable.NAME,
                name,
                ComparisonTable.STATISTIC,
                "mean",
                ComparisonTable.BASELINE_NS,
                baselineNs,
                ComparisonTable.CANDIDATE_NS,
                candidateNs,
                ComparisonTable.DIFF_NS,
                diff,
                ComparisonTable.DIFF_LO_NS,
                diff - 90_000,
                ComparisonTable.DIFF_HI_NS,
                diff + 90_000,
                ComparisonTable.P_ADJUSTED,
                0.0123,
                ComparisonTable.VERDICT,
                "differs",
                ComparisonTable.CONFIDENCE,
                0.95,
                ComparisonTable.BASELINE_RUNS,
                3L,
                ComparisonTable.CANDIDATE_RUNS,
                2L);
    }

    /** What compare adds: a pair of selections of runs. */
    static void asked(Views views, String baseline, String candidate) {
        views.addRows(
                ComparisonTable.SCHEMA,
                """
                baseline | candidate | level     | name            | statistic | baseline_ns | candidate_ns | diff_ns | confidence | asked_by
                %s       | %s        | benchmark | guest_benchmark | mean      | 4815402     | 2132043.25   | -2683358.75 | 0.9    | compare
                """
                        .formatted(baseline, candidate));
    }

    private static final Map<String, Integer> POSITIONS = Map.of(
            "virtio_queue_notify",
            0,
            "virtqueue_pop",
            1,
            "paio_submit",
            2,
            "laio_submit",
            2,
            "posix_aio_read",
            3,
            "qemu_laio_completion_cb",
            3,
            "posix_aio_process_queue",
            4,
            "qemu_laio_enqueue_completed",
            4,
            "virtio_blk_rw_complete",
            5,
            "virtio_notify",
            6);

    private static final Map<String, String> PHASES = Map.of(
            "virtqueue_pop",
            "submit",
            "paio_submit",
            "submit",
            "laio_submit",
            "submit",
            "posix_aio_read",
            "io",
            "qemu_laio_completion_cb",
            "io",
            "posix_aio_process_queue",
            "completion",
            "qemu_laio_enqueue_completed",
            "completion",
            "virtio_blk_rw_complete",
            "completion",
            "virtio_notify",
            "notify");
}
