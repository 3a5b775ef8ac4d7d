package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: {@code IOSTRATA_BROWSER} is the path of a Chromium. */
@EnabledIfEnvironmentVariable(named = "IOSTRATA_BROWSER", matches = ".+")
class ReportBrowserTest {
    @TempDir
    Path dir;

    private record Visit(String dom, String console) {}

    @Test
    void drawsItsChartsWithoutAnErrorOnTheConsole() throws Exception {
        var visit = visit(ReportPageTest.html(Lakes.mixed()));

        assertThat(visit.console()).doesNotContain("CONSOLE").doesNotContain("Refused");
        assertThat(Pattern.compile("<svg").matcher(visit.dom()).results().count())
                .isEqualTo(3);
        assertThat(visit.dom()).contains(">disk=fast</text>", ">99 %</text>", ">QEMU virtio</option>");
    }

    @Test
    void runsNothingATraceSays() throws Exception {
        var visit = visit(ReportPageTest.html(ReportPageTest.hostile()));

        assertThat(visit.console()).doesNotContain("CONSOLE").doesNotContain("Refused");
        assertThat(ReportPageTest.withoutLibrary(visit.dom())).contains("<svg").doesNotContain("<img");
    }

    @Test
    void drawsAnEmptyLakeWithoutAnError() throws Exception {
        assertThat(visit(ReportPageTest.html(new Views())).console()).doesNotContain("CONSOLE");
    }

    private Visit visit(String html) throws IOException, InterruptedException {
        var page = Files.writeString(dir.resolve("report.html"), html);
        var dom = dir.resolve("dom");
        var console = dir.resolve("console");
        var browser = new ProcessBuilder(
                        System.getenv("IOSTRATA_BROWSER"),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + dir.resolve("profile"),
                        "--virtual-time-budget=5000",
                        "--enable-logging=stderr",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(console.toFile())
                .start();
        assertThat(browser.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Visit(Files.readString(dom), Files.readString(console));
    }
}
