package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.PercentileCompositionTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportQueriesTest {
    private static final String IN_PCI = "guest_virtio_pci | 2 | 900";
    private static final String IN_QEMU = "qemu_virtio | 4 | 300";
    private static final String IN_PAIO = "qemu_paio | 5 | 100";

    @Test
    void runsOfDifferentLayersAreNotStacked() {
        var views = runs(2);
        composition(views, "r0", IN_PCI, IN_PAIO);
        composition(views, "r1", IN_PCI, IN_QEMU, "qemu_paio | 5 | 700");

        assertThat(atPercentiles(views))
                .containsExactly("guest_virtio_pci 0.9 1 1", "qemu_virtio 0.3 1 1", "qemu_paio 0.7 1 1");
    }

    @Test
    void runsOfTheCommonestLayersAreAveraged() {
        var views = runs(4);
        composition(views, "r0", IN_PCI, IN_PAIO);
        composition(views, "r1", IN_PCI, "qemu_paio | 5 | 500");
        composition(views, "r2", IN_PCI, IN_QEMU, IN_PAIO);
        composition(views, "r3", IN_QEMU);

        assertThat(atPercentiles(views)).containsExactly("guest_virtio_pci 0.9 2 2", "qemu_paio 0.3 2 2");
    }

    @Test
    void runsOfOneLayerHaveNoComposition() {
        var views = runs(3);
        composition(views, "r0", IN_PCI);
        composition(views, "r1", IN_QEMU);
        composition(views, "r2", IN_PAIO);

        assertThat(atPercentiles(views)).isEmpty();
    }

    @Test
    void heatLeavesOutTheLastSecondThereIs() {
        var views = runs(1);
        ChartLakes.second(views, "r0", 0);
        ChartLakes.second(views, "r0", 119);
        ChartLakes.second(views, "r0", Integer.MAX_VALUE);

        assertThat(fromSeconds(views)).containsOnly(0L, 118L);
    }

    @Test
    void heatHoldsAnyOtherSecond() {
        var views = runs(1);
        ChartLakes.second(views, "r0", 0);
        ChartLakes.second(views, "r0", Integer.MAX_VALUE - 1);

        assertThat(fromSeconds(views)).hasSize(2).contains(0L);
    }

    @Test
    void theHeadlineOfEveryPairIsReadHoweverManyThereAre() {
        var views = new Views();
        for (int i = 0; i < 450; i++) {
            Lakes.comparison(views, "a" + i, "b" + i, "benchmark", "guest_benchmark", 1000, 2000);
        }

        var data = ReportData.read(views.register());
        assertThat(data.headlines()).hasSize(450);
        assertThat(data.comparisons()).hasSize(400);
    }

    private static Views runs(int count) {
        var views = new Views();
        for (int i = 0; i < count; i++) {
            Lakes.run(views, "r" + i, "disk=fast");
        }
        Lakes.layers(
                views, "disk=fast", "same_run", List.of("guest_benchmark"), new double[] {9000}, new double[] {9000});
        return views;
    }

    /** Layers of a run at the median: name, place and own time of each. */
    private static void composition(Views views, String run, String... layers) {
        for (var layer : layers) {
            views.addRows(
                    PercentileCompositionTable.SCHEMA,
                    "run_id | percentile | layer | position | own_ns | requests\n%s | 0.5 | %s | 13"
                            .formatted(run, layer));
        }
    }

    /** Layer, own time, runs, runs left out. */
    private static List<String> atPercentiles(Views views) {
        return ReportData.read(views.register()).tables().get("composition.sql").rows().stream()
                .filter(row -> row.getAs("Figure").equals("p50"))
                .map(row -> row.getAs("Layer") + " " + row.getAs("Own time (µs)") + " " + row.getAs("Runs") + " "
                        + row.getAs("Runs left out"))
                .toList();
    }

    private static List<Long> fromSeconds(Views views) {
        return ReportData.read(views.register()).tables().get("heat.sql").rows().stream()
                .map(row -> row.<Number>getAs("From second").longValue())
                .distinct()
                .toList();
    }
}
