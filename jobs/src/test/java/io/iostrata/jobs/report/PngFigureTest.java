package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngFigureTest {
    private static final int GUEST = 0x3a6fb5;
    private static final int HOST_IO = 0x8e98a8;

    @Test
    void aLayersBarIsAsLongAsItsShareInPixels() throws Exception {
        var image = drawn(Diagram.BREAKDOWN);
        assertThat(image.getWidth()).isEqualTo(2 * 960);
        // Two pixels a unit, 700 units for the longest bar.
        assertThat(longestRun(image, HOST_IO)).isBetween(1400 * 130235 / 196528 - 3, 1400 * 130235 / 196528 + 1);
        assertThat(longestRun(image, GUEST)).isBetween(1400 * 25699 / 196528 - 3, 1400 * 25699 / 196528 + 1);
    }

    @Test
    void aDiagramCanStandAlone() throws Exception {
        int both = drawn(Diagram.BOTH).getHeight();
        var comparison = drawn(Diagram.COMPARISON);
        assertThat(comparison.getHeight()).isLessThan(both);
        assertThat(drawn(Diagram.BREAKDOWN).getHeight()).isLessThan(both);
        assertThat(longestRun(comparison, GUEST)).isBetween(1397, 1401);
    }

    @Test
    void textIsDrawn() throws Exception {
        assumeThat(Fonts.families()).as("fonts are installed").isPositive();
        var image = drawn(Diagram.COMPARISON);
        long dark = IntStream.range(0, image.getWidth() * image.getHeight())
                .map(at -> image.getRGB(at % image.getWidth(), at / image.getWidth()))
                .filter(PngFigureTest::isDark)
                .count();
        assertThat(dark).isPositive();
    }

    /** As text is, smoothed or not, and no bar. */
    private static boolean isDark(int colour) {
        var rgb = new Color(colour);
        return Math.max(rgb.getRed(), Math.max(rgb.getGreen(), rgb.getBlue())) < 0x60;
    }

    @Test
    void whatIsNoFigureIsRefused() {
        assertThatIOException().isThrownBy(() -> PngFigure.of("<html/>"));
    }

    private static BufferedImage drawn(Diagram diagram) throws Exception {
        var svg = BreakdownFigure.svg(Lakes.published().register(), ReportOptions.titled("test"), diagram);
        return ImageIO.read(new ByteArrayInputStream(PngFigure.of(svg)));
    }

    /** The most pixels of a colour side by side. */
    private static int longestRun(BufferedImage image, int colour) {
        int longest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            int run = 0;
            for (int x = 0; x < image.getWidth(); x++) {
                run = (image.getRGB(x, y) & 0xffffff) == colour ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
        }
        return longest;
    }
}
