package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChainFiguresTest {
    @Test
    void hasOneRowForAStageThatConfigurationsCountDifferently() {
        var chain = chain(
                figures("memset", "virtio_queue_notify 40, laio_submit 8, virtio_notify 2"),
                figures("plain", "virtio_queue_notify 41, virtqueue_pop 3, laio_submit 2, virtio_notify 1"));

        assertThat(chain.stages())
                .extracting(ChainFigures.Stage::label)
                .containsExactly("virtio_queue_notify", "virtqueue_pop", "laio_submit", "virtio_notify");
        assertThat(chain.meanNs("memset", submit(chain))).hasValue(8);
        assertThat(chain.meanNs("plain", submit(chain))).hasValue(2);
    }

    @Test
    void takesADifferenceFromTheLastBoundaryThatBothHave() {
        var chain = chain(
                figures("memset", "virtio_queue_notify 40, laio_submit 8, virtio_notify 2"),
                figures("plain", "virtio_queue_notify 41, virtqueue_pop 3, laio_submit 2, virtio_notify 1"));

        assertThat(chain.stages().stream().map(stage -> chain.differenceNs("plain", "memset", stage)))
                .containsExactly(
                        OptionalDouble.of(1), OptionalDouble.empty(), OptionalDouble.of(-3), OptionalDouble.of(-1));
    }

    @Test
    void keepsTheRowsOfAStageThatAChainPassesTwice() {
        var chain = chain(
                figures("odd", "virtio_queue_notify 40, laio_submit 8, laio_submit 3, virtio_notify 2"), List.of());

        assertThat(chain.stages())
                .extracting(ChainFigures.Stage::label)
                .containsExactly("virtio_queue_notify", "laio_submit", "laio_submit (2)", "virtio_notify");
        assertThat(chain.stages())
                .extracting(stage -> chain.meanNs("odd", stage))
                .contains(OptionalDouble.of(3));
    }

    private static ChainFigures.Stage submit(ChainFigures chain) {
        return chain.stages().stream()
                .filter(stage -> stage.name().equals("laio_submit"))
                .findFirst()
                .orElseThrow();
    }

    private static ChainFigures chain(List<StageFigure> one, List<StageFigure> other) {
        return new ChainFigures(
                "aio_native", Stream.concat(one.stream(), other.stream()).toList());
    }

    /** Stages as "name ns, name ns" from position 0, which is not in the total. */
    private static List<StageFigure> figures(String config, String stages) {
        var figures = new ArrayList<StageFigure>();
        for (var stage : stages.split(", ", -1)) {
            var words = stage.split(" ", -1);
            figures.add(new StageFigure(
                    config,
                    "aio_native",
                    words[0],
                    figures.size(),
                    "submit",
                    OptionalDouble.of(Double.parseDouble(words[1])),
                    !figures.isEmpty(),
                    1));
        }
        return figures;
    }
}
