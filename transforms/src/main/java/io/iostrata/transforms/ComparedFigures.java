package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.LEVEL;
import static io.iostrata.schemas.tables.ComparisonTable.NAME;
import static io.iostrata.schemas.tables.ComparisonTable.PAIRING;
import static io.iostrata.schemas.tables.ComparisonTable.STATISTIC;
import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.schemas.tables.SetBreakdownTable.DELTA_TO;
import static io.iostrata.transforms.ComparedRuns.MEMBER;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.transforms.Comparisons.Asked;
import io.iostrata.transforms.Percentiles.Percentile;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    static final Field BY_RUN = Field.required(
            "by_run", FieldType.STRING_MAP, "The figure of each run by itself, ns; as text, since maps hold strings.");
    static final Field BY_BLOCK = Field.required(
            "by_block", FieldType.STRING_MAP, "The figure of each block's runs together, ns; empty without blocks.");
    static final Field VALUE_LO_NS = Field.optional(
            "value_lo_ns", FieldType.DOUBLE, "Lower end of the figure's interval by resampling; null with few runs.");
    static final Field VALUE_HI_NS =
            Field.optional("value_hi_ns", FieldType.DOUBLE, "Upper end of the figure's interval by resampling.");

    static final Field SHARE_WITHIN = Field.optional(
            "share_within", FieldType.DOUBLE, "Share of the variance between runs that their requests leave.");

    static final TableSchema SCHEMA = TableSchema.of(
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
            BY_RUN,
            BY_BLOCK,
            VALUE_LO_NS,
            VALUE_HI_NS,
            SHARE_WITHIN);

    /**
     * What the figures of one configuration need to know.
     *
     * @param confidence of the figures' intervals
     * @param layers outermost first
     */
    private record How(Blocks blocks, double confidence, List<String> layers) implements Serializable {}

    private ComparedFigures() {}

    /** Of comparisons. */
    static final List<Percentile> REPORTED = List.of(Percentile.P50, Percentile.P90, Percentile.P99, Percentile.P999);

    /** Of shift functions. */
    static final List<Percentile> DECILES = Arrays.stream(Percentile.values())
            .filter(percentile -> percentile.compareTo(Percentile.P90) <= 0)
            .toList();

    /** Levels whose deciles are compared. */
    static final Set<String> SHIFTED = Set.of("benchmark", "total", "layer");

    /**
     * Of each configuration.
     *
     * @param runs rows of {@link ComparedRuns#SCHEMA}
     */
    static Dataset<Row> of(Dataset<Row> runs, Asked asked) {
        var layers = LayerPlace.sum(asked.places());
        var how = new How(asked.blocks(), asked.question().confidence(), layers);
        MapFunction<Row, String> key = row -> Stream.of(CONFIG, LEVEL, NAME, PAIRING)
                .map(column -> SmallTables.optionalText(row, column).orElse(""))
                .collect(Collectors.joining("\n"));
        FlatMapGroupsFunction<String, Row, Row> figures =
                (unused, members) -> figures(members, how).iterator();
        return runs.groupByKey(key, Encoders.STRING())
                .flatMapGroups(figures, Encoders.row(SparkSchemas.struct(SCHEMA)));
    }

    private static List<Row> figures(Iterator<Row> rows, How how) {
        var byMember = new TreeMap<String, Row>();
        rows.forEachRemaining(row -> byMember.put(SmallTables.text(row, MEMBER), row));
        var any = byMember.firstEntry().getValue();
        var inners = byMember.values().stream()
                .map(member -> SmallTables.optionalText(member, DELTA_TO))
                .toList();
        var inner = new CommonestInner(how.layers()).of(SmallTables.text(any, NAME), inners);
        var members = byMember.values().stream()
                .filter(member -> SmallTables.optionalText(member, DELTA_TO).equals(inner))
                .toList();
        var first = members.get(0);
        boolean isOwnTime = SmallTables.text(first, LEVEL).equals("layer_own");
        var ofRuns = new RunFigures(MergedRun.of(members), how.blocks(), isOwnTime ? 1 : how.confidence());
        return Stream.concat(ofRuns.mean().stream(), ofRuns.percentiles(wanted(first)).stream())
                .map(figure -> row(first, figure))
                .toList();
    }

    private static List<Percentile> wanted(Row member) {
        boolean isShifted = SHIFTED.contains(SmallTables.text(member, LEVEL));
        return Arrays.stream(Percentile.values())
                .filter(percentile -> REPORTED.contains(percentile) || isShifted)
                .toList();
    }

    private static Row row(Row member, RunFigures.Figure figure) {
        var row = new TableRow(SCHEMA)
                .set(CONFIG, SmallTables.text(member, CONFIG))
                .set(LEVEL, SmallTables.text(member, LEVEL))
                .set(NAME, SmallTables.text(member, NAME))
                .set(PAIRING, SmallTables.optionalText(member, PAIRING).orElse(null))
                .set(STATISTIC, figure.statistic())
                .set(DELTA_TO, SmallTables.optionalText(member, DELTA_TO).orElse(null))
                .set(VALUE_NS, figure.valueNs())
                .set(RUNS, (long) figure.byRun().size())
                .set(BY_RUN, asText(figure.byRun()))
                .set(BY_BLOCK, asText(figure.byBlock()))
                .set(SHARE_WITHIN, figure.within());
        figure.resampled()
                .ifPresent(interval -> row.set(VALUE_LO_NS, interval.lo()).set(VALUE_HI_NS, interval.hi()));
        return row.row();
    }

    private static Map<String, String> asText(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, figure -> Double.toString(figure.getValue())));
    }
}
