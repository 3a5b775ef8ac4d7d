package io.iostrata.jobs.report;

import io.iostrata.jobs.Together;
import io.iostrata.schemas.tables.RequestTable;
import io.iostrata.transforms.SlowestRequests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a report shows, read once from the views named as the tables of the lake.
 *
 * @param notice what the reader is to know first: runs not analyzed
 * @param headlines comparisons of whole requests, of every pair
 * @param comparisonRows rows of the comparisons table, of which {@code comparisons} are the first
 * @param tables results of the presentation queries, by file name
 */
record ReportData(
        Optional<String> notice,
        List<Breakdown> breakdowns,
        List<ChainFigures> chains,
        List<Comparison> headlines,
        List<Comparison> comparisons,
        long comparisonRows,
        List<PercentileCurve> curves,
        Map<String, ResultTable> tables) {

    private static final List<String> TABLES = List.of(
            "summary.sql",
            "issues.sql",
            "unrecognised.sql",
            "layer-quality.sql",
            "layer-stats.sql",
            "pairings.sql",
            "clocks.sql",
            "benchmarks.sql",
            "runs.sql",
            "sources.sql");

    private static final String LAYERS = "layers.sql";
    private static final String STAGES = "stages.sql";
    private static final String HEADLINES = "headlines.sql";
    private static final String COMPARISONS = "comparisons.sql";
    private static final String HISTOGRAMS = "histograms.sql";

    private static final int MOST_SLOWEST = 20;

    private record CurveKey(PercentileCurve.Subject subject, String config) {
        static CurveKey of(Row row) {
            return new CurveKey(
                    new PercentileCurve.Subject(row.getAs("level"), row.getAs("name")), row.getAs("config"));
        }
    }

    ReportData {
        breakdowns = List.copyOf(breakdowns);
        chains = List.copyOf(chains);
        headlines = List.copyOf(headlines);
        comparisons = List.copyOf(comparisons);
        curves = List.copyOf(curves);
        tables = Map.copyOf(tables);
    }

    static ReportData read(SparkSession spark) {
        registerViews(spark);
        var figures = new LinkedHashMap<String, Supplier<List<Row>>>();
        List.of(LAYERS, STAGES, HEADLINES, COMPARISONS, HISTOGRAMS)
                .forEach(query -> figures.put(query, () -> rows(spark, query)));
        var rows = Together.answers(figures);
        return new ReportData(
                NotAnalyzed.notice(spark),
                breakdowns(rows.get(LAYERS)),
                chains(rows.get(STAGES)),
                comparisons(rows.get(HEADLINES)),
                comparisons(rows.get(COMPARISONS)),
                spark.table("comparisons").count(),
                curves(rows.get(HISTOGRAMS)),
                tables(spark));
    }

    /** What several queries read. */
    private static void registerViews(SparkSession spark) {
        var labels = registerLabels(spark);
        SlowestRequests.of(spark.table(RequestTable.SCHEMA.name()), labels, MOST_SLOWEST)
                .createOrReplaceTempView("slowest_requests");
    }

    private static Dataset<Row> registerLabels(SparkSession spark) {
        var labels = spark.sql(Resources.report("run-labels.sql"));
        labels.createOrReplaceTempView("run_labels");
        return labels;
    }

    static List<ChainShape> shapes(SparkSession spark) {
        registerLabels(spark);
        return ChainShape.read(spark);
    }

    private static Map<String, ResultTable> tables(SparkSession spark) {
        var queries = new LinkedHashMap<String, Supplier<ResultTable>>();
        TABLES.forEach(query -> queries.put(query, () -> ResultTable.of(spark, query)));
        TableSection.allParts().forEach(part -> queries.put(part.query(), () -> part.read(spark)));
        return Together.answers(queries);
    }

    static List<Breakdown> breakdowns(SparkSession spark) {
        return breakdowns(rows(spark, LAYERS));
    }

    private static List<Breakdown> breakdowns(List<Row> layers) {
        return Breakdown.of(layers.stream().map(LayerFigure::of).toList());
    }

    static List<ChainFigures> chains(SparkSession spark) {
        return chains(rows(spark, STAGES));
    }

    private static List<ChainFigures> chains(List<Row> stages) {
        return ChainFigures.of(stages.stream().map(StageFigure::of).toList());
    }

    static List<Comparison> comparisons(SparkSession spark) {
        return comparisons(rows(spark, COMPARISONS));
    }

    private static List<Comparison> comparisons(List<Row> rows) {
        return rows.stream().map(Comparison::of).toList();
    }

    /** Every row of one pair. */
    static List<Comparison> comparisons(SparkSession spark, Comparison.Pair pair) {
        return spark
                .sql(
                        "select * from comparisons where baseline = :baseline and candidate = :candidate",
                        Map.of("baseline", pair.baseline(), "candidate", pair.candidate()))
                .collectAsList()
                .stream()
                .map(Comparison::of)
                .toList();
    }

    /** Labels of all configurations: fastest first, then by label where no guest benchmark tells, then runs of none. */
    List<String> configs() {
        var curved = curves.stream().map(PercentileCurve::config).sorted();
        var compared = Stream.concat(headlines.stream(), comparisons.stream()).toList();
        return Stream.concat(configs(breakdowns, chains, compared).stream(), curved)
                .distinct()
                .toList();
    }

    /** The same without what curves tell; selections of runs that a command was asked about are no configurations. */
    static List<String> configs(List<Breakdown> breakdowns, List<ChainFigures> chains, List<Comparison> comparisons) {
        var measured = breakdowns.stream()
                .sorted(Breakdown.byTotal())
                .map(breakdown -> breakdown.key().config());
        var others = Stream.concat(
                chains.stream().flatMap(chain -> chain.configs().stream()),
                comparisons.stream()
                        .filter(c -> !c.isAsked())
                        .flatMap(c -> Stream.of(c.pair().baseline(), c.pair().candidate())));
        return Stream.concat(measured, others.sorted()).distinct().toList();
    }

    private static List<Row> rows(SparkSession spark, String query) {
        return spark.sql(Resources.report(query)).collectAsList();
    }

    private static List<PercentileCurve> curves(List<Row> buckets) {
        var groups =
                buckets.stream().collect(Collectors.groupingBy(CurveKey::of, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> curve(group.getKey(), group.getValue()))
                .toList();
    }

    private static PercentileCurve curve(CurveKey key, List<Row> rows) {
        var buckets = rows.stream()
                .map(row -> new PercentileCurve.Bucket(row.<Double>getAs("us"), row.<Double>getAs("weight")))
                .toList();
        long runs = Math.round(
                buckets.stream().mapToDouble(PercentileCurve.Bucket::weight).sum());
        long count = rows.stream().mapToLong(row -> row.<Long>getAs("count")).sum();
        return new PercentileCurve(key.subject(), key.config(), runs, count, PercentileCurve.read(buckets, count));
    }
}
