package io.iostrata.jobs.report;

import io.iostrata.schemas.tables.ChangePointTable;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.LayerBreakdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The changes found in the course of a pair's runs: at which run, from what to what. */
final class HistoryText {
    private static final int MOST = 6;
    private static final String QUERY = "select * from change_points where config in (:baseline, :candidate) order by"
            + " case level when 'benchmark' then 0 when 'total' then 1 else 2 end, config, name, started_at, run_id";

    private final LayerNames names;

    HistoryText(LayerNames names) {
        this.names = names;
    }

    /** A line a change, whole requests first; the last one counts those left out. */
    List<String> of(SparkSession spark, Comparison.Pair pair) {
        var changes = spark.sql(QUERY, Map.of("baseline", pair.baseline(), "candidate", pair.candidate()))
                .collectAsList();
        var lines = new ArrayList<String>();
        changes.stream().limit(MOST).forEach(row -> lines.add(line(row)));
        if (changes.size() > MOST) {
            lines.add("… and " + (changes.size() - MOST) + " more changes: table change_points");
        }
        return lines;
    }

    private String line(Row row) {
        var subject = new Comparison.Subject(
                Cells.text(row, ComparisonTable.LEVEL),
                Cells.text(row, ComparisonTable.NAME),
                "mean",
                "",
                0,
                0,
                "",
                "");
        double beforeNs = Cells.number(row, ChangePointTable.BEFORE_NS).orElse(0);
        double afterNs = Cells.number(row, ChangePointTable.AFTER_NS).orElse(0);
        return "Change in %s: %s from %s to %s ns%s with run %s of %s; %d runs before, %d after"
                .formatted(
                        Configurations.nonBlank(Cells.text(row, LayerBreakdownTable.CONFIG)),
                        ComparisonSection.subject(subject, names),
                        Figures.ns(beforeNs),
                        Figures.ns(afterNs),
                        beforeNs > 0 ? " (" + Figures.signedPercent(afterNs / beforeNs - 1) + ")" : "",
                        Cells.text(row, ChangePointTable.RUN_ID),
                        Cells.text(row, ChangePointTable.STARTED_AT),
                        Cells.count(row, ChangePointTable.RUNS_BEFORE),
                        Cells.count(row, ChangePointTable.RUNS_AFTER));
    }
}
