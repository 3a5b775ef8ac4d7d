package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.StageStatsTable;
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

    private static final Dataset<Row> COMPARISONS = table(
            ComparisonTable.SCHEMA,
            """
            baseline | candidate | level     | name                      | statistic | pairing  | baseline_ns | candidate_ns
            t        | n         | benchmark | guest_benchmark           | mean      | same_run | 300         | 270
            t        | n         | benchmark | host_benchmark            | mean      | same_run | 100         | 101
            t        | n         | layer     | host_kvm                  | mean      | same_run | 200         | -
            t        | n         | layer     | qemu_virtio               | mean      | same_run | 150         | 160
            t        | n         | layer     | qemu_virtio               | p50       | same_run | 140         | 150
            t        | n         | layer     | qemu_paio                 | mean      | same_run | 90          | 110
            t        | n         | total     | total                     | mean      | -        | 150         | 160
            t        | n         | phase     | submit                    | mean      | -        | 20          | 15
            t        | n         | phase     | notify                    | mean      | -        | 125         | 145
            t        | n         | stage     | aio_native/virtqueue_pop  | mean      | -        | -           | 5
            t        | n         | stage     | aio_native/laio_submit    | mean      | -        | -           | 10
            t        | n         | stage     | aio_native/virtio_notify  | mean      | -        | -           | 145
            t        | n         | stage     | aio_threads/paio_submit   | mean      | -        | 20          | -
            t        | n         | stage     | aio_threads/virtio_notify | mean      | -        | 130         | -
            """);

    private static final Dataset<Row> STEPS = Waterfall.of(COMPARISONS, STAGES, SetBreakdownTest.PLACES);

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
