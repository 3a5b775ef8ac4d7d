package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

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

                Differs; the benchmark, mean -2683359 ns (-55.72%), interval -2773359 … -2593359, 3 and 2 runs

                                       Baseline (ns)  Candidate (ns)  Difference (ns)        %   Runs        Interval (ns)  Verdict
                the benchmark, mean          4815402         2132043         -2683359  -55.72%  3 / 2  -2773359 … -2593359  differs
                QEMU (own time), mean         100784          145241           +44457  +44.11%  3 / 2     -45543 … +134457  differs
                """);
    }

    @Test
    void saysSoWhereNeitherHasAFigure() {
        assertThat(TEXT.of(new Views().register(), "a", "b"))
                .isEqualTo("No figure of either: run iostrata analyze first.\n");
    }
}
