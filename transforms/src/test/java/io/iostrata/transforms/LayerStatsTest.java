package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.BenchmarkTable;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.transforms.LayerPlace.Role;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class LayerStatsTest {
    private static final List<LayerPlace> PLACES = List.of(
            new LayerPlace("guest_benchmark", 1, Role.SUM),
            new LayerPlace("qemu_virtio", 4, Role.SUM),
            new LayerPlace("host_benchmark", 6, Role.BASELINE));

    private static final Dataset<Row> SPANS = table(
            SpanTable.SCHEMA,
            """
            run_id | layer           | source_id | is_primary | dur_ns | in_window | tainted
            r1     | qemu_virtio     | 2         | true       | 30     | true      | false
            r1     | qemu_virtio     | 2         | true       | 10     | true      | false
            r1     | qemu_virtio     | 2         | true       | 20     | true      | false
            r1     | qemu_virtio     | 2         | true       | 900    | true      | true
            r1     | qemu_virtio     | 2         | true       | 800    | false     | false
            r1     | qemu_virtio     | 2         | true       | 700    | false     | true
            r1     | qemu_virtio     | 3         | false      | 600    | true      | false
            r2     | guest_benchmark | 1         | true       | 100    | true      | false
            r2     | guest_benchmark | 1         | true       | 300    | true      | false
            r3     | qemu_virtio     | 1         | true       | 5      | false     | false
            """);

    private static final LayerStats.Inputs INPUTS = new LayerStats.Inputs(
            SPANS,
            LayerPacks.of(SPANS),
            table(
                    PairingTable.SCHEMA,
                    """
                    run_id | layer           | source_id | is_primary | spans | unmatched | unmatched_lost | unmatched_open | uncertain | uncertain_lo_ns | uncertain_hi_ns | hidden | hidden_hi_ns
                    r1     | qemu_virtio     | 2         | true       | 6     | 4         | 3              | 1              | 2         | 20              | 100             | 4      | 40
                    r1     | qemu_virtio     | 3         | false      | 1     | 9         | 9              | 0              | 9         | 0               | 900             | 0      | 0
                    r3     | qemu_virtio     | 1         | true       | 1     | 1         | 0              | 1              | 0         | 0               | 0               | 0      | 0
                    """),
            table(
                    BenchmarkTable.SCHEMA,
                    """
                    run_id | source_id | tool    | machine | requests | mean_ns
                    r1     | 1         | seqread | guest   | 3        | 50.25
                    r2     | 5         | fio     | guest   | 1        | 100
                    r2     | 6         | fio     | guest   | 3        | 220
                    r4     | 1         | seqread | host    | 8        | 40
                    """),
            table(
                    SourceTable.SCHEMA,
                    """
                    run_id | source_id | lost_events
                    r1     | 2         | 7
                    """));

    @Test
    void countsPrimaryUntaintedSpansOfTheWindowAndSaysWhatItLeftOut() {
        assertTable(
                LayerStats.of(INPUTS, PLACES).where("layer = 'qemu_virtio'"),
                """
                run_id | position | source_id | count | mean_ns | stddev_ns | min_ns | p50_ns | p99_ns | max_ns | sum_ns | exact | unmatched | tainted | outside_window | lost_events | control_ns
                r1     | 4        | 2         | 3     | 20      | 10        | 10     | 20     | 30     | 30     | 60     | true  | 4         | 1       | 2              | 7           | 50.25
                r3     | 4        | 1         | 0     | -       | -         | -      | -      | -      | -      | -      | true  | 1         | 0       | 1              | 0           | -
                """);
    }

    /** 30 + 10 + 20, a tainted one of 0 to 900, two of 20 to 100 together, and up to 4 hidden ones of up to 40 together. */
    @Test
    void theMeanIsBoundedByTheWorstThatLossesCanHide() {
        assertTable(
                LayerStats.of(INPUTS, PLACES).where("run_id <> 'r4'"),
                """
                run_id | layer           | matched | unmatched_replaced | unmatched_open | unmatched_lost | uncertain | hidden | mean_lo_ns | mean_hi_ns
                r1     | guest_benchmark | 0       | 0                  | 0              | 0              | 0         | 0      | 50.25      | 50.25
                r1     | qemu_virtio     | 6       | 0                  | 1              | 3              | 3         | 4      | 8          | 183.3333
                r2     | guest_benchmark | 0       | 0                  | 0              | 0              | 0         | 0      | 190        | 190
                r3     | qemu_virtio     | 1       | 0                  | 1              | 0              | 0         | 0      | -          | -
                """);
    }

    @Test
    void aMeanThatNothingBoundsHasNoBounds() {
        var pairings = table(
                PairingTable.SCHEMA,
                """
                run_id | layer       | source_id | is_primary | spans | uncertain | uncertain_lo_ns | uncertain_hi_ns | hidden | hidden_hi_ns
                r1     | qemu_virtio | 2         | true       | 6     | 0         | 0               | 0               | -      | 10
                r3     | qemu_virtio | 1         | true       | 1     | 1         | 7               | -               | 0      | 0
                """);
        var inputs = new LayerStats.Inputs(SPANS, INPUTS.packs(), pairings, INPUTS.benchmarks(), INPUTS.sources());

        assertTable(
                LayerStats.of(inputs, PLACES).where("layer = 'qemu_virtio'"),
                """
                run_id | uncertain | hidden | mean_ns | mean_lo_ns | mean_hi_ns
                r1     | 1         | -      | 20      | -          | 242.5
                r3     | 1         | 0      | -       | 7          | -
                """);
    }

    @Test
    void aBenchmarkHasTheMeanAsPrintedAndPercentilesOnlyOfALog() {
        assertTable(
                LayerStats.of(INPUTS, PLACES).where("layer like '%benchmark'"),
                """
                run_id | layer           | position | source_id | count | mean_ns | p50_ns | sum_ns | exact | control_ns
                r1     | guest_benchmark | 1        | 1         | 3     | 50.25   | -      | -      | true  | 50.25
                r2     | guest_benchmark | 1        | 1         | 2     | 190     | 100    | 400    | true  | 190
                r4     | host_benchmark  | 6        | 1         | 8     | 40      | -      | -      | true  | 40
                """);
    }

    @Test
    void figuresDoNotDependOnPartitions() {
        var spans = SPANS.repartition(7);
        var spread = new LayerStats.Inputs(
                spans, LayerPacks.of(spans), INPUTS.pairings(), INPUTS.benchmarks(), INPUTS.sources());
        var expected = LayerStats.of(INPUTS, PLACES)
                .orderBy("run_id", "layer")
                .drop("histogram")
                .collectAsList();
        var actual = LayerStats.of(spread, PLACES)
                .orderBy("run_id", "layer")
                .drop("histogram")
                .collectAsList();
        assertThat(actual).hasSize(5).isEqualTo(expected);
    }
}
