package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.VcpuStatsTable;
import io.iostrata.schemas.tables.WaterfallTable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** What the page says beside its pictures, as a browser shows it: {@code IOSTRATA_BROWSER} is the path of a Chromium. */
@EnabledIfEnvironmentVariable(
        named = "IOSTRATA_BROWSER",
        matches = ".+",
        disabledReason = "IOSTRATA_BROWSER names no Chromium")
class ReportWordsBrowserTest {
    @TempDir
    static Path dir;

    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.open(dir);
        browser.width(1280);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aHeatMapOfOneSecondSaysThatItIsOne() throws Exception {
        var views = new Views();
        Lakes.run(views, "r1", "disk=fast");
        ChartLakes.second(views, "r1", 0);
        browser.visit(page("second", views));

        assertThat(browser.evaluate("document.querySelector('figure[data-chart=heat] .left-out').textContent")
                        .asText())
                .startsWith("All of it is in the first second");
    }

    @Test
    void aKindOfIssueIsOneLine() throws Exception {
        var views = Lakes.mixed();
        views.add(
                IssueTable.SCHEMA,
                IssueTable.KIND,
                "inner_exceeds_outer",
                IssueTable.SEVERITY,
                "warning",
                IssueTable.MESSAGE,
                "a long message of what was found and what was expected, ".repeat(6));
        browser.visit(page("kinds", views));

        assertThat(browser.evaluate(
                                """
                        [...document.querySelectorAll('.issues tbody td:nth-child(2)')].filter(cell => {
                          const range = document.createRange();
                          range.selectNodeContents(cell);
                          return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1;
                        }).length""")
                        .asInt())
                .isZero();
    }

    @Test
    void chartsOfPairsBeginWithAlikeOnesAndSayWhichAreNot() throws Exception {
        var views = new Views()
                .addRows(
                        WaterfallTable.SCHEMA,
                        """
                        baseline          | candidate            | level | position | name   | diff_ns | from_ns | to_ns
                        a=1, queue_depth=1 | a=1, queue_depth=4 | phase | 1        | submit | 10      | 100     | 110
                        a=1, queue_depth=1 | a=2, queue_depth=1 | phase | 1        | submit | 20      | 100     | 120
                        """);
        Lakes.comparison(views, "a=1, queue_depth=1", "a=1, queue_depth=4", "total", "total", 100, 110);
        Lakes.comparison(views, "a=1, queue_depth=1", "a=2, queue_depth=1", "total", "total", 100, 120);
        browser.visit(page("unlike", views));
        var left = "document.querySelector('figure[data-chart=waterfall] .left-out').textContent";

        assertThat(browser.evaluate("document.querySelector('[data-chart=waterfall] [data-choice=Candidate]').value")
                        .asText())
                .isEqualTo("a=2, queue_depth=1");
        assertThat(browser.evaluate(left).asText()).isEmpty();
        browser.evaluate(
                """
                (() => {
                  const select = document.querySelector('[data-chart=waterfall] [data-choice=Candidate]');
                  select.value = 'a=1, queue_depth=4';
                  select.dispatchEvent(new Event('change'));
                })()""");
        assertThat(browser.evaluate(left).asText()).isEqualTo("Not alike: different workloads (queue_depth).");
    }

    @Test
    void aLongNameBesideABarIsWhole() throws Exception {
        var views = Lakes.published();
        views.addRows(
                VcpuStatsTable.SCHEMA,
                """
                run_id | vcpu | state | reason                                                 | count | sum_ns
                r1     | 0    | host  | an exit whose reason is told in a great many words, to its end | 500   | 50000000
                """);
        browser.visit(page("bars", views));

        assertThat(browser.evaluate(
                                """
                        [...document.querySelectorAll('#chart-vcpus svg text')].map(text => text.textContent).join(' ')""")
                        .asText())
                .contains("to its end")
                .doesNotContain("...", "…");
    }

    @Test
    void aStepsNameIsPartedAfterUnderscores() throws Exception {
        browser.visit(page("steps", steps("qemu_laio_completion_cb")));

        assertThat(browser.evaluate(
                                """
                        [...document.querySelectorAll('#chart-waterfall svg text')].map(text => text.textContent).join(' ')""")
                        .asText())
                .contains("qemu_laio_ completion_cb");
    }

    private static Views steps(String stage) {
        return new Views()
                .addRows(
                        WaterfallTable.SCHEMA,
                        """
                        baseline | candidate | level | position | name          | diff_ns | from_ns | to_ns
                        a=1      | a=2       | stage | 1        | aio_native/%s | 10      | 100     | 110
                        """
                                .formatted(stage));
    }

    private static Path page(String name, Views views) throws Exception {
        return Files.writeString(dir.resolve(name + ".html"), ReportPageTest.html(views));
    }
}
