package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.ChainStatsTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.transforms.Comparisons.Asked;
import io.iostrata.transforms.Comparisons.Inputs;
import io.iostrata.transforms.Comparisons.Pair;
import io.iostrata.transforms.statistics.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Rounds of two runs: rounds differ much, runs of a round by 3 %. */
final class ComparedPairTest {
    private static final Pair PAIR = new Pair("label=a", "label=b");

    private static final Dataset<Row> RUNS = table(
            RunTable.SCHEMA,
            """
            run_id | set_id | config_id | config
            a1     | r1     | a         | label=a
            b1     | r1     | b         | label=b
            a2     | r2     | a         | label=a
            b2     | r2     | b         | label=b
            a3     | r3     | a         | label=a
            b3     | r3     | b         | label=b
            """);

    private static final Dataset<Row> LAYERS = table(
            LayerStatsTable.SCHEMA,
            """
            run_id | layer           | count | mean_ns | histogram
            a1     | guest_benchmark | 10    | 10000   | -
            b1     | guest_benchmark | 10    | 10310   | -
            a2     | guest_benchmark | 10    | 14000   | -
            b2     | guest_benchmark | 10    | 14410   | -
            a3     | guest_benchmark | 10    | 19000   | -
            b3     | guest_benchmark | 10    | 19560   | -
            a1     | qemu_worker     | 10    | 50      | -
            b1     | qemu_worker     | 10    | 60      | -
            """);

    private static Dataset<Row> compared(Blocks blocks) {
        var inputs = new Inputs(
                LAYERS, table(StageStatsTable.SCHEMA, "run_id"), table(ChainStatsTable.SCHEMA, "run_id"), RUNS);
        var asked = new Asked(
                Configurations.by(RUNS, List.of("label")),
                SetBreakdownTest.PLACES,
                Optional.of(PAIR),
                new Question(0.02, 0.95),
                blocks);
        return Comparisons.of(Comparisons.figures(inputs, asked), asked);
    }

    @Test
    void aRoundOfRunsToCompareIsASetForEachConfiguration() {
        assertTable(
                compared(Blocks.NONE).where("level = 'benchmark'"),
                """
                baseline_ns        | candidate_ns | baseline_runs | candidate_runs | verdict                                   | method
                14333.3333 | 14760        | 3             | 3              | not enough runs: 4118 a side would show 2 % | Welch's t-test of logarithms
                """);
    }

    @Test
    void pairsTakeOutWhatRoundsHaveInCommon() {
        var rounds = new Blocks("set", Map.of("a1", "r1", "b1", "r1", "a2", "r2", "b2", "r2", "a3", "r3", "b3", "r3"));
        assertTable(
                compared(rounds).where("level = 'benchmark'"),
                """
                verdict | runs_needed | method
                worse   | 2           | paired t-test of logarithms by set, 3 pairs
                """);
    }

    @Test
    void oneRunASideHasNoIntervalAndIsMarked() {
        assertTable(
                compared(Blocks.NONE).where("name = 'qemu_worker'"),
                """
                diff_ns | diff_lo_ns | p_value | verdict                                           | run_sets
                10      | -          | -       | not enough runs: 1 and 1, an interval needs 2 of each | baseline 1 of 3, candidate 1 of 3
                """);
    }
}
