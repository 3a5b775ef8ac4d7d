package io.iostrata.transforms.statistics;

import io.iostrata.transforms.statistics.Effect.Design;
import io.iostrata.transforms.statistics.Effect.Parts;
import io.iostrata.transforms.statistics.Effect.Side;

/**
 * Tests whose sample is the runs. Welch's t-test (Welch 1947) does not take the two spreads for equal; the paired one
 * (Student 1908) takes out what the two runs of a block have in common. docs/statistics.md says when to trust them.
 */
public final class RunTests {
    private RunTests() {}

    /** Of independent runs, two a side at least. */
    public static Effect welch(Sides sides, Scale wanted) {
        var scale = wanted.fit(sides);
        var baseline = scale.of(sides.baseline());
        var candidate = scale.of(sides.candidate());
        double first = scale.variance(baseline);
        double second = scale.variance(candidate);
        double firstSquared = first / baseline.length;
        double secondSquared = second / candidate.length;
        double squared = firstSquared + secondSquared;
        double degrees = squared
                * squared
                / (firstSquared * firstSquared / (baseline.length - 1)
                        + secondSquared * secondSquared / (candidate.length - 1));
        return new Effect(
                scale,
                Design.UNPAIRED,
                Moments.mean(candidate) - Moments.mean(baseline),
                Math.sqrt(squared),
                squared == 0 ? baseline.length + candidate.length - 2 : degrees,
                Math.sqrt((first + second) / 2),
                new Parts(
                        new Side(Math.sqrt(firstSquared), baseline.length - 1.0),
                        new Side(Math.sqrt(secondSquared), candidate.length - 1.0),
                        0));
    }

    /** Of blocks, each with one value a side; two blocks at least. */
    public static Effect paired(Sides blocks, Scale wanted) {
        var scale = wanted.fit(blocks);
        var baseline = scale.of(blocks.baseline());
        var candidate = scale.of(blocks.candidate());
        int count = baseline.length;
        var differences = new double[count];
        for (int i = 0; i < count; i++) {
            differences[i] = candidate[i] - baseline[i];
        }
        double first = scale.variance(baseline);
        double second = scale.variance(candidate);
        double resolution = (first - Moments.variance(baseline)) + (second - Moments.variance(candidate));
        double variance = Moments.variance(differences) + resolution;
        double correlation =
                first * second == 0 ? 0 : Moments.covariance(baseline, candidate) / Math.sqrt(first * second);
        return new Effect(
                scale,
                Design.PAIRED,
                Moments.mean(differences),
                Math.sqrt(variance / count),
                count - 1.0,
                Math.sqrt(variance),
                new Parts(
                        new Side(Math.sqrt(first / count), count - 1.0),
                        new Side(Math.sqrt(second / count), count - 1.0),
                        correlation));
    }
}
