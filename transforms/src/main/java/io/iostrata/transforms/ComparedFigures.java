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
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
            RUNS);
    private static final List<Percentile> PERCENTILES = List.of(Percentile.P50, Percentile.P90, Percentile.P99);

    private ComparedFigures() {}

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
                .ifPresent(mean -> figures.add(figure(members, "mean", mean)));
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
        var runs = new EqualRuns(logged.stream()
                .map(member -> Histograms.decode(member.<byte[]>getAs(HISTOGRAM.name())))
                .toList());
        return PERCENTILES.stream()
                .map(percentile -> figure(logged, percentile.name().toLowerCase(Locale.ROOT), runs.value(percentile)))
                .toList();
    }

    private static Row figure(List<Row> members, String statistic, double valueNs) {
        var first = members.get(0);
        return new TableRow(SCHEMA)
                .set(CONFIG, SmallTables.text(first, CONFIG))
                .set(LEVEL, SmallTables.text(first, LEVEL))
                .set(NAME, SmallTables.text(first, NAME))
                .set(PAIRING, SmallTables.optionalText(first, PAIRING).orElse(null))
                .set(STATISTIC, statistic)
                .set(DELTA_TO, SmallTables.optionalText(first, DELTA_TO).orElse(null))
                .set(VALUE_NS, valueNs)
                .set(RUNS, runs(members))
                .row();
    }

    private static long runs(List<Row> members) {
        return members.stream()
                .map(member -> SmallTables.text(member, RUN_ID))
                .distinct()
                .count();
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
