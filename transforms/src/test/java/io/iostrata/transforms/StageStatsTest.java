package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class StageStatsTest {
    private static final Dataset<Row> STAGES = table(
            StageTable.SCHEMA,
            """
            run_id | chain      | source_id | request_no | stage               | position | phase  | dur_ns | in_total | shape | in_window | tainted
            r1     | aio_native | 1         | 0          | laio_submit         | 2        | submit | 10     | true     | s>n   | true      | false
            r1     | aio_native | 1         | 0          | virtio_notify       | 6        | notify | 100    | true     | s>n   | true      | false
            r1     | aio_native | 1         | 1          | virtio_queue_notify | 0        | -      | 7000   | false    | s>n   | true      | false
            r1     | aio_native | 1         | 1          | laio_submit         | 2        | submit | 20     | true     | s>n   | true      | false
            r1     | aio_native | 1         | 1          | virtio_notify       | 6        | notify | 300    | true     | s>n   | true      | false
            r1     | aio_native | 1         | 2          | virtio_notify       | 6        | notify | 5000   | true     | n     | true      | false
            r1     | aio_native | 1         | 3          | virtio_notify       | 6        | notify | 5000   | true     | n     | true      | true
            r1     | aio_native | 1         | 4          | virtio_notify       | 6        | notify | 5000   | true     | n     | false     | false
            r2     | aio_native | 1         | 0          | virtio_notify       | 6        | notify | 5      | true     | b>n   | true      | false
            r2     | aio_native | 1         | 1          | virtio_notify       | 6        | notify | 6      | true     | a>n   | true      | false
            """);

    @Test
    void countsTheCommonestShapeAndNamesTheRest() {
        assertTable(
                StageStats.of(Chains.of(STAGES, rows -> rows)),
                """
                run_id | stage               | position | phase  | in_total | source_id | count | mean_ns | p50_ns | other_shapes
                r1     | virtio_queue_notify | 0        | -      | false    | 1         | 1     | 7000    | 7000   | 1
                r1     | laio_submit         | 2        | submit | true     | 1         | 2     | 15      | 10     | 1
                r1     | virtio_notify       | 6        | notify | true     | 1         | 2     | 200     | 100    | 1
                r2     | virtio_notify       | 6        | notify | true     | 1         | 1     | 6       | 6      | 1
                """);
    }

    @Test
    void addsTheTotalRequestByRequest() {
        assertTable(
                ChainStats.of(Chains.of(STAGES, rows -> rows)),
                """
                run_id | chain      | source_id | shape | count | mean_ns | min_ns | max_ns | sum_ns | other_shapes | other_shapes_detail
                r1     | aio_native | 1         | s>n   | 2     | 215     | 110    | 320    | 430    | 1            | n=1
                r2     | aio_native | 1         | a>n   | 1     | 6       | 6      | 6      | 6      | 1            | b>n=1
                """);
    }

    @Test
    void histogramsCountTheSameRequests() {
        var spans = table(
                SpanTable.SCHEMA,
                """
                run_id | layer       | is_primary | dur_ns | in_window | tainted
                r1     | qemu_virtio | true       | 1000   | true      | false
                r1     | qemu_virtio | true       | 1007   | true      | false
                r1     | qemu_virtio | true       | 1008   | true      | false
                r1     | qemu_virtio | true       | 1000   | true      | true
                r1     | qemu_virtio | false      | 1000   | true      | false
                """);
        assertTable(
                LatencyHistograms.of(LayerPacks.of(spans), Chains.of(STAGES.where("run_id = 'r1'"), rows -> rows)),
                """
                level | name                           | bucket_lo_ns | bucket_hi_ns | count
                layer | qemu_virtio                    | 1000         | 1008         | 2
                layer | qemu_virtio                    | 1008         | 1016         | 1
                stage | aio_native/virtio_queue_notify | 6976         | 7040         | 1
                stage | aio_native/laio_submit         | 10           | 11           | 1
                stage | aio_native/laio_submit         | 20           | 21           | 1
                stage | aio_native/virtio_notify       | 100          | 101          | 1
                stage | aio_native/virtio_notify       | 300          | 304          | 1
                total | aio_native                     | 110          | 111          | 1
                total | aio_native                     | 320          | 324          | 1
                """);
    }

    @Test
    void bucketsHaveNoGapsUpToTheLargestLong() {
        for (long low = 0; low < Long.MAX_VALUE; low = LatencyHistograms.high(low)) {
            long high = LatencyHistograms.high(low);
            assertThat(high).isGreaterThan(low);
            assertThat(LatencyHistograms.low(high - 1)).isEqualTo(low);
            assertThat(high - low).isLessThanOrEqualTo(Math.max(1, low / 64 + 1));
        }
    }
}
