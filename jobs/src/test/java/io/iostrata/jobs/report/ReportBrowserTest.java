package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: {@code IOSTRATA_BROWSER} is the path of a Chromium. */
@EnabledIfEnvironmentVariable(
        named = "IOSTRATA_BROWSER",
        matches = ".+",
        disabledReason = "IOSTRATA_BROWSER names no Chromium")
class ReportBrowserTest {
    @TempDir
    static Path dir;

    private static Browser browser;
    private static Path charted;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.open(dir);
        charted = page("charted", ChartLakes.charted());
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void light() throws Exception {
        browser.emulate("screen", "light");
        browser.width(1280);
    }

    @Test
    void drawsEveryChartWithoutAComplaint() throws Exception {
        browser.visit(charted);

        var drawn = browser.evaluate(
                """
                [...document.querySelectorAll('figure.frame')]
                  .filter(frame => frame.querySelectorAll('.chart svg path').length > 3 && frame.querySelectorAll('.chart svg text').length > 2)
                  .map(frame => frame.dataset.chart).sort().join(' ')""");
        var expected = Stream.concat(TableSection.charts(), Stream.of(PercentileSection.CHART))
                .sorted()
                .toList();
        assertThat(drawn.asText()).isEqualTo(String.join(" ", expected));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void everySwitchDrawsSomethingElse() throws Exception {
        browser.visit(charted);

        var unmoved = browser.evaluate(
                """
                [...document.querySelectorAll('.controls select:not([hidden])')].filter(select => {
                  const chart = select.closest('figure').querySelector('.chart');
                  const before = chart.innerHTML;
                  const chosen = select.value;
                  select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
                  select.dispatchEvent(new Event('change'));
                  const isMoved = chart.innerHTML !== before;
                  select.value = chosen;
                  select.dispatchEvent(new Event('change'));
                  return !isMoved;
                }).map(select => select.closest('figure').dataset.chart + ' ' + select.dataset.choice).join(', ')""");
        assertThat(unmoved.asText()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.evaluate("document.querySelectorAll('.controls select:not([hidden])').length")
                        .asInt())
                .isGreaterThan(8);
    }

    @Test
    void theCompositionAtAPercentileIsTheMeanOfItsRuns() throws Exception {
        browser.visit(charted);
        choose("composition", "Figure", "p50");

        assertThat(csv("composition"))
                .contains("p50,disk=fast,same_run,guest_virtio_pci,2,qemu_virtio,800,,38,2,0")
                .contains("p50,disk=fast,same_run,qemu_paio,5,,550,,38,2,0")
                .doesNotContain("mean", "p99");
    }

    @Test
    void savesTheRowsThatAChartIsDrawnFrom() throws Exception {
        browser.visit(charted);

        assertThat(csv("waterfall"))
                .isEqualTo(
                        """
                        \ufeffSteps,Baseline,Candidate,Pairing,No.,Step,Baseline (µs),Candidate (µs),Difference (µs),From (µs),To (µs)
                        layer,disk=slow,disk=fast,same_run,1,guest_virtio_pci,4000,1591,-2409,4815,2406
                        layer,disk=slow,disk=fast,same_run,2,qemu_paio,815,541,-274,2406,2132
                        """
                                .replace("\n", "\r\n"));
        assertThat(csv("percentiles")).contains("QEMU virtio,disk=slow,").contains(",1,1200");
        assertThat(csv("heat"))
                .contains("qemu_virtio,disk=fast,all runs,1,2,0,")
                .doesNotContain("disk=slow");
    }

    @Test
    void aClickOnASlowRequestShowsItsWayThroughTheLayers() throws Exception {
        browser.visit(charted);
        assertThat(text("slowest")).contains("b-fast-r1 / 7: 2000 µs", "host_block");

        browser.evaluate("document.getElementById('chart-slowest').scrollIntoView()");
        var left = browser.evaluate("document.getElementById('chart-slowest').getBoundingClientRect().left");
        var top = browser.evaluate("document.getElementById('chart-slowest').getBoundingClientRect().top");
        browser.click(left.asInt() + 300, top.asInt() + 38 + 33);

        assertThat(text("slowest")).contains("b-fast-r1 / 9: 1000 µs").doesNotContain("host_block");
    }

    @Test
    void aSlowRequestCanBeChosenWithoutAMouse() throws Exception {
        browser.visit(charted);
        choose("slowest", "Request", "b-fast-r1 / 9");

        assertThat(text("slowest")).contains("b-fast-r1 / 9: 1000 µs").doesNotContain("host_block");
    }

    @Test
    void namesAStepForTheLayersThatAreInIt() throws Exception {
        browser.visit(charted);

        assertThat(browser.evaluate(
                                "page.frames.waterfall && page.kinds.waterfall.option(page.rows('waterfall').slice(0, 2), {Axis: ''})"
                                        + ".xAxis.data.slice(1, 3).join('; ')")
                        .asText())
                .startsWith("Host/guest switching … down to QEMU paio; Host I/O");
    }

    @Test
    void savesNoCellThatASpreadsheetWouldRun() throws Exception {
        browser.visit(charted);

        assertThat(browser.evaluate("page.csv([{a: '=1+1', b: -5, c: '@x', d: '-5', e: '-x', f: '+\"'}])")
                        .asText())
                .endsWith("\r\n'=1+1,-5,'@x,-5,'-x,\"'+\"\"\"\r\n");
    }

    @Test
    void saysHowManyCurvesAreLeftOut() throws Exception {
        browser.visit(page("curves", ChartLakes.curves(43)));

        assertThat(browser.evaluate("document.querySelector('[data-chart=percentiles] .left-out').innerText")
                        .asText())
                .isEqualTo("More than a page holds: 3 configurations left out here and in the CSV; the lake has all.");
    }

    @Test
    void drawsTheLevelBeforeAChangeOverTheRunsItIsOf() throws Exception {
        browser.visit(charted);

        assertThat(browser.evaluate(
                                "page.kinds.history.option(page.rows('history').filter(row => row.Run.startsWith('h')))"
                                        + ".series[1].data.map(us => us == null ? '-' : 'x').join('')")
                        .asText())
                .isEqualTo("--xxxx------");
    }

    @Test
    void marksTheRunAtWhichAConfigurationChanged() throws Exception {
        browser.visit(charted);

        assertThat(text("history")).contains("change");
        assertThat(csv("history"))
                .contains("qemu_virtio,disk=fast,2026-11-07T10:00:00Z,h06,2000.01,1000,1000,2000.01,0.001");
    }

    @Test
    void isLegibleInTheDark() throws Exception {
        browser.visit(charted);
        browser.emulate("screen", "dark");

        var text = browser.evaluate("page.colour('text')").asText();
        assertThat(text).isEqualTo("#e4e9f0");
        assertThat(browser.evaluate(
                                "document.querySelector('#chart-waterfall').innerHTML.includes('fill=\"' + page.colour('text') + '\"')")
                        .asBoolean())
                .isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void printsInLightWithoutItsButtons() throws Exception {
        browser.visit(charted);
        browser.emulate("print", "dark");

        assertThat(browser.evaluate("getComputedStyle(document.querySelector('.csv')).display")
                        .asText())
                .isEqualTo("none");
        assertThat(browser.evaluate("page.colour('text')").asText()).isEqualTo("#1a2330");
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('nav')).display")
                        .asText())
                .isEqualTo("none");
    }

    @Test
    void fitsANarrowWindow() throws Exception {
        browser.width(420);
        browser.visit(charted);

        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(420);
    }

    @Test
    void showsItsTablesWithoutScript() throws Exception {
        try (var plain = Browser.open(dir.resolve("plain"))) {
            plain.withoutScript();
            plain.visit(charted);

            for (var some : List.of("figure.frame", ".part")) {
                assertThat(plain.evaluate("document.querySelectorAll('" + some + "').length")
                                .asInt())
                        .isGreaterThan(8);
            }
            assertThat(plain.evaluate(
                                    "[...document.querySelectorAll('figure.frame')].every(f => getComputedStyle(f).display === 'none')")
                            .asBoolean())
                    .isTrue();
            assertThat(plain.evaluate(
                                    "[...document.querySelectorAll('.part')].every(part => part.querySelector('table td'))")
                            .asBoolean())
                    .isTrue();
            assertThat(plain.evaluate("document.querySelector('#layers table').innerText")
                            .asText())
                    .contains("Guest benchmark");
        }
    }

    @Test
    void runsNothingATraceSays() throws Exception {
        browser.visit(page("hostile", ReportPageTest.hostile()));

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.evaluate("document.querySelectorAll('img').length").asInt())
                .isZero();
        assertThat(browser.evaluate("document.querySelectorAll('.chart svg').length")
                        .asInt())
                .isPositive();
    }

    @Test
    void drawsAnEmptyLakeWithoutAnError() throws Exception {
        browser.visit(page("empty", new Views()));

        assertThat(browser.complaints()).isEmpty();
    }

    private static Path page(String name, Views views) throws Exception {
        return Files.writeString(dir.resolve(name + ".html"), ReportPageTest.html(views));
    }

    private static void choose(String chart, String choice, String value) throws Exception {
        browser.evaluate(
                """
                (() => {
                  const select = document.querySelector('[data-chart="%s"] [data-choice="%s"]');
                  select.value = '%s';
                  select.dispatchEvent(new Event('change'));
                })()"""
                        .formatted(chart, choice, value));
    }

    private static String csv(String chart) throws Exception {
        browser.evaluate("document.querySelector('[data-chart=\"" + chart + "\"] .csv').click()");
        return browser.downloaded("iostrata-" + chart + ".csv");
    }

    private static String text(String chart) throws Exception {
        return browser.evaluate("document.getElementById('chart-" + chart + "').textContent")
                .asText();
    }
}
