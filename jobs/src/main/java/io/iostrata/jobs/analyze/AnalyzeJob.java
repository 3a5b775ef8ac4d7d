package io.iostrata.jobs.analyze;

import io.iostrata.jobs.Progress;
import io.iostrata.jobs.Together;
import io.iostrata.jobs.UserError;
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
import io.iostrata.schemas.tables.PercentileCompositionTable;
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
import io.iostrata.transforms.ChainStats;
import io.iostrata.transforms.Chains;
import io.iostrata.transforms.CountedHistograms;
import io.iostrata.transforms.Discovery;
import io.iostrata.transforms.FutexOverlap;
import io.iostrata.transforms.FutexStats;
import io.iostrata.transforms.FutexWaits;
import io.iostrata.transforms.LatencyDistributions;
import io.iostrata.transforms.LatencyHistograms;
import io.iostrata.transforms.LatencyOverTime;
import io.iostrata.transforms.LayerPacks;
import io.iostrata.transforms.LayerStats;
import io.iostrata.transforms.MainLoopStats;
import io.iostrata.transforms.Pairings;
import io.iostrata.transforms.PercentileComposition;
import io.iostrata.transforms.Requests;
import io.iostrata.transforms.Spans;
import io.iostrata.transforms.SparkSchemas;
import io.iostrata.transforms.StageStats;
import io.iostrata.transforms.Stages;
import io.iostrata.transforms.TailAttribution;
import io.iostrata.transforms.TickClocks;
import io.iostrata.transforms.VcpuStats;
import io.iostrata.transforms.WalkIssues;
import io.iostrata.transforms.WalkTables;
import io.iostrata.transforms.Walks;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.WalkInputs;
import io.iostrata.transforms.walk.WalkPlan;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Events into spans, stages and statistics of each run, then into the breakdowns of all of them. */
public final class AnalyzeJob {
    private final Lake lake;
    private final AnalyzeOptions options;
    private final Progress progress;
    private final Analyses analyses;

    public AnalyzeJob(Lake lake, AnalyzeOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
        this.analyses = new Analyses(lake, options);
    }

    /**
     * Which runs were analyzed.
     *
     * @param before those that were, as asked, already
     */
    public record Analyzed(Set<String> now, Set<String> before) {
        public Analyzed {
            now = Set.copyOf(now);
            before = Set.copyOf(before);
        }
    }

    /** Analyzes the runs whose tables are not what they would become, and makes the tables over many runs anew. */
    public Analyzed run() {
        var runs = new VisibleRuns(lake).matching(options.runs());
        var missing = analyses.missing(runs);
        if (missing.isEmpty()) {
            withoutRuns(Set.of());
        } else {
            analyze(missing);
        }
        runs.removeAll(missing);
        return new Analyzed(missing, runs);
    }

    /** As {@link #run}, of every run asked for. */
    public Analyzed runAgain() {
        var runs = new VisibleRuns(lake).matching(options.runs());
        analyze(runs);
        return new Analyzed(runs, Set.of());
    }

    /** Makes the tables over many runs anew, of the runs that are left after some went, unless they would come out as they are. */
    public void withoutRuns(Set<String> gone) {
        try (var kept = new Kept()) {
            var breakdowns = new Breakdowns(lake, options, analyses.digest(), kept);
            if (!breakdowns.areMade()) {
                progress.phase("breakdowns and comparisons", 0);
                breakdowns.write(gone, lake.spark().createDataFrame(List.of(), SparkSchemas.struct(IssueTable.SCHEMA)));
            }
        }
    }

    private void analyze(Set<String> runs) {
        var ingests = analyses.begin(runs);
        try (var kept = new Kept()) {
            makeTables(runs, kept);
        }
        var disturbed = analyses.done(ingests);
        if (!disturbed.isEmpty()) {
            throw new UserError("analyzed by another command at the same time: " + String.join(", ", disturbed)
                    + " (run iostrata analyze again)");
        }
    }

    private void makeTables(Set<String> runs, Kept kept) {
        var tables = new RunTables(lake, runs);
        var sources = kept.keep(ofRuns(lake.table(SourceTable.SCHEMA), runs));
        var ofRuns = kept.keep(ofRuns(lake.table(RunTable.SCHEMA), runs));
        var pages = LakePages.of(lake, runs, options.model());
        var plan = plan(pages, inputs(runs, ofRuns, sources));
        var passages = new Passages(lake, runs, kept, sources);
        var walks = passages.walks(pages, plan);
        var waits = passages.toWrite(FutexWaits.of(walks, ofRuns));
        var written = writePassages(tables, passages, walks, waits);
        var overlap = new FutexOverlap.Inputs(
                passages.written(FutexWaitTable.SCHEMA, waits), ofRuns(written.stages, plan.runsWithWaits()), sources);
        writeInstruments(tables, walks.figures(), overlap);
        progress.phase("following requests", 0);
        var nestings = Requests.nestings(plan, written.pairings.collectAsList());
        var followed = passages.keep(Requests.follow(written.spans, walks, nestings));
        var ranked = writeRequests(tables, passages, followed);
        progress.phase("statistics", 0);
        var packs = passages.keep(LayerPacks.of(written.spans, followed, nestings));
        var events = ofRuns(lake.table(EventTable.SCHEMA), runs);
        var benchmarks = kept.keep(Benchmarks.of(events, sources, ofRuns));
        var inputs = new LayerStats.Inputs(written.spans, packs, written.pairings, benchmarks, sources);
        var chains = Chains.of(written.stages, passages::keep);
        writeStatistics(tables, inputs, new LatencyDistributions.Inputs(packs, chains, events), ranked);
        progress.phase("breakdowns and comparisons", 0);
        var findings = WalkIssues.of(walks.figures())
                .unionByName(Requests.issues(followed))
                .unionByName(FutexOverlap.issues(overlap));
        new Breakdowns(lake, options, analyses.digest(), kept).write(runs, findings);
    }

    /** Tables of the lake that others are made of. */
    private record Written(Dataset<Row> spans, Dataset<Row> stages, Dataset<Row> pairings) {}

    private static Written writePassages(RunTables tables, Passages passages, Walks walks, Dataset<Row> waits) {
        var spans = passages.toWrite(Spans.of(walks));
        var stages = passages.toWrite(Stages.of(walks));
        var pairings = passages.keep(Pairings.of(walks.figures()));
        tables.writeByPartition(SpanTable.SCHEMA, spans);
        Together.run(
                () -> tables.writeByPartition(StageTable.SCHEMA, stages),
                () -> tables.writeByPartition(FutexWaitTable.SCHEMA, waits),
                () -> tables.writeTogether(PairingTable.SCHEMA, pairings),
                () -> tables.writeTogether(ClockTable.SCHEMA, TickClocks.of(walks.figures())));
        return new Written(
                passages.written(SpanTable.SCHEMA, spans), passages.written(StageTable.SCHEMA, stages), pairings);
    }

    /** What there is to say of the slowest requests, and of those around a percentile. */
    private record Ranked(Dataset<Row> tails, Dataset<Row> compositions) {}

    private static Ranked writeRequests(RunTables tables, Passages passages, Dataset<Row> followed) {
        var requests = Requests.requests(followed);
        var layers = Requests.layers(followed);
        tables.writeByPartition(RequestTable.SCHEMA, requests);
        tables.writeByPartition(RequestLayerTable.SCHEMA, layers);
        var written = passages.written(RequestTable.SCHEMA, requests);
        var ofLayers = passages.written(RequestLayerTable.SCHEMA, layers);
        return new Ranked(TailAttribution.of(written, ofLayers), PercentileComposition.of(written, ofLayers));
    }

    private static void writeInstruments(RunTables tables, Dataset<Row> walk, FutexOverlap.Inputs overlap) {
        Together.run(
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

    private void writeStatistics(
            RunTables tables, LayerStats.Inputs inputs, LatencyDistributions.Inputs distributed, Ranked ranked) {
        var chains = distributed.chains();
        var histograms =
                LatencyHistograms.of(inputs.packs(), chains).unionByName(CountedHistograms.of(distributed.events()));
        var places = Places.of(options.model());
        Together.run(
                () -> tables.writeTogether(BenchmarkTable.SCHEMA, inputs.benchmarks()),
                () -> tables.writeTogether(StageStatsTable.SCHEMA, StageStats.of(chains)),
                () -> tables.writeTogether(LayerStatsTable.SCHEMA, LayerStats.of(inputs, places)),
                () -> tables.writeTogether(ChainStatsTable.SCHEMA, ChainStats.of(chains)),
                () -> tables.writeTogether(LatencyHistogramTable.SCHEMA, histograms),
                () -> tables.writeTogether(DistributionTable.SCHEMA, LatencyDistributions.of(distributed)),
                () -> tables.writeTogether(TailAttributionTable.SCHEMA, ranked.tails),
                () -> tables.writeTogether(PercentileCompositionTable.SCHEMA, ranked.compositions),
                () -> tables.writeByPartition(LatencyOverTimeTable.SCHEMA, LatencyOverTime.of(inputs.spans())));
    }

    private WalkInputs inputs(Set<String> runs, Dataset<Row> ofRuns, Dataset<Row> sources) {
        var lost = ofRuns(lake.table(IssueTable.SCHEMA), runs)
                .where(functions
                        .col(IssueTable.KIND.name())
                        .isin(IssueKind.idsOfLosses().toArray()));
        var inputs = WalkTables.of(ofRuns.collectAsList(), sources.collectAsList(), lost.collectAsList());
        return inputs.giving(options.values());
    }

    private static Dataset<Row> ofRuns(Dataset<Row> rows, Set<String> runs) {
        return rows.where(functions.col(RunTable.RUN_ID.name()).isin(runs.toArray()));
    }
}
