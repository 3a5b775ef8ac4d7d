package io.iostrata.jobs.analyze;

import io.iostrata.jobs.Together;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.ChainStatsTable;
import io.iostrata.schemas.tables.ChangePointTable;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.HostIoTable;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.LatencyOverTimeTable;
import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.ObserverEffectTable;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SetBreakdownTable;
import io.iostrata.schemas.tables.ShiftFunctionTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.StageBreakdownTable;
import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.schemas.tables.WaterfallTable;
import io.iostrata.transforms.BreakdownIssues;
import io.iostrata.transforms.Comparisons;
import io.iostrata.transforms.Comparisons.Asked;
import io.iostrata.transforms.Configurations;
import io.iostrata.transforms.Histories;
import io.iostrata.transforms.HostIo;
import io.iostrata.transforms.LayerBreakdown;
import io.iostrata.transforms.ObserverEffects;
import io.iostrata.transforms.SetBreakdown;
import io.iostrata.transforms.ShiftFunctions;
import io.iostrata.transforms.StageBreakdown;
import io.iostrata.transforms.Waterfall;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The tables over many runs: made anew from the statistics of every run in the lake, a few kB each. */
final class Breakdowns {
    private static final List<TableSchema> TABLES = List.of(
            SetBreakdownTable.SCHEMA,
            LayerBreakdownTable.SCHEMA,
            StageBreakdownTable.SCHEMA,
            HostIoTable.SCHEMA,
            ComparisonTable.SCHEMA,
            WaterfallTable.SCHEMA,
            ShiftFunctionTable.SCHEMA,
            ObserverEffectTable.SCHEMA,
            ChangePointTable.SCHEMA,
            IssueTable.SCHEMA);

    private final Lake lake;
    private final AnalyzeOptions options;
    private final String madeOf;
    private final Kept kept;

    /** @param madeOf of what they would be made, as {@link Analyses#digest} says it */
    Breakdowns(Lake lake, AnalyzeOptions options, String madeOf, Kept kept) {
        this.lake = lake;
        this.options = options;
        this.madeOf = madeOf;
        this.kept = kept;
    }

    /** True if they, and what there is to say of them, are what they would become. */
    boolean areMade() {
        return TABLES.stream().allMatch(table -> lake.madeOf(table).equals(Optional.of(madeOf)));
    }

    /**
     * Writes them, and what there is to say of them and of runs that were analyzed, in the place of earlier findings.
     *
     * @param runs whose findings are replaced
     */
    void write(Set<String> runs, Dataset<Row> findings) {
        var found = findings.unionByName(write()).coalesce(1);
        lake.removeAnalysisIssues(runs);
        lake.append(IssueTable.SCHEMA, found, madeOf);
    }

    private Dataset<Row> write() {
        var places = Places.of(options.model());
        var inputs = new Comparisons.Inputs(
                kept(LayerStatsTable.SCHEMA),
                kept(StageStatsTable.SCHEMA),
                kept(ChainStatsTable.SCHEMA),
                kept(RunTable.SCHEMA),
                Optional.of(lake.table(LatencyOverTimeTable.SCHEMA)));
        var configurations = kept.keep(configurations(inputs.runs()));
        var sets = kept.keep(SetBreakdown.of(inputs.layerStats(), inputs.runs(), places));
        Together.run(
                () -> compare(inputs, Asked.everyPair(configurations, places, options.question())),
                () -> replace(SetBreakdownTable.SCHEMA, sets),
                () -> replace(LayerBreakdownTable.SCHEMA, LayerBreakdown.of(sets, configurations)),
                () -> replace(StageBreakdownTable.SCHEMA, StageBreakdown.of(inputs.stageStats(), configurations)),
                () -> replace(HostIoTable.SCHEMA, hostIo(inputs, sets)));
        return BreakdownIssues.of(sets, inputs.runs(), configurations)
                .unionByName(ObserverEffects.issues(inputs, lake.table(SourceTable.SCHEMA)));
    }

    private void compare(Comparisons.Inputs inputs, Asked asked) {
        var figures = kept.keep(Comparisons.figures(inputs, asked));
        var observed = ObserverEffects.of(inputs, asked, lake.table(SourceTable.SCHEMA));
        Together.run(
                () -> replace(ComparisonTable.SCHEMA, Comparisons.of(figures, asked)),
                () -> replace(WaterfallTable.SCHEMA, Waterfall.of(figures, asked, inputs.stageStats())),
                () -> replace(ShiftFunctionTable.SCHEMA, ShiftFunctions.of(figures, asked)),
                () -> replace(ObserverEffectTable.SCHEMA, observed),
                () -> replace(ChangePointTable.SCHEMA, Histories.of(figures, Starts.of(inputs.runs()))));
    }

    private Dataset<Row> hostIo(Comparisons.Inputs inputs, Dataset<Row> sets) {
        return HostIo.of(new HostIo.Inputs(inputs.layerStats(), lake.table(PairingTable.SCHEMA), inputs.runs(), sets));
    }

    private Dataset<Row> configurations(Dataset<Row> runs) {
        return options.by().isEmpty() ? Configurations.byDifference(runs) : Configurations.by(runs, options.by());
    }

    private Dataset<Row> kept(TableSchema table) {
        return kept.keep(lake.table(table));
    }

    private void replace(TableSchema table, Dataset<Row> rows) {
        lake.replaceAll(table, rows.coalesce(1), madeOf);
    }
}
