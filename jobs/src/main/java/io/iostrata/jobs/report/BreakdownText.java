package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * The breakdown as plain text for the terminal: the latency page's tables, a block for each family of configurations,
 * the configurations of a family side by side.
 */
public final class BreakdownText {
    private final ReportOptions options;
    private final int limit;

    /**
     * A printer of breakdowns.
     *
     * @param limit most configurations to print; the others are counted
     */
    public BreakdownText(ReportOptions options, int limit) {
        this.options = options;
        this.limit = limit;
    }

    /** Every configuration of the views layer_breakdown and stage_breakdown, up to the limit. */
    public String of(SparkSession spark) {
        return of(spark, config -> true) + InstrumentText.of(spark, options.rest());
    }

    /** The configurations whose label is wanted. */
    public String of(SparkSession spark, Predicate<String> wanted) {
        var breakdowns = ReportData.breakdowns(spark);
        var chains = ReportData.chains(spark);
        var configs = Configurations.of(ReportData.configs(breakdowns, chains, ReportData.comparisons(spark)));
        var measured = Stream.concat(
                        breakdowns.stream().map(breakdown -> breakdown.key().config()),
                        chains.stream().flatMap(chain -> chain.configs().stream()))
                .collect(Collectors.toSet());
        var named = configs.labels().stream()
                .filter(label -> measured.contains(label) && wanted.test(label))
                .toList();
        var notice = NotAnalyzed.notice(spark).map(words -> words + "\n\n").orElse("");
        if (named.isEmpty()) {
            return notice + "No layer of any configuration has a figure yet.\n";
        }
        var shown = named.subList(0, Math.min(limit, named.size()));
        var text = new FamilyText(options.names(), configs, new Measured(breakdowns, chains, ReportData.shapes(spark)));
        var blocks = new ArrayList<String>();
        configs.families().forEach(family -> text.of(family, shown::contains).ifPresent(blocks::add));
        if (named.size() > shown.size()) {
            blocks.add("… and " + (named.size() - shown.size()) + " more: " + options.rest() + "\n");
        }
        return notice + String.join("\n", blocks) + key(configs, shown);
    }

    /** What the numbers stand for, in full. */
    private static String key(Configurations configs, List<String> shown) {
        if (!configs.isNumbered()) {
            return "";
        }
        return shown.stream()
                .map(label -> configs.shortName(label) + ": " + Printable.of(label) + "\n")
                .collect(Collectors.joining("", "\nLabels in full (column config of the tables)\n", ""));
    }
}
