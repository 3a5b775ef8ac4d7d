package io.iostrata.jobs.upkeep;

import io.iostrata.jobs.Progress;
import io.iostrata.jobs.analyze.AnalyzeJob;
import io.iostrata.jobs.analyze.AnalyzeOptions;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.VisibleRuns;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.StageStatsTable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;

/** Takes runs out of a lake: out of sight first, in one commit, then their rows and files. */
public final class ForgetJob {
    private final Lake lake;
    private final AnalyzeOptions breakdowns;
    private final Progress progress;

    /**
     * A job over a lake.
     *
     * @param breakdowns how the breakdowns are made of the runs that are left
     */
    public ForgetJob(Lake lake, AnalyzeOptions breakdowns, Progress progress) {
        this.lake = lake;
        this.breakdowns = breakdowns;
        this.progress = progress;
    }

    /** What became of the lake. */
    public record Forgotten(Set<String> runs, boolean hadBreakdowns) {}

    /** The runs that some patterns name; a pattern that names none is a mistake. */
    public Set<String> named(List<String> globs) {
        var visible = new VisibleRuns(lake);
        var runs = new TreeSet<String>();
        globs.forEach(glob -> runs.addAll(visible.matching(glob)));
        return runs;
    }

    /** Forgets runs. Killed on its way, it leaves runs whole or out of sight; what is left of those `vacuum` removes. */
    public Forgotten forget(Set<String> runs) {
        boolean hadBreakdowns = areAnalyzed(runs);
        progress.phase("hiding " + runs.size() + " runs", 0);
        var ingests = new VisibleRuns(lake).hide(runs);
        if (!ingests.isEmpty()) {
            progress.phase("removing their rows", 0);
            lake.removeReplaced(runs, ingests);
        }
        if (hadBreakdowns) {
            new AnalyzeJob(lake, breakdowns, progress).withoutRuns(runs);
        }
        return new Forgotten(runs, hadBreakdowns);
    }

    private boolean areAnalyzed(Collection<String> runs) {
        var isOfThem = functions.col(RunTable.RUN_ID.name()).isin(runs.toArray());
        return Stream.of(LayerStatsTable.SCHEMA, StageStatsTable.SCHEMA)
                .anyMatch(table -> !lake.table(table).where(isOfThem).isEmpty());
    }
}
