package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.transforms.statistics.Question;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class WaterfallTest {
    private static final Dataset<Row> STAGES = table(
            StageStatsTable.SCHEMA,
            """
            run_id | chain       | stage         | position | phase  | in_total
            n1     | aio_native  | virtqueue_pop | 1        | submit | true
            n1     | aio_native  | laio_submit   | 2        | submit | true
            n1     | aio_native  | virtio_notify | 5        | notify | true
            t1     | aio_threads | paio_submit   | 2        | submit | true
            t1     | aio_threads | virtio_notify | 5        | notify | true
            t1     | aio_threads | virtio_notify | 0        | -      | false
            """);

    private static final Dataset<Row> CONFIGURATIONS = table(
            Configurations.SCHEMA,
            """
            run_id | config
            t1     | t
            n1     | n
            """);

    private static final Dataset<Row> FIGURES = table(
            ComparedFigures.SCHEMA,
            """
            config | level     | name                      | pairing  | statistic | delta_to    | value_ns
            t      | benchmark | guest_benchmark           | same_run | mean      | -           | 300
            n      | benchmark | guest_benchmark           | same_run | mean      | -           | 270
            t      | benchmark | host_benchmark            | same_run | mean      | -           | 100
            n      | benchmark | host_benchmark            | same_run | mean      | -           | 101
            t      | layer     | host_kvm                  | same_run | mean      | -           | 200
            t      | layer     | qemu_virtio               | same_run | mean      | -           | 150
            n      | layer     | qemu_virtio               | same_run | mean      | -           | 160
            t      | layer     | qemu_virtio               | same_run | p50       | -           | 140
            n      | layer     | qemu_virtio               | same_run | p50       | -           | 150
            t      | layer_own | guest_benchmark           | same_run | mean      | host_kvm    | 100
            n      | layer_own | guest_benchmark           | same_run | mean      | qemu_virtio | 110
            t      | layer_own | host_kvm                  | same_run | mean      | qemu_virtio | 50
            t      | layer_own | qemu_virtio               | same_run | mean      | qemu_paio   | 60
            n      | layer_own | qemu_virtio               | same_run | mean      | qemu_paio   | 50
            t      | layer_own | qemu_paio                 | same_run | mean      | -           | 90
            n      | layer_own | qemu_paio                 | same_run | mean      | -           | 110
            t      | total     | total                     | -        | mean      | -           | 150
            n      | total     | total                     | -        | mean      | -           | 160
            t      | phase     | submit                    | -        | mean      | -           | 20
            n      | phase     | submit                    | -        | mean      | -           | 15
            t      | phase     | notify                    | -        | mean      | -           | 125
            n      | phase     | notify                    | -        | mean      | -           | 145
            n      | stage     | aio_native/virtqueue_pop  | -        | mean      | -           | 5
            n      | stage     | aio_native/laio_submit    | -        | mean      | -           | 10
            n      | stage     | aio_native/virtio_notify  | -        | mean      | -           | 145
            t      | stage     | aio_threads/paio_submit   | -        | mean      | -           | 20
            t      | stage     | aio_threads/virtio_notify | -        | mean      | -           | 130
            """);

    private static final Dataset<Row> STEPS = steps(FIGURES);

    private static Dataset<Row> steps(Dataset<Row> figures) {
        var pair = Optional.of(new Comparisons.Pair("t", "n"));
        var asked = new Comparisons.Asked(CONFIGURATIONS, SetBreakdownTest.PLACES, pair, Question.USUAL, Blocks.NONE);
        return Waterfall.of(figures, asked, STAGES);
    }

    @Test
    void layersAreTakenBetweenThoseThatBothSidesHave() {
        assertTable(
                STEPS.where("level = 'layer'"),
                """
                pairing  | position | name            | baseline_ns | candidate_ns | diff_ns | from_ns | to_ns
                same_run | 1        | guest_benchmark | 150         | 110          | -40     | 300     | 260
                same_run | 2        | qemu_virtio     | 60          | 50           | -10     | 260     | 250
                same_run | 3        | qemu_paio       | 90          | 110          | 20      | 250     | 270
                """);
    }

    /** Of three runs of t, only the slow one traced QEMU; the means of the layers are of one run, the benchmark's of three. */
    @Test
    void whatRunsWithoutALayerTakeIsAStepOfItsOwn() {
        var unequal = table(
                ComparedFigures.SCHEMA,
                """
                config | level     | name            | pairing  | statistic | delta_to    | value_ns | figure_runs
                t      | benchmark | guest_benchmark | same_run | mean      | -           | 300      | 3
                n      | benchmark | guest_benchmark | same_run | mean      | -           | 270      | 2
                t      | layer     | qemu_virtio     | same_run | mean      | -           | 400      | 1
                n      | layer     | qemu_virtio     | same_run | mean      | -           | 160      | 2
                t      | layer_own | guest_benchmark | same_run | mean      | qemu_virtio | 100      | 1
                n      | layer_own | guest_benchmark | same_run | mean      | qemu_virtio | 110      | 2
                t      | layer_own | qemu_virtio     | same_run | mean      | -           | 400      | 1
                n      | layer_own | qemu_virtio     | same_run | mean      | -           | 160      | 2
                """);
        assertTable(
                steps(unequal),
                """
                position | name            | baseline_ns | candidate_ns | diff_ns | from_ns | to_ns
                1        | guest_benchmark | 100         | 110          | 10      | 300     | 310
                2        | qemu_virtio     | 400         | 160          | -240    | 310     | 70
                3        | other           | -200        | 0            | 200     | 70      | 270
                """);
    }

    /** The own time between two layers of two configurations is neither's. */
    @Test
    void whereAnOwnTimeIsMissingTheNextLayersFollow() {
        var broken = table(
                ComparedFigures.SCHEMA,
                """
                config | level     | name            | pairing     | statistic | delta_to    | value_ns
                t      | benchmark | guest_benchmark | across_runs | mean      | -           | 300
                n      | benchmark | guest_benchmark | across_runs | mean      | -           | 270
                t      | layer_own | host_kvm        | across_runs | mean      | qemu_virtio | 50
                n      | layer_own | host_kvm        | across_runs | mean      | qemu_virtio | 40
                t      | layer_own | qemu_virtio     | across_runs | mean      | -           | 150
                n      | layer_own | qemu_virtio     | across_runs | mean      | -           | 160
                """);
        assertTable(
                steps(broken),
                """
                position | name        | baseline_ns | candidate_ns | diff_ns | from_ns | to_ns
                1        | host_kvm    | 50          | 40           | -10     | 300     | 290
                2        | qemu_virtio | 150         | 160          | 10      | 290     | 300
                3        | other       | 100         | 70           | -30     | 300     | 270
                """);
    }

    @Test
    void whatThePhasesLeaveOfTheTotalIsAStepToo() {
        assertTable(
                STEPS.where("level = 'phase'"),
                """
                position | name   | baseline_ns | candidate_ns | diff_ns | from_ns | to_ns
                1        | submit | 20          | 15           | -5      | 150     | 145
                2        | notify | 125         | 145          | 20      | 145     | 165
                3        | other  | 5           | 0            | -5      | 165     | 160
                """);
    }

    @Test
    void stagesThatOneSideLacksAreAddedOrTakenAwayWhole() {
        assertTable(
                STEPS.where("level = 'stage'"),
                """
                position | name                      | phase  | baseline_ns | candidate_ns | diff_ns | from_ns | to_ns
                1        | aio_native/virtqueue_pop  | submit | -           | 5            | 5       | 150     | 155
                2        | aio_native/laio_submit    | submit | -           | 10           | 10      | 155     | 165
                3        | aio_threads/paio_submit   | submit | 20          | -            | -20     | 165     | 145
                4        | aio_native/virtio_notify  | notify | -           | 145          | 145     | 145     | 290
                5        | aio_threads/virtio_notify | notify | 130         | -            | -130    | 290     | 160
                """);
    }
}
