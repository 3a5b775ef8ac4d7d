package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.LEVEL;
import static io.iostrata.schemas.tables.ComparisonTable.NAME;
import static io.iostrata.schemas.tables.ComparisonTable.PAIRING;
import static io.iostrata.schemas.tables.ComparisonTable.STATISTIC;
import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.transforms.ComparedFigures.BY_RUN;
import static io.iostrata.transforms.SparkSchemas.c;

import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.tables.ChangePointTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.transforms.statistics.ChangePoints;
import io.iostrata.transforms.statistics.ChangePoints.Change;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Where the figures of a configuration change in the course of its runs. */
public final class Histories {
    /** Longer ones are looked at from their end: the time they take grows with the square. */
    static final int LONGEST = 1000;

    private static final double LEVEL_OF_CONFIG = 0.05;
    private static final long SEED = 1;
    private static final int SHORTEST = 2 * ChangePoints.SHORTEST_SEGMENT;

    private Histories() {}

    /** When a run started, where its manifest says so, and the ingest that wrote it. */
    public record Started(Optional<String> at, String ingestId) {}

    /**
     * Rows of change_points.
     *
     * @param figures of {@link Comparisons#figures}
     * @param started of each run
     */
    public static Dataset<Row> of(Dataset<Row> figures, Map<String, Started> started) {
        var starts = Starts.of(started);
        MapFunction<Row, String> config = row -> SmallTables.text(row, CONFIG);
        FlatMapGroupsFunction<String, Row, Row> changes = (unused, rows) -> {
            var histories = new ArrayList<History>();
            rows.forEachRemaining(row -> History.of(row, starts).ifPresent(histories::add));
            return histories.stream()
                    .sorted(Comparator.comparing(History::key))
                    .flatMap(history -> history.changes(histories.size()).stream())
                    .iterator();
        };
        return figures.where(c(STATISTIC).equalTo("mean").and(c(LEVEL).isin("benchmark", "total", "layer")))
                .groupByKey(config, Encoders.STRING())
                .flatMapGroups(changes, Encoders.row(SparkSchemas.struct(ChangePointTable.SCHEMA)));
    }

    /** What tasks need of {@link Started}: the runs that have a start, and all ingests. */
    private record Starts(Map<String, String> at, Map<String, String> ingestIds) implements Serializable {
        private static Starts of(Map<String, Started> started) {
            var at = new HashMap<String, String>();
            var ingestIds = new HashMap<String, String>();
            started.forEach((run, start) -> {
                start.at().ifPresent(time -> at.put(run, time));
                ingestIds.put(run, start.ingestId());
            });
            return new Starts(Map.copyOf(at), Map.copyOf(ingestIds));
        }
    }

    /** A run, when it started, and its figure. */
    private record Point(String run, String at, double valueNs) {}

    /** A figure over the dated runs of a configuration, in order of time. */
    private record History(Row figure, List<Point> points, long undated, String ingestId) {
        private static Optional<History> of(Row figure, Starts starts) {
            var byRun = SmallTables.map(figure, BY_RUN);
            var points = byRun.entrySet().stream()
                    .filter(run -> starts.at().containsKey(run.getKey()))
                    .map(run ->
                            new Point(run.getKey(), starts.at().get(run.getKey()), Double.parseDouble(run.getValue())))
                    .sorted(Comparator.comparing(Point::at).thenComparing(Point::run))
                    .toList();
            if (points.size() < SHORTEST) {
                return Optional.empty();
            }
            long undated = (long) byRun.size() - points.size();
            var ingests = byRun.keySet().stream()
                    .map(run -> starts.ingestIds().getOrDefault(run, ""))
                    .sorted()
                    .toList();
            var last = points.subList(Math.max(0, points.size() - LONGEST), points.size());
            return Optional.of(new History(figure, last, undated, Digests.ingestId(ingests)));
        }

        private String key() {
            return SmallTables.text(figure, LEVEL) + "\n" + SmallTables.text(figure, NAME) + "\n"
                    + SmallTables.optionalText(figure, PAIRING).orElse("");
        }

        private List<Row> changes(int histories) {
            var values = points.stream().mapToDouble(Point::valueNs).toArray();
            var changes = ChangePoints.of(values, LEVEL_OF_CONFIG / histories, SEED);
            var rows = new ArrayList<Row>();
            for (int i = 0; i < changes.size(); i++) {
                int from = i == 0 ? 0 : changes.get(i - 1).place();
                int to = i + 1 < changes.size() ? changes.get(i + 1).place() : values.length;
                rows.add(row(changes.get(i), values, from, to)
                        .set(ChangePointTable.HISTORIES, (long) histories)
                        .row());
            }
            return rows;
        }

        private TableRow row(Change change, double[] values, int from, int to) {
            var first = points.get(change.place());
            return new TableRow(ChangePointTable.SCHEMA)
                    .set(CONFIG, SmallTables.text(figure, CONFIG))
                    .set(RunTable.INGEST_ID, ingestId)
                    .set(LEVEL, SmallTables.text(figure, LEVEL))
                    .set(NAME, SmallTables.text(figure, NAME))
                    .set(PAIRING, SmallTables.optionalText(figure, PAIRING).orElse(null))
                    .set(ChangePointTable.RUN_ID, first.run())
                    .set(ChangePointTable.STARTED_AT, first.at())
                    .set(ChangePointTable.BEFORE_NS, mean(values, from, change.place()))
                    .set(ChangePointTable.AFTER_NS, mean(values, change.place(), to))
                    .set(ChangePointTable.RUNS_BEFORE, (long) change.place() - from)
                    .set(ChangePointTable.RUNS_AFTER, (long) to - change.place())
                    .set(ChangePointTable.P_VALUE, change.pValue())
                    .set(ChangePointTable.RUNS_UNDATED, undated);
        }

        private static double mean(double[] values, int from, int to) {
            return Arrays.stream(values, from, to).average().orElseThrow();
        }
    }
}
