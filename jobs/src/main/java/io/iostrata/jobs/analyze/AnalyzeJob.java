package io.iostrata.jobs.analyze;

import io.iostrata.jobs.Progress;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.VisibleRuns;
import io.iostrata.jobs.pages.LakePages;
import io.iostrata.schemas.tables.BenchmarkTable;
import io.iostrata.schemas.tables.ChainStatsTable;
import io.iostrata.schemas.tables.ClockTable;
import io.iostrata.schemas.tables.DistributionTable;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.FutexOverlapTable;
import io.iostrata.schemas.tables.FutexStatsTable;
import io.iostrata.schemas.tables.FutexWaitTable;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.LatencyHistogramTable;
import io.iostrata.schemas.tables.LatencyOverTimeTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.MainLoopStatsTable;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.RequestTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.schemas.tables.StageTable;
import io.iostrata.schemas.tables.TailAttributionTable;
import io.iostrata.schemas.tables.VcpuStatsTable;
import io.iostrata.transforms.Benchmarks;
import io.iostrata.transforms.ChainRequests;
import io.iostrata.transforms.ChainStats;
import io.iostrata.transforms.Chains;
import io.iostrata.transforms.CommonShapes;
import io.iostrata.transforms.CountedHistograms;
import io.iostrata.transforms.Discovery;
import io.iostrata.transforms.FutexOverlap;
import io.iostrata.transforms.FutexStats;
import io.iostrata.transforms.FutexWaits;
import io.iostrata.transforms.LatencyDistributions;
import io.iostrata.transforms.LatencyHistograms;
import io.iostrata.transforms.LatencyOverTime;
import io.iostrata.transforms.LayerStats;
import io.iostrata.transforms.MainLoopStats;
import io.iostrata.transforms.Pairings;
import io.iostrata.transforms.Requests;
import io.iostrata.transforms.Spans;
import io.iostrata.transforms.StageStats;
import io.iostrata.transforms.Stages;
import io.iostrata.transforms.TailAttribution;
import io.iostrata.transforms.TickClocks;
import io.iostrata.transforms.VcpuStats;
import io.iostrata.transforms.Walk;
import io.iostrata.transforms.WalkIssues;
import io.iostrata.transforms.WalkTables;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.WalkInputs;
import io.iostrata.transforms.walk.WalkPlan;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

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

    /** Analyzes; returns which runs. */
    public Set<String> run() {
        var runs = new VisibleRuns(lake).matching(options.runs());
        try (var kept = new Kept()) {
            analyze(runs, kept);
        }
        return runs;
    }

    /** Makes the tables over many runs anew, of the runs that are left after some went. */
    public void withoutRuns(Set<String> gone) {
        try (var kept = new Kept()) {
            var found = new Breakdowns(lake, options, kept).write();
            lake.removeAnalysisIssues(gone);
            lake.append(IssueTable.SCHEMA, found.coalesce(1));
        }
    }

    private void analyze(Set<String> runs, Kept kept) {
        var tables = new RunTables(lake, runs);
        var sources = kept.keep(of(runs, lake.table(SourceTable.SCHEMA)));
        var ofRuns = kept.keep(of(runs, lake.table(RunTable.SCHEMA)));
        var pages = LakePages.of(lake, runs, options.model());
        var plan = plan(pages, inputs(runs, ofRuns, sources));
        var walk = kept.keep(Walk.of(pages, plan));
        var spans = kept.keep(Spans.of(walk));
        var stages = kept.keep(Stages.of(walk));
        var pairings = kept.keep(Pairings.of(walk));
        tables.writeByPartition(SpanTable.SCHEMA, spans);
        Together.run(
                () -> tables.writeByPartition(StageTable.SCHEMA, stages),
                () -> tables.writeTogether(PairingTable.SCHEMA, pairings),
                () -> tables.writeTogether(ClockTable.SCHEMA, TickClocks.of(walk)));
        var overlap = new FutexOverlap.Inputs(kept.keep(FutexWaits.of(walk, ofRuns)), stages, sources);
        writeInstruments(tables, walk, overlap);
        progress.phase("following requests", 0);
        var followed = kept.keep(Requests.follow(spans, walk, Requests.nestings(plan, pairings.collectAsList())));
        var requests = Requests.requests(followed);
        var layers = Requests.layers(followed);
        tables.writeByPartition(RequestTable.SCHEMA, requests);
        Together.run(
                () -> tables.writeByPartition(RequestLayerTable.SCHEMA, layers),
                () -> tables.writeTogether(TailAttributionTable.SCHEMA, TailAttribution.of(requests, layers)));
        progress.phase("statistics", 0);
        var benchmarks = kept.keep(Benchmarks.of(of(runs, lake.table(EventTable.SCHEMA)), sources, ofRuns));
        var inputs = new LayerStats.Inputs(spans, pairings, benchmarks, sources);
        var distributed = new LatencyDistributions.Inputs(
                spans, requests, layers, chains(stages, kept), of(runs, lake.table(EventTable.SCHEMA)));
        writeStatistics(tables, inputs, distributed);
        progress.phase("breakdowns and comparisons", 0);
        var breakdowns = new Breakdowns(lake, options, kept).write();
        replaceIssues(
                runs,
                WalkIssues.of(walk)
                        .unionByName(Requests.issues(followed))
                        .unionByName(FutexOverlap.issues(overlap))
                        .unionByName(breakdowns));
    }

    private static void writeInstruments(RunTables tables, Dataset<Row> walk, FutexOverlap.Inputs overlap) {
        Together.run(
                () -> tables.writeByPartition(FutexWaitTable.SCHEMA, overlap.waits()),
                () -> tables.writeTogether(FutexStatsTable.SCHEMA, FutexStats.of(overlap.waits())),
                () -> tables.writeTogether(FutexOverlapTable.SCHEMA, FutexOverlap.of(overlap)),
                () -> tables.writeTogether(MainLoopStatsTable.SCHEMA, MainLoopStats.of(walk)),
                () -> tables.writeTogether(VcpuStatsTable.SCHEMA, VcpuStats.of(walk)));
    }

    private WalkPlan plan(Dataset<EventPage> pages, WalkInputs inputs) {
        progress.phase("finding devices, ports and interrupts", 0);
        var plan = Discovery.plan(pages, inputs, options.model());
        progress.phase("pairing events of " + plan.sources().size() + " files", 0);
        return plan;
    }

    private static Chains chains(Dataset<Row> stages, Kept kept) {
        var requests = kept.keep(ChainRequests.of(stages));
        return new Chains(stages, requests, kept.keep(CommonShapes.of(requests)));
    }

    private void writeStatistics(RunTables tables, LayerStats.Inputs inputs, LatencyDistributions.Inputs distributed) {
        var chains = distributed.chains();
        var histograms =
                LatencyHistograms.of(inputs.spans(), chains).unionByName(CountedHistograms.of(distributed.events()));
        var places = Places.of(options.model());
        Together.run(
                () -> tables.writeTogether(BenchmarkTable.SCHEMA, inputs.benchmarks()),
                () -> tables.writeTogether(StageStatsTable.SCHEMA, StageStats.of(chains)),
                () -> tables.writeTogether(LayerStatsTable.SCHEMA, LayerStats.of(inputs, places)),
                () -> tables.writeTogether(ChainStatsTable.SCHEMA, ChainStats.of(chains)),
                () -> tables.writeTogether(LatencyHistogramTable.SCHEMA, histograms),
                () -> tables.writeTogether(DistributionTable.SCHEMA, LatencyDistributions.of(distributed)),
                () -> tables.writeByPartition(LatencyOverTimeTable.SCHEMA, LatencyOverTime.of(inputs.spans())));
    }

    private WalkInputs inputs(Set<String> runs, Dataset<Row> ofRuns, Dataset<Row> sources) {
        var lost = of(runs, lake.table(IssueTable.SCHEMA))
                .where(functions
                        .col(IssueTable.KIND.name())
                        .isin(IssueKind.idsOfLosses().toArray()));
        var inputs = WalkTables.of(ofRuns.collectAsList(), sources.collectAsList(), lost.collectAsList());
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
