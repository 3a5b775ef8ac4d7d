package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.ChangePointTable;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.ObserverEffectTable;
import io.iostrata.schemas.tables.ShiftFunctionTable;
import io.iostrata.schemas.tables.WaterfallTable;
import org.junit.jupiter.api.Test;

class ComparisonTextTest {
    private static final ComparisonText TEXT =
            new ComparisonText(ReportOptions.titled("test"), ComparisonText.Rows.FIRST);

    @Test
    void printsWholeRequestsBeforeOwnTimes() {
        var views = new Views();
        Lakes.comparison(views, "disk=slow", "disk=fast", "layer_own", "qemu_virtio", 100784, 145241.3);
        Lakes.comparison(views, "disk=slow", "disk=fast", "benchmark", "guest_benchmark", 4815402, 2132043.25);
        Lakes.comparison(views, "disk=slow", "disk=other", "benchmark", "guest_benchmark", 1, 2);

        assertThat(TEXT.of(views.register(), "disk=slow", "disk=fast"))
                .isEqualTo(
                        """
                baseline   disk=slow
                candidate  disk=fast
                also different: nothing

                Differs; the benchmark, mean -2683359 ns (-55.72%), 95 % interval -2773359 … -2593359, 3 and 2 runs

                                       Baseline (ns)  Candidate (ns)  Difference (ns)        %   Runs   95 % interval (ns)  Verdict
                the benchmark, mean          4815402         2132043         -2683359  -55.72%  3 / 2  -2773359 … -2593359  differs
                QEMU (own time), mean         100784          145241           +44457  +44.11%  3 / 2     -45543 … +134457  differs
                """);
    }

    @Test
    void saysWhyAnIntervalThatLeavesOutZeroIsNoVerdict() {
        var views = new Views()
                .addRows(
                        ComparisonTable.SCHEMA,
                        """
                        baseline | candidate | level | name | statistic | baseline_ns | candidate_ns | diff_ns | diff_lo_ns | diff_hi_ns | confidence | verdict
                        a | b | benchmark | guest_benchmark | mean | 1000 | 1200 | 200 | 20  | 380 | 0.9 | not enough runs: 7 a side would show 5 %
                        a | b | total     | total           | mean | 1000 | 1200 | 200 | -20 | 420 | 0.9 | not enough runs: 9 a side would show 5 %
                        """);

        var text = TEXT.of(views.register(), "a", "b");
        assertThat(text)
                .contains("  90 % interval (ns)  ")
                .containsPattern("\\+20 … \\+380 .*would show 5 % †\\R")
                .containsPattern("-20 … \\+420 .*would show 5 %\\R")
                .contains(
                        "\n† The interval is of this figure alone and leaves out 0; the verdict allows for how many figures are compared");
    }

    @Test
    void stepsAddUpAndStagesOfTwoChainsMeetByName() {
        var views = new Views();
        Lakes.comparison(views, "a", "b", "total", "total", 1000, 1150);
        step(views, "phase", 1, "submit", 300, 380);
        step(views, "phase", 2, "io", 700, 770);
        step(views, "stage", 1, "one/submit", 300, Double.NaN);
        step(views, "stage", 2, "two/pop", Double.NaN, 380);
        step(views, "stage", 3, "one/done", 700, Double.NaN);
        step(views, "stage", 4, "two/done", Double.NaN, 770);
        step(views, "layer", 1, "guest_benchmark", 400, 500);
        step(views, "layer", 2, "qemu_virtio", 600, 650);

        assertThat(TEXT.of(views.register(), "a", "b"))
                .endsWith(
                        """

                        By layer: Guest benchmark from 1000 to 1150 ns, +150: Guest … down to QEMU virtio +100, QEMU and all below +50
                        By phase: the total of the stages from 1000 to 1150 ns, +150: submit +80, io +70
                        By stage: the total of the stages from 1000 to 1150 ns, +150: submit -300 (baseline only),
                            pop +380 (candidate only), done +70
                        """);
    }

    @Test
    void theWholeDistributionIsToldByVerdictsAndByDecilesThatDiffer() {
        var views = new Views();
        percentile(views, "mean", "no difference larger than 5 %");
        percentile(views, "p50", "better");
        percentile(views, "p90", "better");
        percentile(views, "p99", "not enough runs: 31 a side would show 5 %");
        percentile(views, "p999", "worse");
        for (int decile = 1; decile <= 9; decile++) {
            double bandHi = decile <= 7 ? -10 : 400;
            views.add(
                    ShiftFunctionTable.SCHEMA,
                    ComparisonTable.BASELINE,
                    "a",
                    ComparisonTable.CANDIDATE,
                    "b",
                    ComparisonTable.LEVEL,
                    "total",
                    ComparisonTable.NAME,
                    "total",
                    ShiftFunctionTable.DECILE,
                    decile,
                    ShiftFunctionTable.DIFF_NS,
                    -100.0 * decile,
                    ShiftFunctionTable.BAND_LO_NS,
                    -2000.0,
                    ShiftFunctionTable.BAND_HI_NS,
                    bandHi);
        }

        assertThat(TEXT.of(views.register(), "a", "b"))
                .contains(
                        """

                        Distribution of the total of the stages: better: median -10.00%, p90 -10.00%; not enough runs: p99 -10.00%;
                            worse: p99.9 -10.00%; deciles 1 to 7 faster (-100 … -700 ns);
                            deciles 8 to 9 not told apart (-800 … -900 ns)
                        """);
    }

    @Test
    void tracingAndChangesInTheCourseOfTheRunsAreTold() {
        var views = new Views();
        Lakes.comparison(views, "a", "b", "benchmark", "guest_benchmark", 1000, 1150);
        views.add(
                ObserverEffectTable.SCHEMA,
                LayerBreakdownTable.CONFIG,
                "a",
                ObserverEffectTable.LAYER,
                "qemu_virtio",
                ObserverEffectTable.UNTRACED_NS,
                1000.0,
                ComparisonTable.DIFF_NS,
                30.0,
                ComparisonTable.VERDICT,
                "worse");
        views.add(
                ChangePointTable.SCHEMA,
                LayerBreakdownTable.CONFIG,
                "b",
                ComparisonTable.LEVEL,
                "benchmark",
                ComparisonTable.NAME,
                "guest_benchmark",
                ChangePointTable.RUN_ID,
                "r7",
                ChangePointTable.STARTED_AT,
                "2026-07-02T10:00:00Z",
                ChangePointTable.BEFORE_NS,
                1000.0,
                ChangePointTable.AFTER_NS,
                1200.0,
                ChangePointTable.RUNS_BEFORE,
                6L,
                ChangePointTable.RUNS_AFTER,
                8L);

        assertThat(TEXT.of(views.register(), "a", "b"))
                .contains("\nTracing QEMU virtio in a: the benchmark +30 ns (+3.00%); worse\n")
                .endsWith("\nChange in b: the benchmark, mean from 1000 to 1200 ns (+20.00%) with run r7 of"
                        + " 2026-07-02T10:00:00Z; 6 runs before, 8 after\n");
    }

    private static void step(
            Views views, String level, int position, String name, double baselineNs, double candidateNs) {
        boolean isInBaseline = !Double.isNaN(baselineNs);
        boolean isInCandidate = !Double.isNaN(candidateNs);
        double diff = (isInCandidate ? candidateNs : 0) - (isInBaseline ? baselineNs : 0);
        views.add(
                WaterfallTable.SCHEMA,
                ComparisonTable.BASELINE,
                "a",
                ComparisonTable.CANDIDATE,
                "b",
                WaterfallTable.LEVEL,
                level,
                WaterfallTable.POSITION,
                position,
                WaterfallTable.NAME,
                name,
                WaterfallTable.BASELINE_NS,
                isInBaseline ? baselineNs : null,
                WaterfallTable.CANDIDATE_NS,
                isInCandidate ? candidateNs : null,
                WaterfallTable.DIFF_NS,
                diff,
                WaterfallTable.FROM_NS,
                1000.0,
                WaterfallTable.TO_NS,
                1150.0);
    }

    private static void percentile(Views views, String statistic, String verdict) {
        views.add(
                ComparisonTable.SCHEMA,
                ComparisonTable.BASELINE,
                "a",
                ComparisonTable.CANDIDATE,
                "b",
                ComparisonTable.LEVEL,
                "total",
                ComparisonTable.NAME,
                "total",
                ComparisonTable.STATISTIC,
                statistic,
                ComparisonTable.BASELINE_NS,
                1000.0,
                ComparisonTable.CANDIDATE_NS,
                900.0,
                ComparisonTable.DIFF_NS,
                -100.0,
                ComparisonTable.VERDICT,
                verdict);
    }

    @Test
    void saysSoWhereNeitherHasAFigure() {
        assertThat(TEXT.of(new Views().register(), "a", "b"))
                .isEqualTo("No figure of either: run iostrata analyze first.\n");
    }
}
