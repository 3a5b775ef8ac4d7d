package io.iostrata.jobs.analyze;

import io.iostrata.jobs.UserError;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.tables.ChainStatsTable;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.transforms.Comparisons;
import io.iostrata.transforms.Comparisons.Pair;
import io.iostrata.transforms.Configurations;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** One pair of selections of runs into comparisons. */
public final class CompareJob {
    private final Lake lake;
    private final StackModel model;

    public CompareJob(Lake lake, StackModel model) {
        this.lake = lake;
        this.model = model;
    }

    /**
     * Compares, in the place of an earlier comparison of that pair; returns the labels of the two.
     *
     * @param by config keys that are compared though no selection names them
     */
    public Pair run(Map<String, String> baseline, Map<String, String> candidate, List<String> by) {
        var pair = new Pair(Configurations.label(baseline), Configurations.label(candidate));
        if (pair.baseline().equals(pair.candidate())) {
            throw new UserError("Invalid candidate: " + pair.candidate() + " (the same as the baseline)");
        }
        var runs = lake.table(RunTable.SCHEMA);
        var configurations =
                Configurations.selected(runs, List.of(baseline, candidate), by).persist();
        requireRun(configurations, pair.baseline());
        requireRun(configurations, pair.candidate());
        var inputs = new Comparisons.Inputs(
                lake.table(LayerStatsTable.SCHEMA),
                lake.table(StageStatsTable.SCHEMA),
                lake.table(ChainStatsTable.SCHEMA),
                runs);
        replace(pair, Comparisons.ofPair(inputs, configurations, Places.of(model), pair));
        configurations.unpersist();
        return pair;
    }

    private static void requireRun(Dataset<Row> configurations, String label) {
        var isOfIt = functions.col(LayerBreakdownTable.CONFIG.name()).equalTo(label);
        if (configurations.where(isOfIt).isEmpty()) {
            throw new UserError("no run of the lake matches \"" + label + "\"");
        }
    }

    private void replace(Pair pair, Dataset<Row> rows) {
        Column isOfPair = functions
                .col(ComparisonTable.BASELINE.name())
                .equalTo(pair.baseline())
                .and(functions.col(ComparisonTable.CANDIDATE.name()).equalTo(pair.candidate()));
        lake.rewrite(
                ComparisonTable.SCHEMA,
                () -> rows.unionByName(lake.table(ComparisonTable.SCHEMA).where(functions.not(isOfPair))));
    }
}
