package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which pairs of configurations a report holds against each other first, and which it does not take for configurations. */
class ReportPairsTest {
    @Test
    void pairsThatAreNotAlikeComeLastAndSaySo() throws Exception {
        var views = new Views();
        Lakes.comparison(views, "a=1, queue_depth=1", "a=1, queue_depth=4", "benchmark", "b", 1000, 1001);
        Lakes.comparison(views, "a=1, queue_depth=1", "a=2, queue_depth=4", "benchmark", "b", 1000, 1002);
        Lakes.comparison(views, "a=1, queue_depth=1", "a=2, m=1, queue_depth=1", "benchmark", "b", 1000, 900);
        Lakes.comparison(views, "a=1, queue_depth=4", "a=2, queue_depth=4", "benchmark", "b", 9000, 1000);

        var text = ReportPageTest.sections(ReportPageTest.html(views)).getTextContent();
        assertThat(text)
                .containsSubsequence(
                        "Verdict: differs.",
                        "Verdict: differs.",
                        "Not alike: different workloads (queue_depth).",
                        "Verdict: differs.",
                        "Not alike: different workloads (queue_depth).");
        assertThat(text.indexOf("a=2, queue_depth=4 is faster than a=1, queue_depth=4"))
                .isPositive()
                .isLessThan(text.indexOf("a=2, m=1, queue_depth=1 is faster than"));
        assertThat(text.substring(text.indexOf("Configurations compared")))
                .containsSubsequence(
                        "a=2, queue_depth=4 against a=1, queue_depth=4",
                        "a=1, queue_depth=4 against a=1, queue_depth=1",
                        "differs; not alike: queue_depth");
    }

    @Test
    void selectionsThatCompareWasAskedAboutAreNoConfigurationsAndNoFindings() throws Exception {
        var views = Lakes.mixed();
        Lakes.asked(views, "disk=no, place=here", "place=here");

        assertThat(ReportPageTest.answer(views))
                .doesNotContain("place=here")
                .contains("disk=fast is faster than disk=slow");
        assertThat(ReportPageTest.sections(ReportPageTest.html(views)).getTextContent())
                .containsPattern("Asked by compareSelections of runs.*place=here against disk=no, place=here")
                .contains("90 % interval (µs)", "95 % interval (µs)");
        assertThat(ReportPageTest.data(ReportPageTest.html(views))).doesNotContain("\"label\":\"place=here\"");
    }

    @Test
    void aPairAskedForTheOtherWayRoundIsOneFinding() throws Exception {
        var views = Lakes.mixed();
        Lakes.asked(views, "disk=fast", "disk=slow");

        assertThat(ReportPageTest.answer(views))
                .containsOnlyOnce("by 2683 µs")
                .contains("disk=slow is faster than disk=fast");
    }

    @Test
    void aKeyThatOneSelectionLeavesOpenDoesNotMakeThemUnlike() throws Exception {
        var views = Lakes.mixed();
        Lakes.asked(views, "a=1", "a=2, queue_depth=1");
        Lakes.asked(views, "a=1, queue_depth=4", "a=2, queue_depth=1");

        assertThat(ReportPageTest.sections(ReportPageTest.html(views)).getTextContent())
                .containsOnlyOnce("; not alike: queue_depth");
    }
}
