package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.LEVEL;
import static io.iostrata.schemas.tables.ComparisonTable.NAME;
import static io.iostrata.schemas.tables.ComparisonTable.PAIRING;
import static io.iostrata.schemas.tables.ComparisonTable.STATISTIC;
import static io.iostrata.schemas.tables.Distribution.HISTOGRAM;
import static io.iostrata.schemas.tables.Distribution.MEAN_NS;
import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SetBreakdownTable.DELTA_TO;
import static io.iostrata.transforms.ComparedRuns.MEMBER;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.transforms.Percentiles.EqualRuns;
import io.iostrata.transforms.Percentiles.Percentile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** The figures of each configuration, over the runs and sets that contribute to them. */
final class ComparedFigures {
    static final Field VALUE_NS = Field.required("value_ns", FieldType.DOUBLE, "The figure, ns.");
    static final Field RUNS = Field.required("figure_runs", FieldType.INT64, "Runs behind it; sets for an own time.");
    static final Field BY_RUN = Field.required(
            "by_run", FieldType.STRING_MAP, "The figure of each run by itself, ns; as text, since maps hold strings.");

    private static final TableSchema SCHEMA = TableSchema.of(
            "compared_figures",
            "configuration, figure and statistic",
            CONFIG,
            LEVEL,
            NAME,
            PAIRING,
            STATISTIC,
            DELTA_TO,
            VALUE_NS,
            RUNS,
            BY_RUN);

    private ComparedFigures() {}

    /** Of comparisons. */
    static final List<Percentile> REPORTED = List.of(Percentile.P50, Percentile.P90, Percentile.P99, Percentile.P999);

    /** Of shift functions. */
    static final List<Percentile> DECILES = Arrays.stream(Percentile.values())
            .filter(percentile -> percentile.compareTo(Percentile.P90) <= 0)
            .toList();

    /** Levels whose deciles are compared. */
    static final Set<String> SHIFTED = Set.of("benchmark", "total", "layer");

    /** @param runs rows of {@link ComparedRuns#SCHEMA} */
    static Dataset<Row> of(Dataset<Row> runs) {
        MapFunction<Row, String> key = row -> Stream.of(CONFIG, LEVEL, NAME, PAIRING)
                .map(column -> SmallTables.optionalText(row, column).orElse(""))
                .collect(Collectors.joining("\n"));
        FlatMapGroupsFunction<String, Row, Row> figures =
                (unused, members) -> figures(members).iterator();
        return runs.groupByKey(key, Encoders.STRING())
                .flatMapGroups(figures, Encoders.row(SparkSchemas.struct(SCHEMA)));
    }

    private static List<Row> figures(Iterator<Row> rows) {
        var byMember = new TreeMap<String, Row>();
        rows.forEachRemaining(row -> byMember.put(SmallTables.text(row, MEMBER), row));
        var inner = commonestInner(byMember.values());
        var members = byMember.values().stream()
                .filter(member -> SmallTables.optionalText(member, DELTA_TO).equals(inner))
                .toList();
        var figures = new ArrayList<Row>();
        Means.unweighted(members, member -> SmallTables.optionalNumber(member, MEAN_NS))
                .ifPresent(mean -> figures.add(figure(
                        members, "mean", mean, byRun(members, member -> SmallTables.optionalNumber(member, MEAN_NS)))));
        figures.addAll(percentiles(members));
        return figures;
    }

    private static List<Row> percentiles(List<Row> members) {
        var logged = members.stream()
                .filter(member -> !member.isNullAt(member.fieldIndex(HISTOGRAM.name())))
                .toList();
        if (logged.isEmpty()) {
            return List.of();
        }
        boolean isShifted = SHIFTED.contains(SmallTables.text(members.get(0), LEVEL));
        var wanted = Arrays.stream(Percentile.values())
                .filter(percentile -> REPORTED.contains(percentile) || isShifted)
                .toList();
        var merged = new EqualRuns();
        var ofMember = new IdentityHashMap<Row, Map<Percentile, Long>>();
        for (var member : logged) {
            var histogram = Histograms.decode(member.<byte[]>getAs(HISTOGRAM.name()));
            merged.add(histogram);
            ofMember.put(member, Percentiles.ofHistogram(histogram, wanted));
        }
        return wanted.stream()
                .map(percentile -> figure(
                        logged,
                        percentile.label(),
                        merged.value(percentile),
                        byRun(
                                logged,
                                member -> OptionalDouble.of(
                                        (double) ofMember.get(member).get(percentile)))))
                .toList();
    }

    /** Of a run with several members, the chains of one request, their mean. */
    private static Map<String, String> byRun(List<Row> members, Function<Row, OptionalDouble> value) {
        var byRun = new TreeMap<String, String>();
        members.stream()
                .collect(Collectors.groupingBy(member -> SmallTables.text(member, RUN_ID)))
                .forEach((run, ofRun) ->
                        Means.unweighted(ofRun, value).ifPresent(figure -> byRun.put(run, Double.toString(figure))));
        return byRun;
    }

    private static Row figure(List<Row> members, String statistic, double valueNs, Map<String, String> byRun) {
        var first = members.get(0);
        return new TableRow(SCHEMA)
                .set(CONFIG, SmallTables.text(first, CONFIG))
                .set(LEVEL, SmallTables.text(first, LEVEL))
                .set(NAME, SmallTables.text(first, NAME))
                .set(PAIRING, SmallTables.optionalText(first, PAIRING).orElse(null))
                .set(STATISTIC, statistic)
                .set(DELTA_TO, SmallTables.optionalText(first, DELTA_TO).orElse(null))
                .set(VALUE_NS, valueNs)
                .set(RUNS, (long) byRun.size())
                .set(BY_RUN, byRun)
                .row();
    }

    /** The inner layer most sets took the own time from, of two the first by name; none except for own times. */
    private static Optional<String> commonestInner(Collection<Row> members) {
        return members.stream()
                .collect(Collectors.groupingBy(
                        member -> SmallTables.optionalText(member, DELTA_TO).orElse(""),
                        TreeMap::new,
                        Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .filter(layer -> !layer.isEmpty());
    }
}
