package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.BenchmarkTable;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageTable;
import io.iostrata.transforms.LayerPlace.Role;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class LatencyDistributionsTest {
    private static final Dataset<Row> SPANS = table(
            SpanTable.SCHEMA,
            """
            run_id | layer       | source_id | is_primary | ordinal | op    | bytes | begin_ns    | dur_ns | in_window | tainted
            r1     | host_block  | 1         | true       | 0       | read  | 4096  | 5000000000  | 10     | true      | false
            r1     | host_block  | 1         | true       | 1       | read  | 4096  | 5999999999  | 30     | true      | false
            r1     | host_block  | 1         | true       | 2       | write | 4096  | 6000000000  | 100    | true      | false
            r1     | host_block  | 1         | true       | 3       | write | 4608  | 9000000000  | 200    | true      | false
            r1     | host_block  | 1         | true       | 4       | write | 4609  | 9000000001  | 300    | true      | false
            r1     | host_block  | 1         | true       | 5       | write | 4096  | 9000000002  | 7      | true      | true
            r1     | host_block  | 1         | true       | 6       | write | 4096  | 9000000003  | 7      | false     | false
            r1     | host_block  | 2         | false      | 0       | write | 4096  | 9000000004  | 7      | true      | false
            r1     | qemu_virtio | 1         | true       | 0       | -     | -     | 4500000000  | 11     | true      | false
            r1     | qemu_virtio | 1         | true       | 1       | -     | -     | 5600000000  | 12     | true      | false
            r1     | qemu_virtio | 1         | true       | 2       | -     | -     | 5700000000  | 13     | true      | false
            r1     | qemu_virtio | 1         | true       | 3       | -     | -     | 5800000000  | 14     | true      | false
            """);

    private static final Dataset<Row> STAGES = table(
            StageTable.SCHEMA,
            """
            run_id | chain      | source_id | request_no | stage         | position | dur_ns | in_total | shape | in_window | tainted
            r1     | aio_native | 1         | 0          | laio_submit   | 2        | 10     | true     | s>n   | true      | false
            r1     | aio_native | 1         | 0          | virtio_notify | 6        | 100    | true     | s>n   | true      | false
            """);

    private static final Dataset<Row> EVENTS = table(
            EventTable.SCHEMA,
            """
            run_id | source_id | event            | args
            r1     | 3         | fio_bin          | jobname=j, op=trim, latency=clat, value_ns=48384, count=3
            r1     | 3         | fio_bin          | jobname=j, op=trim, latency=clat, value_ns=48896, count=1
            r1     | 4         | histogram_bucket | name=us, lo=4, hi=8, count=5, unit=us, print=1
            r1     | 4         | histogram_bucket | name=us, lo=8, hi=16, count=2, unit=us, print=1
            r1     | 4         | histogram_bucket | name=open, lo=512, count=2, unit=us, print=1
            """);

    private static Dataset<Row> distributions(Dataset<Row> spans) {
        return LatencyDistributions.of(
                new LatencyDistributions.Inputs(LayerPacks.of(spans), Chains.of(STAGES, rows -> rows), EVENTS));
    }

    @Test
    void distributesByOperationAndSizeAsEventsTell() {
        assertTable(
                distributions(SPANS).where("level = 'layer'"),
                """
                run_id | name        | op    | bytes_min | bytes_max | count | sum_ns | mean_ns | min_ns | max_ns | resolution
                r1     | host_block  | read  | 4096      | 4096      | 2     | 40     | 20      | 10     | 30     | 0.001
                r1     | host_block  | write | 4096      | 4096      | 1     | 100    | 100     | 100    | 100    | 0.001
                r1     | host_block  | write | 4097      | 5119      | 2     | 500    | 250     | 200    | 300    | 0.001
                r1     | qemu_virtio | -     | -         | -         | 4     | 50     | 12.5    | 11     | 14     | 0.001
                """);
    }

    @Test
    void stagesAndTotalsHaveNeither() {
        assertTable(
                distributions(SPANS).where("level in ('stage', 'total')"),
                """
                level | name                     | op | bytes_min | bytes_max | count | sum_ns
                stage | aio_native/laio_submit   | -  | -         | -         | 1     | 10
                stage | aio_native/virtio_notify | -  | -         | -         | 1     | 100
                total | aio_native               | -  | -         | -         | 1     | 110
                """);
    }

    @Test
    void whatToolsCountedHasTheirResolutionAndNoSum() {
        var counted = distributions(SPANS).where("level in ('benchmark', 'histogram')");
        assertTable(
                counted.withColumn("resolution", expr("round(resolution, 4)")),
                """
                level     | name        | op      | count | sum_ns | mean_ns | min_ns | max_ns | resolution
                benchmark | j trim clat | discard | 4     | -      | -       | -      | -      | 0.0105
                histogram | us          | -       | 7     | -      | -       | -      | -      | 0.5
                histogram | open        | -       | 2     | -      | -       | -      | -      | -
                """);
        var us = StoredHistogram.of(
                counted.where("name = 'us'").select("histogram").head().getAs(0));
        assertThat(us.countBetween(5_990, 6_010)).isEqualTo(5);
        assertThat(us.countBetween(11_980, 12_020)).isEqualTo(2);
    }

    @Test
    void rowsOfALayerAddUpToItsHistogramInLayerStats() {
        var inputs = new LayerStats.Inputs(
                SPANS,
                LayerPacks.of(SPANS),
                table(PairingTable.SCHEMA, "run_id | layer | source_id | is_primary"),
                table(BenchmarkTable.SCHEMA, "run_id"),
                table(SourceTable.SCHEMA, "run_id"));
        var places = List.of(new LayerPlace("host_block", 1, Role.SUM), new LayerPlace("qemu_virtio", 2, Role.SUM));
        var layers = LayerStats.of(inputs, places).collectAsList();
        assertThat(layers).hasSize(2);
        for (var layer : layers) {
            String name = layer.getAs("layer");
            byte[] histogram = layer.getAs("histogram");
            var rows = distributions(SPANS.repartition(5)).where(col("level").equalTo("layer"));
            assertThat(sum(rows.where(col("name").equalTo(name)))).isEqualTo(histogram);
            var seconds = LatencyOverTime.of(SPANS.repartition(5));
            assertThat(sum(seconds.where(col("layer").equalTo(name)))).isEqualTo(histogram);
        }
    }

    @Test
    void secondsCountFromTheFirstSpanOfTheSource() {
        assertTable(
                LatencyOverTime.of(SPANS),
                """
                run_id | layer       | source_id | second | begin_ns   | count | sum_ns | mean_ns | min_ns | max_ns
                r1     | host_block  | 1         | 0      | 4500000000 | 1     | 10     | 10      | 10     | 10
                r1     | host_block  | 1         | 1      | 5500000000 | 2     | 130    | 65      | 30     | 100
                r1     | host_block  | 1         | 4      | 8500000000 | 2     | 500    | 250     | 200    | 300
                r1     | qemu_virtio | 1         | 0      | 4500000000 | 1     | 11     | 11      | 11     | 11
                r1     | qemu_virtio | 1         | 1      | 5500000000 | 3     | 39     | 13      | 12     | 14
                """);
    }

    @Test
    void stampsFarApartAreTheLastSecond() {
        var spans = table(
                SpanTable.SCHEMA,
                """
                run_id | layer      | source_id | is_primary | begin_ns             | dur_ns | in_window | tainted
                r1     | host_block | 1         | true       | -9223372036854775808 | 10     | true      | false
                r1     | host_block | 1         | true       | 9223372036854775807  | 0      | true      | false
                """);
        assertTable(
                LatencyOverTime.of(spans),
                """
                second     | begin_ns             | count | sum_ns
                0          | -9223372036854775808 | 1     | 10
                2147483647 | -7075888389854775808 | 1     | 0
                """);
    }

    @Test
    void classesOfSizesHaveNoGaps() {
        for (long size = 0; size < 1 << 16; size++) {
            assertThat(SizeClasses.min(size)).isLessThanOrEqualTo(size);
            assertThat(SizeClasses.max(size)).isGreaterThanOrEqualTo(size);
            assertThat(SizeClasses.min(SizeClasses.max(size) + 1)).isEqualTo(SizeClasses.max(size) + 1);
            assertThat(SizeClasses.max(SizeClasses.min(size))).isEqualTo(SizeClasses.max(size));
        }
        for (int kib : new int[] {1, 2, 3, 4, 5, 8, 12, 16, 24, 64, 128, 256, 1024}) {
            assertThat(SizeClasses.min(kib * 1024L)).isEqualTo(SizeClasses.max(kib * 1024L));
        }
        assertThat(SizeClasses.max(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    private static byte[] sum(Dataset<Row> rows) {
        var sum = new HistogramSum();
        rows.select("histogram").collectAsList().forEach(row -> sum.add(row.getAs(0)));
        return sum.encoded();
    }
}
