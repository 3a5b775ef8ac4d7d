package io.iostrata.transforms.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class HolmTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    @Test
    void multipliesTheSmallestByHowManyThereAreAndKeepsTheOrder() {
        assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, EXACT);
        assertThat(Holm.adjust(new double[] {0.9, 0.8})).containsExactly(1, 1);
    }

    @Test
    void aFamilyRejectedAsAWholeHandsItsShareToTheNext() {
        var adjusted = Holm.adjustFamilies(List.of(new double[] {0.008}, new double[] {0.018}, new double[] {0.02}));
        assertThat(adjusted.get(0)[0]).isCloseTo(0.01, EXACT);
        assertThat(adjusted.get(1)[0]).isCloseTo(0.02, EXACT);
        assertThat(adjusted.get(2)[0]).isCloseTo(0.02, EXACT);
    }

    @Test
    void aFamilyAfterOneThatIsNotRejectedHasItsOwnShareAlone() {
        var adjusted = Holm.adjustFamilies(List.of(new double[] {0.5}, new double[] {0.001}, new double[] {0.9}));
        assertThat(adjusted.get(0)[0]).isCloseTo(0.625, EXACT);
        assertThat(adjusted.get(1)[0]).isCloseTo(0.01, EXACT);
        assertThat(adjusted.get(2)[0]).isCloseTo(0.9, EXACT);
    }

    @Test
    void anEmptyFamilyLeavesItsShareToTheOthers() {
        var adjusted = Holm.adjustFamilies(List.of(new double[0], new double[] {0.02}, new double[0]));
        assertThat(adjusted.get(1)[0]).isCloseTo(0.02, EXACT);
    }
}
