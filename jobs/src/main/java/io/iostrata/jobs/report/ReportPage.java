package io.iostrata.jobs.report;

import io.iostrata.jobs.analyze.ProgramDigest;
import io.iostrata.jobs.analyze.ProgramDigest.Part;
import io.iostrata.jobs.lake.LakeState;
import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.tables.Tables;
import io.iostrata.transforms.SlowestRequests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * The report: one HTML file with everything in it. Its tables need no script; its scripts are named by their digests in
 * a content security policy, so that nothing else on the page can run.
 */
public final class ReportPage {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

    private final SparkSession spark;
    private final ReportOptions options;

    /**
     * A report of one lake.
     *
     * @param spark session whose views are named as the tables of the lake
     */
    public ReportPage(SparkSession spark, ReportOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /** Of all that the page comes from: what the lake holds, the program, and the options. */
    public String madeOf(LakeState lake) {
        return Digests.of(List.of("lake " + lake.digest(), "program " + program(), "options " + options));
    }

    private static String program() {
        return ProgramDigest.of(List.of(
                new Part(ReportPage.class, "io/iostrata/jobs"),
                new Part(ReportPage.class, "reports"),
                new Part(SlowestRequests.class, "io/iostrata/transforms"),
                new Part(Tables.class, "io/iostrata/schemas")));
    }

    /** The whole file, to be stored as UTF-8. */
    public String html() {
        var page = Page.of(ReportData.read(spark), options.names());
        var sections = sections(page);
        String charts = inert(Resources.charts());
        String script = inert(Resources.script(TableSection.charts().toList()));
        return filled(
                Resources.report("report.html"),
                Map.of(
                        "title", Html.text(options.title()).markup(),
                        "policy", "script-src " + digest(charts) + " " + digest(script),
                        "style", Resources.report("report.css"),
                        "links", joined(sections.stream().map(Section::link)),
                        "answer", AnswerSection.of(page).markup(),
                        "sections", joined(sections.stream().map(Section::html)),
                        "data", Charts.json(page),
                        "charts", charts,
                        "script", script));
    }

    /** In the order of the page, those that have something to show. */
    private static List<Section> sections(Page page) {
        return Stream.of(
                        TableSection.DIAGRAMS.of(page),
                        LayerSection.of(page),
                        StageSection.of(page),
                        PercentileSection.of(page),
                        TableSection.PAIRS.of(page),
                        ComparisonSection.of(page),
                        TableSection.OVER_TIME.of(page),
                        TableSection.REQUESTS.of(page),
                        TableSection.INSTRUMENTS.of(page),
                        QualitySection.of(page),
                        QualitySection.origins(page))
                .filter(section -> !section.isEmpty())
                .toList();
    }

    private static String joined(Stream<Html> pieces) {
        return Html.concat(pieces.toList()).markup();
    }

    /** Fills every place once; what comes in is not looked at again. */
    private static String filled(String template, Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
    }

    /** A script that cannot end its own element. */
    private static String inert(String script) {
        return script.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }

    private static String digest(String script) {
        var sha256 = Digests.sha256().digest(script.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(sha256) + "'";
    }
}
