package io.iostrata.jobs.analyze;

import io.iostrata.jobs.UserError;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.ChainStatsTable;
import io.iostrata.schemas.tables.ChangePointTable;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.LatencyOverTimeTable;
import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.ObserverEffectTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.ShiftFunctionTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.schemas.tables.WaterfallTable;
import io.iostrata.transforms.Blocks;
import io.iostrata.transforms.Comparisons;
import io.iostrata.transforms.Comparisons.Asked;
import io.iostrata.transforms.Comparisons.Pair;
import io.iostrata.transforms.Configurations;
import io.iostrata.transforms.Histories;
import io.iostrata.transforms.ObserverEffects;
import io.iostrata.transforms.ShiftFunctions;
import io.iostrata.transforms.Waterfall;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** One pair of selections of runs into comparisons. */
public final class CompareJob {
    private static final String ASKED_BY = ComparisonTable.ASKED_BY.name();

    private final Lake lake;
    private final StackModel model;

    public CompareJob(Lake lake, StackModel model) {
        this.lake = lake;
        this.model = model;
    }

    /** Compares, in the place of an earlier comparison of that pair; returns the labels of the two. */
    public Pair run(PairOptions options) {
        var pair = new Pair(Configurations.label(options.baseline()), Configurations.label(options.candidate()));
        if (pair.baseline().equals(pair.candidate())) {
            throw new UserError("Invalid candidate: " + pair.candidate() + " (the same as the baseline)");
        }
        var runs = lake.table(RunTable.SCHEMA);
        var selections = List.of(options.baseline(), options.candidate());
        try (var kept = new Kept()) {
            var selected = kept.keep(Configurations.selected(runs, selections, options.by()));
            requireRun(selected, pair.baseline());
            requireRun(selected, pair.candidate());
            var ofAll = new Asked(selected, Places.of(model), Optional.of(pair), options.question(), Blocks.NONE);
            var blocks = PairedRuns.of(options.pairBy(), runs, selected, pair);
            compare(inputs(runs), blocks.areAsked() ? ofAll.paired(blocks) : ofAll, kept);
            // Of runs without a partner too: tracing did to the benchmark what it did, whatever is compared with what.
            var effects = ObserverEffects.of(inputs(runs), ofAll, lake.table(SourceTable.SCHEMA));
            replace(ObserverEffectTable.SCHEMA, effects, isOf(pair));
        }
        return pair;
    }

    private Comparisons.Inputs inputs(Dataset<Row> runs) {
        return new Comparisons.Inputs(
                lake.table(LayerStatsTable.SCHEMA),
                lake.table(StageStatsTable.SCHEMA),
                lake.table(ChainStatsTable.SCHEMA),
                runs,
                Optional.of(lake.table(LatencyOverTimeTable.SCHEMA)));
    }

    private void compare(Comparisons.Inputs inputs, Asked asked, Kept kept) {
        var pair = asked.only().orElseThrow();
        var figures = kept.keep(Comparisons.figures(inputs, asked));
        var comparisons = Comparisons.of(figures, asked).withColumn(ASKED_BY, functions.lit("compare"));
        replace(pair, ComparisonTable.SCHEMA, comparisons);
        replace(pair, WaterfallTable.SCHEMA, Waterfall.of(figures, asked, inputs.stageStats()));
        replace(pair, ShiftFunctionTable.SCHEMA, ShiftFunctions.of(figures, asked));
        if (!asked.blocks().areAsked()) {
            // Runs without a partner are of the history too.
            replace(ChangePointTable.SCHEMA, Histories.of(figures, Starts.of(inputs.runs())), isOf(pair));
        }
    }

    private static Column isOf(Pair pair) {
        return functions.col(LayerBreakdownTable.CONFIG.name()).isin(pair.baseline(), pair.candidate());
    }

    private static void requireRun(Dataset<Row> configurations, String label) {
        var isOfIt = functions.col(LayerBreakdownTable.CONFIG.name()).equalTo(label);
        if (configurations.where(isOfIt).isEmpty()) {
            throw new UserError("no run of the lake matches \"" + label + "\"");
        }
    }

    private void replace(Pair pair, TableSchema table, Dataset<Row> rows) {
        replace(
                table,
                rows,
                functions
                        .col(ComparisonTable.BASELINE.name())
                        .equalTo(pair.baseline())
                        .and(functions.col(ComparisonTable.CANDIDATE.name()).equalTo(pair.candidate())));
    }

    private void replace(TableSchema table, Dataset<Row> rows, Column isReplaced) {
        lake.rewrite(table, () -> rows.unionByName(lake.table(table).where(functions.not(isReplaced))));
    }
}
