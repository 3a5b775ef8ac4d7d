package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportPageTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)><!--\u202e\"'&";

    @Test
    void holdsThePublishedFigures() throws Exception {
        var text = sections(html(Lakes.published())).getTextContent();

        assertThat(text)
                .contains("Guest benchmark196528–")
                .contains("Guest virtio-pci170829202095")
                .contains("Guest2569913.08%")
                .contains("Host/guest switching75613.85%")
                .contains("Host/QEMU switching36401.85%")
                .contains("QEMU2939314.96%")
                .contains("Host I/O13023566.27%")
                .contains("155.006", "148.008", "141.755")
                .contains("+52.51%");
    }

    @Test
    void marksTheOneControlThatIsOff() throws Exception {
        var html = html(Lakes.mixed());

        assertThat(count(html, "title=\"the control differs from the guest benchmark by +8.00%\""))
                .isOne();
        assertThat(sections(html).getTextContent()).contains("Host/guest switching … down to QEMU virtio");
    }

    @Test
    void answersInTheFirstSection() throws Exception {
        assertThat(answer(Lakes.mixed()))
                .contains("a request takes 196.5 µs as the guest's benchmark sees it: Host I/O 66.27%")
                .contains("disk=fast is faster than disk=slow by 2683 µs: 2132 against 4815 µs, 55.72% less")
                .contains("in the benchmark, mean; 2 runs against 3 runs. Verdict: differs.");
    }

    @Test
    void answersOfTheCandidateWhatItsVerdictIsOf() throws Exception {
        var views = Lakes.mixed();
        Lakes.comparison(views, "disk=fast", "disk=slow", "benchmark", "guest_benchmark", 2132043.25, 4815402);

        assertThat(answer(views)).contains("disk=slow is slower than disk=fast by 2683 µs: 4815 against 2132 µs");
    }

    @Test
    void answersOfTheFastestThatHasLayers() throws Exception {
        var views = Lakes.published();
        Lakes.layers(
                views, "tool=fio", "same_run", List.of("guest_benchmark"), new double[] {100}, new double[] {Double.NaN
                });

        assertThat(answer(views)).contains("study, a request takes 196.5 µs");
    }

    @Test
    void aConfigurationOfTheBenchmarkAloneHasNoLayersOfOneRun() throws Exception {
        var views = Lakes.published();
        Lakes.layers(
                views, "tool=fio", "same_run", List.of("guest_benchmark"), new double[] {100}, new double[] {Double.NaN
                });

        assertThat(answer(views)).contains("tool=fio the benchmark alone");
    }

    static String answer(Views views) throws Exception {
        return sections(html(views)).getElementsByTagName("section").item(0).getTextContent();
    }

    @Test
    void escapesWhatATraceSays() throws Exception {
        var views = hostile();
        var html = html(views);

        assertThat(List.of("<img", "onerror=alert(1)>", "\u202e")).noneMatch(withoutLibrary(html)::contains);
        assertThat(sections(html).getElementsByTagName("img").getLength()).isZero();
        assertThat(count(html, "</script")).isEqualTo(3);
        assertThat(count(html, "<script")).isEqualTo(3);
        assertThat(new ObjectMapper().readTree(data(html)).toString())
                .contains("</script><img src=x onerror=alert(1)>");
    }

    @Test
    void needsNothingFromOutside() {
        var html = html(Lakes.mixed());

        assertThat(List.of("src=\"", "<link", "@import", "url(http")).noneMatch(withoutLibrary(html)::contains);
        assertThat(html.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-"))
                .isTrue();
    }

    @Test
    void printsNoFigureThatIsNone() throws Exception {
        var views = Lakes.published();
        Lakes.layers(
                views,
                "odd",
                "same_run",
                List.of("guest_benchmark", "qemu_virtio"),
                new double[] {Double.POSITIVE_INFINITY, 5},
                new double[] {0, 0});

        assertThat(sections(html(views)).getTextContent()).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(data(html(views))).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void reportsAnEmptyLakeInWords() throws Exception {
        var text = sections(html(new Views())).getTextContent();

        assertThat(text)
                .contains("No configuration has a layer breakdown.", "No run has stages.", "Nothing to compare");
    }

    @Test
    void saysInWordsWhatWasLost() throws Exception {
        var views = new Views()
                .addRows(
                        SourceTable.SCHEMA,
                        """
                        run_id | path | format | events | size_bytes | bytes_skipped | lost_events
                        r1 | qemu.trace | simpletrace 4 | 100 | 2000 | 10 | 17
                        r1 | notes.txt | other | 0 | 500 | 500 | 0
                        """)
                .addRows(
                        LayerStatsTable.SCHEMA,
                        """
                        run_id | layer | unmatched | tainted
                        r1 | qemu_virtio | 1 | 3
                        """);

        assertThat(sections(html(views)).getTextContent())
                .contains("Tracers say they lost 17 events.", "3 spans that a loss falls into are left out")
                .contains("1 begin of a layer without an end")
                .contains("510 B were not understood, 20.40% of all, 1 file of no known format among them.")
                .contains("No error and no warning.");
        assertThat(sections(html(Lakes.mixed())).getTextContent())
                .contains("No tracer says that it lost an event.", "3 spans that a loss falls into are left out")
                .contains("Every begin of a layer has its end.", "Every byte of every file was understood.");
        assertThat(sections(html(Lakes.published())).getTextContent())
                .doesNotContain("No tracer says", "Every begin", "Every byte", "No error");
    }

    @Test
    void saysWhatEachFigureIsMadeFrom() throws Exception {
        assertThat(sections(html(ChartLakes.charted())).getTextContent())
                .contains(
                        "Own time in them (µs)tail_attribution.tail_ns Mean own time of the layer in the tail's requests, ns.")
                .contains("Mean (µs)layer_stats.mean_ns Arithmetic mean, ns; null where count is 0.")
                .contains(
                        "Way in, least (µs)request_layers.down_lo_ns The least it can be by clocks and resolution, ns.");
    }

    @Test
    void numbersLongLabels() throws Exception {
        var views = new Views();
        Lakes.layers(
                views,
                "host_disk=NVMe with 2 ms fixed device latency",
                "same_run",
                List.of("guest_benchmark", "qemu_virtio"),
                new double[] {9000, 5000},
                new double[] {Double.NaN, 9000});

        assertThat(sections(html(views)).getTextContent()).contains("C1 host_disk=NVMe with 2 ms fixed device latency");
    }

    @Test
    @Tag("slow")
    void staysBelowThreeMegabytesForAHundredRuns() throws Exception {
        var html = html(ChartLakes.hundred());

        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
        assertThat(sections(html).getElementsByTagName("table").getLength()).isGreaterThan(50);
    }

    static String html(Views views) {
        return new ReportPage(views.register(), ReportOptions.titled("Lake of a test")).html();
    }

    static Views hostile() {
        var views = new Views();
        Lakes.layers(
                views,
                HOSTILE,
                "same_run",
                List.of("guest_benchmark", HOSTILE),
                new double[] {9000, 5000},
                new double[] {Double.NaN, 9000});
        Lakes.stages(views, HOSTILE, HOSTILE.replace(" ", ""), "virtio_queue_notify 1, virtio_notify 2");
        Lakes.comparison(views, HOSTILE, "plain", "layer", HOSTILE, 1, 2);
        views.add(
                RunTable.SCHEMA,
                RunTable.RUN_ID,
                HOSTILE,
                RunTable.CONFIG_ID,
                "id of " + HOSTILE,
                RunTable.ARCHIVE,
                HOSTILE,
                RunTable.CONFIG,
                Map.of(HOSTILE, HOSTILE));
        views.add(SourceTable.SCHEMA, RunTable.RUN_ID, HOSTILE, SourceTable.PATH, HOSTILE, SourceTable.FORMAT, "other");
        views.add(
                IssueTable.SCHEMA,
                RunTable.RUN_ID,
                HOSTILE,
                IssueTable.KIND,
                "unrecognised",
                IssueTable.SEVERITY,
                "info",
                IssueTable.MESSAGE,
                HOSTILE);
        views.add(PairingTable.SCHEMA, RunTable.RUN_ID, HOSTILE, PairingTable.ALTERNATIVE, HOSTILE);
        Lakes.histogram(views, HOSTILE, HOSTILE, 1000, 100);
        return views;
    }

    /** The parts a lake's text gets into, as a document: they are well-formed, or this fails. */
    static Element sections(String html) throws Exception {
        var main = html.substring(html.indexOf("<main>"), html.indexOf("</main>") + "</main>".length());
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(main)))
                .getDocumentElement();
    }

    /** The page without the chart library, whose source holds tags as strings. */
    static String withoutLibrary(String html) {
        assertThat(html.contains(Resources.charts())).isTrue();
        return html.replace(Resources.charts(), "");
    }

    static String data(String html) {
        String start = "id=\"report-data\">";
        int from = html.indexOf(start) + start.length();
        return html.substring(from, html.indexOf("</script>", from));
    }

    private static long count(String html, String piece) {
        return Pattern.compile(piece, Pattern.LITERAL).matcher(html).results().count();
    }
}
