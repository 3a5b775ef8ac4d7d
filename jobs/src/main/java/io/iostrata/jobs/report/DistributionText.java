package io.iostrata.jobs.report;

import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.ShiftFunctionTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** How the whole distribution of a pair moves: the verdicts on its percentiles, and the deciles that differ. */
final class DistributionText {
    private static final Map<String, String> IN_WORDS =
            Map.of("p50", "median", "p90", "p90", "p99", "p99", "p999", "p99.9");
    private static final List<String> ORDER = List.of("p50", "p90", "p99", "p999");
    private static final String QUERY =
            "select * from shift_functions where baseline = :baseline and candidate = :candidate order by decile";

    private final LayerNames names;

    DistributionText(LayerNames names) {
        this.names = names;
    }

    /** A decile's difference, and whether its band shows the candidate to be faster or slower there. */
    private record Decile(int decile, double diffNs, String direction) {
        private static Decile of(Row row) {
            double lo = Cells.number(row, ShiftFunctionTable.BAND_LO_NS).orElse(0);
            double hi = Cells.number(row, ShiftFunctionTable.BAND_HI_NS).orElse(0);
            String direction = hi < 0 ? "faster" : lo > 0 ? "slower" : "not told apart";
            return new Decile(
                    row.getAs(ShiftFunctionTable.DECILE.name()),
                    Cells.number(row, ShiftFunctionTable.DIFF_NS).orElse(0),
                    direction);
        }
    }

    /**
     * A paragraph for each of the subjects that has percentiles on both sides.
     *
     * @param rows of comparisons, of one pair
     */
    List<String> of(SparkSession spark, List<Comparison> rows) {
        var subjects = new LinkedHashMap<List<String>, List<Comparison>>();
        rows.stream()
                .filter(row -> ORDER.contains(row.subject().statistic())
                        && row.diffNs().isPresent())
                .forEach(row -> subjects.computeIfAbsent(key(row.subject()), subject -> new ArrayList<>())
                        .add(row));
        if (subjects.isEmpty()) {
            return List.of();
        }
        var pair = rows.get(0).pair();
        var deciles =
                spark
                        .sql(QUERY, Map.of("baseline", pair.baseline(), "candidate", pair.candidate()))
                        .collectAsList()
                        .stream()
                        .collect(Collectors.groupingBy(
                                DistributionText::key, Collectors.mapping(Decile::of, Collectors.toList())));
        return subjects.entrySet().stream()
                .map(subject -> paragraph(subject.getValue(), deciles.getOrDefault(subject.getKey(), List.of())))
                .toList();
    }

    private String paragraph(List<Comparison> percentiles, List<Decile> deciles) {
        var subject = percentiles.get(0).subject();
        String pairing = subject.pairing().equals("across_runs") ? " (one layer a run)" : "";
        var parts = Stream.concat(verdicts(percentiles).stream(), shifts(deciles).stream())
                .toList();
        return Paragraph.of("Distribution of " + what(subject) + pairing + ":", ";", parts);
    }

    private String what(Comparison.Subject subject) {
        String withStatistic = ComparisonSection.subject(subject, names);
        return withStatistic.substring(
                0, withStatistic.length() - ", ".length() - subject.statistic().length());
    }

    /** "better: median -3.10%, p90 -2.00%", percentiles of one verdict together. */
    private static List<String> verdicts(List<Comparison> percentiles) {
        var byVerdict = new LinkedHashMap<String, List<String>>();
        ORDER.forEach(statistic -> percentiles.stream()
                .filter(row -> row.subject().statistic().equals(statistic))
                .forEach(row -> byVerdict
                        .computeIfAbsent(verdict(row), verdict -> new ArrayList<>())
                        .add(IN_WORDS.get(statistic) + difference(row.diffRatio()))));
        return byVerdict.entrySet().stream()
                .map(same -> same.getKey() + ": " + String.join(", ", same.getValue()))
                .toList();
    }

    private static String difference(OptionalDouble ratio) {
        return ratio.isEmpty() ? "" : " " + Figures.signedPercent(ratio.getAsDouble());
    }

    /** The verdict without what more runs would show. */
    private static String verdict(Comparison row) {
        return row.verdict().orElse("not tested").split(":", 2)[0];
    }

    /** "deciles 1 to 7 faster (-1200 … -300 ns)", neighbours of one direction together. */
    private static List<String> shifts(List<Decile> deciles) {
        if (deciles.isEmpty()) {
            return List.of();
        }
        var shifts = new ArrayList<String>();
        int from = 0;
        for (int to = 1; to <= deciles.size(); to++) {
            if (to == deciles.size()
                    || !deciles.get(to).direction().equals(deciles.get(from).direction())) {
                shifts.add(shift(deciles.subList(from, to)));
                from = to;
            }
        }
        return shifts;
    }

    private static String shift(List<Decile> same) {
        var first = same.get(0);
        var last = same.get(same.size() - 1);
        return same.size() == 1
                ? "decile %d %s (%s ns)".formatted(first.decile(), first.direction(), Figures.signedNs(first.diffNs()))
                : "deciles %d to %d %s (%s … %s ns)"
                        .formatted(
                                first.decile(),
                                last.decile(),
                                first.direction(),
                                Figures.signedNs(first.diffNs()),
                                Figures.signedNs(last.diffNs()));
    }

    private static List<String> key(Comparison.Subject subject) {
        return List.of(subject.level(), subject.name(), subject.pairing());
    }

    private static List<String> key(Row row) {
        return List.of(
                Cells.text(row, ComparisonTable.LEVEL),
                Cells.text(row, ComparisonTable.NAME),
                Cells.optionalText(row, ComparisonTable.PAIRING).orElse(""));
    }
}
