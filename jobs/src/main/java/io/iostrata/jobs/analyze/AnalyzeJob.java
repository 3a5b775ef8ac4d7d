package io.iostrata.jobs.analyze;

import io.iostrata.jobs.Progress;
import io.iostrata.jobs.UserError;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.schemas.tables.BenchmarkTable;
import io.iostrata.schemas.tables.ChainStatsTable;
import io.iostrata.schemas.tables.ClockTable;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.LatencyHistogramTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.schemas.tables.StageTable;
import io.iostrata.transforms.Benchmarks;
import io.iostrata.transforms.ChainStats;
import io.iostrata.transforms.Discovery;
import io.iostrata.transforms.LatencyHistograms;
import io.iostrata.transforms.LayerStats;
import io.iostrata.transforms.Pairings;
import io.iostrata.transforms.Spans;
import io.iostrata.transforms.StageStats;
import io.iostrata.transforms.Stages;
import io.iostrata.transforms.TickClocks;
import io.iostrata.transforms.Walk;
import io.iostrata.transforms.WalkIssues;
import io.iostrata.transforms.WalkTables;
import io.iostrata.transforms.walk.WalkInputs;
import io.iostrata.transforms.walk.WalkPlan;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** Events into spans, stages and statistics of each run, then into the breakdowns of all of them. */
public final class AnalyzeJob {
    private final Lake lake;
    private final AnalyzeOptions options;
    private final Progress progress;

    public AnalyzeJob(Lake lake, AnalyzeOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
    }

    /** Analyzes; returns how many runs that were. */
    public int run() {
        var runs = runs();
        var tables = new RunTables(lake, runs, options.isOfEveryRun());
        progress.phase("finding devices, ports and interrupts", 0);
        var events = of(runs, lake.eventsByFile());
        var inputs = inputs(runs);
        var facts = Discovery.of(events, inputs, options.model()).collectAsList();
        var walk = Walk.of(events, WalkPlan.of(options.model(), inputs, facts)).persist(StorageLevel.MEMORY_AND_DISK());
        progress.phase("pairing events of " + facts.size() + " files", facts.size());
        var spans = Spans.of(walk).persist(StorageLevel.MEMORY_AND_DISK());
        var stages = Stages.of(walk).persist(StorageLevel.MEMORY_AND_DISK());
        tables.writeByPartition(SpanTable.SCHEMA, spans);
        tables.writeByPartition(StageTable.SCHEMA, stages);
        tables.writeTogether(PairingTable.SCHEMA, Pairings.of(walk));
        tables.writeTogether(ClockTable.SCHEMA, TickClocks.of(walk));
        writeStatistics(tables, runs, spans, stages);
        var breakdowns = new Breakdowns(lake, options, progress);
        var found = WalkIssues.of(walk).unionByName(breakdowns.write());
        replaceIssues(runs, found);
        walk.unpersist();
        spans.unpersist();
        stages.unpersist();
        return runs.size();
    }

    private void writeStatistics(RunTables tables, Set<String> runs, Dataset<Row> spans, Dataset<Row> stages) {
        progress.phase("statistics", 0);
        var sources = of(runs, lake.table(SourceTable.SCHEMA));
        var benchmarks = Benchmarks.of(of(runs, lake.eventsByFile()), sources, of(runs, lake.table(RunTable.SCHEMA)));
        tables.writeTogether(BenchmarkTable.SCHEMA, benchmarks);
        var inputs = new LayerStats.Inputs(
                spans, of(runs, lake.table(PairingTable.SCHEMA)), of(runs, lake.table(BenchmarkTable.SCHEMA)), sources);
        tables.writeTogether(LayerStatsTable.SCHEMA, LayerStats.of(inputs, Places.of(options.model())));
        tables.writeTogether(StageStatsTable.SCHEMA, StageStats.of(stages));
        tables.writeTogether(ChainStatsTable.SCHEMA, ChainStats.of(stages));
        tables.writeTogether(LatencyHistogramTable.SCHEMA, LatencyHistograms.of(spans, stages));
    }

    private Set<String> runs() {
        var glob =
                Pattern.compile("\\Q" + options.runs().replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E");
        var runs = lake.table(RunTable.SCHEMA).select(RunTable.RUN_ID.name()).collectAsList().stream()
                .map(row -> row.getString(0))
                .filter(run -> glob.matcher(run).matches())
                .collect(Collectors.toSet());
        if (runs.isEmpty()) {
            throw new UserError("no run of the lake matches \"" + options.runs() + "\"");
        }
        return runs;
    }

    private WalkInputs inputs(Set<String> runs) {
        var lost = of(runs, lake.table(IssueTable.SCHEMA))
                .where(functions.col(IssueTable.KIND.name()).equalTo("lost_events"));
        var inputs = WalkTables.of(
                of(runs, lake.table(RunTable.SCHEMA)).collectAsList(),
                of(runs, lake.table(SourceTable.SCHEMA)).collectAsList(),
                lost.collectAsList());
        return inputs.giving(options.values());
    }

    private Dataset<Row> of(Set<String> runs, Dataset<Row> rows) {
        return options.isOfEveryRun()
                ? rows
                : rows.where(functions.col(RunTable.RUN_ID.name()).isin(runs.toArray()));
    }

    /** Findings of the analyzed runs, and those of breakdowns, which are of all runs, in the place of earlier ones. */
    private void replaceIssues(Set<String> runs, Dataset<Row> found) {
        lake.removeAnalysisIssues(options.isOfEveryRun() ? Set.of() : runs);
        lake.append(IssueTable.SCHEMA, found.coalesce(1));
    }
}
