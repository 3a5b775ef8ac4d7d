package io.iostrata.transforms;

import static io.iostrata.schemas.tables.RunTable.CONFIG;
import static io.iostrata.schemas.tables.RunTable.CONFIG_ID;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.SET_ID;
import static io.iostrata.schemas.tables.SetBreakdownTable.CONTROL_NS;
import static io.iostrata.schemas.tables.SetBreakdownTable.CUMULATIVE_NS;
import static io.iostrata.schemas.tables.SetBreakdownTable.DELTA_NS;
import static io.iostrata.schemas.tables.SetBreakdownTable.DELTA_TO;
import static io.iostrata.schemas.tables.SetBreakdownTable.PAIRING;
import static io.iostrata.schemas.tables.SetBreakdownTable.RUN_ID;
import static io.iostrata.schemas.tables.SpanTable.LAYER;
import static io.iostrata.transforms.SparkSchemas.c;

import io.iostrata.schemas.config.Configuration;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is doubtful about a set's breakdown: an inner layer larger than the one around it, a control more than 5 % off the
 * set's guest benchmark, layers of several runs without an untraced one to hold them against, layers of several configurations,
 * layers whose spans are not a request each.
 */
public final class BreakdownIssues {
    private static final double CONTROL_TOLERANCE = 0.05;

    private BreakdownIssues() {}

    /**
     * Of all sets.
     *
     * @param configurations of {@link Configurations}, by which sets are compared
     */
    public static Dataset<Row> of(Dataset<Row> setBreakdown, Dataset<Row> runs, Dataset<Row> configurations) {
        var ofRuns = setBreakdown
                .drop(INGEST_ID.name())
                .join(runs.select(c(RUN_ID), c(INGEST_ID), c(CONFIG)), RUN_ID.name());
        return SmallTables.inOneTask(RunLabels.beside(ofRuns, configurations), IssueTable.SCHEMA, rows -> {
            var labels = RunLabels.of(rows);
            return bySet(rows)
                    .flatMap(set -> Stream.concat(ofSet(set), mixed(set, labels).stream()))
                    .toList();
        });
    }

    private static Stream<List<Row>> bySet(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> SmallTables.text(row, SET_ID) + "\n" + SmallTables.text(row, CONFIG_ID),
                        TreeMap::new,
                        Collectors.toList()))
                .values()
                .stream();
    }

    private static Stream<Row> ofSet(List<Row> set) {
        var guest = set.stream()
                .filter(row -> SmallTables.text(row, LAYER).equals(LayerPlace.GUEST_BENCHMARK))
                .mapToDouble(row -> SmallTables.number(row, CUMULATIVE_NS))
                .findFirst();
        var exceeding = set.stream()
                .filter(row -> SmallTables.optionalNumber(row, DELTA_NS).orElse(0) < 0)
                .map(BreakdownIssues::innerExceedsOuter);
        var differing = set.stream()
                .filter(row -> differs(SmallTables.optionalNumber(row, CONTROL_NS), guest))
                .map(row -> controlDiffers(row, guest.getAsDouble()));
        var unheld = set.stream()
                .filter(row -> SmallTables.text(row, PAIRING).equals("across_runs") && guest.isEmpty())
                .limit(1)
                .map(BreakdownIssues::noTotal);
        var shared = set.stream()
                .filter(row -> SmallTables.optionalNumber(row, DELTA_NS).isEmpty())
                .filter(row -> !SmallTables.text(row, LAYER).equals(LayerPlace.HOST_BENCHMARK))
                .map(BreakdownIssues::mixedSpans);
        return Stream.of(exceeding, differing, unheld, shared).flatMap(issues -> issues);
    }

    private static boolean differs(OptionalDouble control, OptionalDouble guest) {
        return control.isPresent()
                && guest.isPresent()
                && Math.abs(control.getAsDouble() - guest.getAsDouble()) > CONTROL_TOLERANCE * guest.getAsDouble();
    }

    /** Layers of one set, measured under several configurations, as far as those are told apart. */
    private static Optional<Row> mixed(List<Row> set, RunLabels labels) {
        var layers = set.stream()
                .filter(row -> !SmallTables.text(row, LAYER).equals(LayerPlace.HOST_BENCHMARK))
                .toList();
        if (labels.isOne(
                layers.stream().map(row -> SmallTables.text(row, RUN_ID)).toList())) {
            return Optional.empty();
        }
        var keys = Configuration.differing(layers.stream()
                .map(row -> Configuration.of(SmallTables.map(row, CONFIG)))
                .distinct()
                .toList());
        return keys.isEmpty() ? Optional.empty() : Optional.of(mixedConfigurations(layers.get(0), keys));
    }

    private static Row mixedConfigurations(Row row, Collection<String> keys) {
        return issue(
                row,
                IssueKind.MIXED_CONFIGURATIONS,
                String.format(
                        Locale.ROOT,
                        "set %s: its layers were measured under several %s, expected one configuration; own times between"
                                + " them are in no comparison",
                        SmallTables.text(row, SET_ID),
                        String.join(", ", keys)));
    }

    private static Row innerExceedsOuter(Row row) {
        double outer = SmallTables.number(row, CUMULATIVE_NS);
        return issue(
                row,
                IssueKind.INNER_EXCEEDS_OUTER,
                String.format(
                        Locale.ROOT,
                        "set %s: %s takes %.1f ns, expected no more than the %.1f ns of %s around it",
                        SmallTables.text(row, SET_ID),
                        SmallTables.text(row, DELTA_TO),
                        outer - SmallTables.number(row, DELTA_NS),
                        outer,
                        SmallTables.text(row, LAYER)));
    }

    private static Row controlDiffers(Row row, double guestNs) {
        double control = SmallTables.number(row, CONTROL_NS);
        return issue(
                row,
                IssueKind.CONTROL_DIFFERS,
                String.format(
                        Locale.ROOT,
                        "set %s: the benchmark took %.1f ns while %s was traced (%+.1f %%), expected %.1f ns within 5 %%",
                        SmallTables.text(row, SET_ID),
                        control,
                        SmallTables.text(row, LAYER),
                        100 * (control / guestNs - 1),
                        guestNs));
    }

    private static Row mixedSpans(Row row) {
        return issue(
                row,
                IssueKind.MIXED_SPANS,
                String.format(
                        Locale.ROOT,
                        "set %s: the spans of %s are not a request of the measured disk each: more than one in a hundred may be of"
                                + " other disks (of_other_disks of layer_stats), or one in twenty begins came while another request was"
                                + " under way (unmatched_replaced); no own time is taken from it, request_layers tell them apart",
                        SmallTables.text(row, SET_ID),
                        SmallTables.text(row, LAYER)));
    }

    private static Row noTotal(Row row) {
        return issue(
                row,
                IssueKind.NO_FIGURE,
                String.format(
                        Locale.ROOT,
                        "set %s: no run without tracing, expected one to take the guest benchmark from",
                        SmallTables.text(row, SET_ID)));
    }

    private static Row issue(Row row, IssueKind kind, String message) {
        return new TableRow(IssueTable.SCHEMA)
                .set(RUN_ID, SmallTables.text(row, RUN_ID))
                .set(INGEST_ID, SmallTables.text(row, INGEST_ID))
                .set(IssueTable.KIND, kind.id())
                .set(IssueTable.SEVERITY, Severity.WARNING.id())
                .set(IssueTable.COUNT, 1L)
                .set(IssueTable.JOB, "analyze")
                .set(IssueTable.MESSAGE, message)
                .row();
    }
}
