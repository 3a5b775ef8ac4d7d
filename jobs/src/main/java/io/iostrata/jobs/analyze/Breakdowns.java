package io.iostrata.jobs.analyze;

import io.iostrata.jobs.Progress;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.schemas.tables.ChainStatsTable;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SetBreakdownTable;
import io.iostrata.schemas.tables.StageBreakdownTable;
import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.transforms.BreakdownIssues;
import io.iostrata.transforms.Comparisons;
import io.iostrata.transforms.Configurations;
import io.iostrata.transforms.LayerBreakdown;
import io.iostrata.transforms.SetBreakdown;
import io.iostrata.transforms.StageBreakdown;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The tables over many runs: made anew from the statistics of every run in the lake, a few kB each. */
final class Breakdowns {
    private final Lake lake;
    private final AnalyzeOptions options;
    private final Progress progress;

    Breakdowns(Lake lake, AnalyzeOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
    }

    /** Writes them; returns what there is to say of them. */
    Dataset<Row> write() {
        progress.phase("breakdowns and comparisons", 0);
        var runs = lake.table(RunTable.SCHEMA);
        var places = Places.of(options.model());
        var configurations =
                options.by().isEmpty() ? Configurations.byDifference(runs) : Configurations.by(runs, options.by());
        lake.replaceAll(
                SetBreakdownTable.SCHEMA,
                SetBreakdown.of(lake.table(LayerStatsTable.SCHEMA), runs, places)
                        .coalesce(1));
        var sets = lake.table(SetBreakdownTable.SCHEMA);
        lake.replaceAll(
                LayerBreakdownTable.SCHEMA,
                LayerBreakdown.of(sets, configurations).coalesce(1));
        lake.replaceAll(
                StageBreakdownTable.SCHEMA,
                StageBreakdown.of(lake.table(StageStatsTable.SCHEMA), configurations)
                        .coalesce(1));
        var inputs = new Comparisons.Inputs(
                lake.table(LayerStatsTable.SCHEMA),
                lake.table(StageStatsTable.SCHEMA),
                lake.table(ChainStatsTable.SCHEMA),
                runs);
        lake.replaceAll(
                ComparisonTable.SCHEMA,
                Comparisons.ofEveryPair(inputs, configurations, places).coalesce(1));
        return BreakdownIssues.of(sets, runs);
    }
}
