package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.AnalysisTable;
import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SetBreakdownTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageStatsTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakdownTextTest {
    private static final BreakdownText TEXT = new BreakdownText(ReportOptions.titled("test"), 30);

    @Test
    void printsThePublishedTablesToTheDigit() {
        assertThat(TEXT.of(Lakes.published().register()))
                .isEqualTo(
                        """
                study  (one layer a run; 1 set, 5 runs a layer)

                Layer             Cumulative latency (ns)  Guest benchmark control (ns)
                Guest benchmark                    196528                             -
                Guest virtio-pci                   170829                        202095
                Host kvm.ko                        163268                             -
                QEMU virtio                        159628                        205165
                QEMU paio                          130235                        202777
                Host benchmark                     128862                             -

                Layer                 Delta (ns)  Delta (%)
                Guest                      25699     13.08%
                Host/guest switching        7561      3.85%
                Host/QEMU switching         3640      1.85%
                QEMU                       29393     14.96%
                Host I/O                  130235     66.27%

                Guest benchmark over host benchmark: +52.51%

                aio_native (µs)                         aio=native  aio=native, memset=false
                virtio_queue_notify (not in the total)      44.464                    44.696
                virtqueue_pop                                    -                     2.446
                laio_submit                                  8.377                     1.711
                qemu_laio_completion_cb                    136.241                   134.478
                qemu_laio_enqueue_completed                  1.754                     1.737
                virtio_blk_rw_complete                       0.294                     0.296
                virtio_notify                                1.342                     1.087
                total                                      148.008                   141.755
                runs                                             1                         1

                aio_threads (µs)                        aio=threads
                virtio_queue_notify (not in the total)       45.292
                paio_submit                                   8.023
                posix_aio_read                              143.724
                posix_aio_process_queue                       1.965
                virtio_blk_rw_complete                        0.260
                virtio_notify                                 1.034
                total                                       155.006
                runs                                              1
                """);
    }

    @Test
    void marksAControlThatIsOffAndNamesWhatALayerSwallows() {
        assertThat(TEXT.of(Lakes.mixed().register(), "disk=fast"::equals))
                .isEqualTo(
                        """
                disk=fast  (all layers of one run; 1 set, 1 run)

                Layer             Cumulative latency (ns)  Guest benchmark control (ns)
                Guest benchmark                   2132043                             -
                Guest virtio-pci                  1591434                       2132043
                QEMU virtio                        785423                       2132043
                QEMU paio                          640182                       2302607 !

                Layer                                       Delta (ns)  Delta (%)
                Guest                                           540610     25.36%
                Host/guest switching … down to QEMU virtio      806010     37.80%
                QEMU                                            145241      6.81%
                Host I/O                                        640182     30.03%

                ! control differs from the guest benchmark by more than 5 %
                """);
    }

    @Test
    void putsTheConfigurationsOfAFamilySideBySide() {
        var views = new Views();
        var layers = List.of("guest_benchmark", "qemu_virtio", "qemu_paio");
        var none = new double[] {Double.NaN, Double.NaN, Double.NaN};
        String disk = "host_disk=12 LVM striped FC LUNs, ";
        Lakes.layers(views, disk + "memset=true", "same_run", layers, new double[] {9000, 5000, 6000}, none);
        Lakes.layers(views, disk + "memset=false", "same_run", layers, new double[] {8000, 4000, 3000}, none);

        assertThat(TEXT.of(views.register()))
                .isEqualTo(
                        """
                All of C1, C2: host_disk=12 LVM striped FC LUNs
                C1  memset=false  (all layers of one run; 1 set, 1 run)
                C2  memset=true  (all layers of one run; 1 set, 1 run)

                Cumulative latency (ns)    C1  control      C2  control
                Guest benchmark          8000        -    9000        -
                QEMU virtio              4000        -    5000        -
                QEMU paio                3000        -    6000        -

                Delta (ns)                     C1       %       C2        %
                Guest … down to QEMU virtio  4000  50.00%     4000   44.44%
                QEMU                         1000  12.50%    -1000  -11.11% *
                Host I/O                     3000  37.50%     6000   66.67%

                * negative: the inner layer took longer than the outer one

                Labels in full (column config of the tables)
                C1: host_disk=12 LVM striped FC LUNs, memset=false
                C2: host_disk=12 LVM striped FC LUNs, memset=true
                """);
    }

    @Test
    void saysWhereLayersAreOfDifferentSets() {
        var views = new Views();
        uneven(views, "guest_benchmark", 3, 300.0, 80.0, "qemu_virtio", 2);
        uneven(views, "host_kvm", 1, 500.0, null, null, 0);
        uneven(views, "qemu_virtio", 3, 100.0, 100.0, null, 3);

        assertThat(TEXT.of(views.register()))
                .isEqualTo(
                        """
                disk=fast  (all layers of one run; 3 sets, 3 runs)

                Layer            Cumulative latency (ns) †  Guest benchmark control (ns)
                Guest benchmark                        300                             -
                Host kvm.ko                            500                             -
                QEMU virtio                            100                             -

                Layer                        Delta (ns) †  Delta (%)
                Guest … down to QEMU virtio            80     26.67%
                QEMU and all below                    100     33.33%

                †: not all sets have every layer (Guest benchmark 3, QEMU virtio 3); own times are of those that have both \
                layers (Guest … down to QEMU virtio 2, QEMU and all below 3), so they are not the differences of the \
                cumulative latencies, and need not add up to 100 %
                Host kvm.ko has no own time: most sets have none between the layers around it, or its spans are not a \
                request each (issues mixed_spans)
                """);
    }

    private static void uneven(
            Views views, String layer, long sets, double cumulativeNs, Double deltaNs, String deltaTo, long deltaSets) {
        views.add(
                LayerBreakdownTable.SCHEMA,
                LayerBreakdownTable.CONFIG,
                "disk=fast",
                SetBreakdownTable.PAIRING,
                "same_run",
                SpanTable.LAYER,
                layer,
                LayerStatsTable.POSITION,
                List.of("guest_benchmark", "guest_virtio_pci", "host_kvm", "qemu_virtio")
                                .indexOf(layer)
                        + 1,
                LayerBreakdownTable.CUMULATIVE_NS,
                cumulativeNs,
                LayerBreakdownTable.DELTA_NS,
                deltaNs,
                LayerBreakdownTable.DELTA_TO,
                deltaTo,
                LayerBreakdownTable.SHARE_OF_TOTAL,
                deltaNs == null ? null : deltaNs / 300,
                LayerBreakdownTable.SETS,
                sets,
                LayerBreakdownTable.RUNS,
                sets,
                LayerBreakdownTable.DELTA_SETS,
                deltaSets);
    }

    @Test
    void saysHowManyRunsWaitForAnAnalysis() {
        var views = new Views();
        Lakes.run(views, "r1", "disk=fast");
        Lakes.run(views, "r2", "disk=fast");
        views.add(AnalysisTable.SCHEMA, RunTable.RUN_ID, "r2", AnalysisTable.ANALYZED_AT, "2026-01-01T00:00:00Z");
        views.add(AnalysisTable.SCHEMA, RunTable.RUN_ID, "r1");

        assertThat(TEXT.of(views.register())).startsWith("1 run not analyzed: run iostrata analyze\n");
    }

    @Test
    void countsTheConfigurationsBeyondTheLimit() {
        var views = new Views();
        for (var config : List.of("a", "b", "c")) {
            Lakes.layers(views, config, "same_run", List.of("guest_benchmark"), new double[] {260.5}, new double[] {
                Double.NaN
            });
        }

        assertThat(new BreakdownText(ReportOptions.titled("test").sendingTo("iostrata report --lake x"), 1)
                        .of(views.register()))
                .isEqualTo(
                        """
                a  (the benchmark alone; 1 set, 1 run)

                Layer            Cumulative latency (ns)  Guest benchmark control (ns)
                Guest benchmark                    260.5                             -

                Layer                Delta (ns)  Delta (%)
                Guest and all below       260.5    100.00%

                … and 2 more: iostrata report --lake x
                """);
    }

    @Test
    void saysWhyATotalOfStagesIsNotTheLayerAroundThem() {
        var views = new Views();
        var layers = List.of("guest_benchmark", "qemu_virtio");
        var none = new double[] {Double.NaN, Double.NaN};
        for (var config : List.of("k=a", "k=b", "k=c")) {
            Lakes.layers(views, config, "same_run", layers, new double[] {9000, 5000}, none);
            Lakes.run(views, config, config);
        }
        Lakes.stages(views, "k=a", "aio_native", "virtio_queue_notify 1, laio_submit 2000, virtio_notify 3010");
        Lakes.stages(views, "k=b", "aio_native", "virtio_queue_notify 1, laio_submit 2000, virtio_notify 3003");
        Lakes.stages(views, "k=c", "aio_native", "virtio_queue_notify 1, laio_submit 2000, virtio_notify 2900");
        views.addRows(
                StageStatsTable.SCHEMA,
                """
                run_id | chain      | stage               | count | other_shapes
                k=a    | aio_native | virtio_queue_notify | 397   | 2
                k=a    | aio_native | laio_submit         | 398   | 2
                k=b    | aio_native | laio_submit         | 398   | 2
                """);

        assertThat(TEXT.of(views.register()))
                .contains(
                        """
                total                                   5.010  5.003  4.900
                runs                                        1      1      1
                k=a: total 5.010, QEMU virtio 5.000: stages are of the requests of the commonest shape, 398 of 400, and weigh runs alike; the layer is of every request and weighs sets alike
                k=c: total 4.900, QEMU virtio 5.000: stages weigh runs alike and layers sets, or they are not of the same requests
                """)
                .doesNotContain("k=b: total");
    }

    @Test
    void selectionsThatCompareWasAskedAboutAreNoConfigurations() {
        var views = Lakes.mixed();
        Lakes.asked(views, "disk=no", "disk=slow");

        assertThat(TEXT.of(views.register())).doesNotContain("disk=no").contains("disk=slow  (all layers of one run");
    }

    @Test
    void printsNoEscapeSequenceOfAName() {
        var views = new Views();
        Lakes.layers(
                views,
                "evil\u001b[2J\u202e",
                "same_run",
                List.of("guest_benchmark"),
                new double[] {1000},
                new double[] {Double.NaN});

        assertThat(TEXT.of(views.register())).startsWith("evil\uFFFD[2J\uFFFD  (the benchmark alone");
    }

    @Test
    void saysSoWhereNothingWasMeasured() {
        assertThat(TEXT.of(new Views().register())).isEqualTo("No layer of any configuration has a figure yet.\n");
    }
}
