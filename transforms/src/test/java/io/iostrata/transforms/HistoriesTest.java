package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.ChainStatsTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.transforms.Comparisons.Asked;
import io.iostrata.transforms.Comparisons.Inputs;
import io.iostrata.transforms.Histories.Started;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HistoriesTest {
    private static final int CHANGE = 7;

    /** Fourteen runs, the later half a fifth slower. Their names are not in the order of their times. */
    @Test
    void changesAreFoundInTheOrderOfTime() {
        var runs = table(
                RunTable.SCHEMA, "run_id | set_id | config_id | config\n" + lines("r%1$d | r%1$d | c | aio=native"));
        var layers = table(
                LayerStatsTable.SCHEMA,
                "run_id | layer | count | mean_ns | histogram\n"
                        + IntStream.range(0, 2 * CHANGE)
                                .mapToObj(i -> "r%d | guest_benchmark | 10 | %d | -"
                                        .formatted(name(i), (i < CHANGE ? 1000 : 1200) + i % 3))
                                .collect(Collectors.joining("\n")));
        var started = new HashMap<String, Started>();
        IntStream.range(0, 2 * CHANGE)
                .forEach(i -> started.put(
                        "r" + name(i), new Started(Optional.of("2026-01-%02dT00:00:00Z".formatted(i + 1)), "i")));
        var asked = Asked.usual(Configurations.byDifference(runs), SetBreakdownTest.PLACES);
        var inputs = new Inputs(
                layers, table(StageStatsTable.SCHEMA, "run_id"), table(ChainStatsTable.SCHEMA, "run_id"), runs);
        assertTable(
                Histories.of(Comparisons.figures(inputs, asked), Map.copyOf(started)),
                """
                config | level     | name            | run_id | started_at           | before_ns | after_ns  | runs_before | runs_after | histories | runs_undated
                all    | benchmark | guest_benchmark | r7     | 2026-01-08T00:00:00Z | 1000.8571 | 1201      | 7           | 7          | 1         | 0
                """);
    }

    private static int name(int place) {
        return place * 5 % (2 * CHANGE);
    }

    private static String lines(String line) {
        return IntStream.range(0, 2 * CHANGE).mapToObj(line::formatted).collect(Collectors.joining("\n"));
    }
}
