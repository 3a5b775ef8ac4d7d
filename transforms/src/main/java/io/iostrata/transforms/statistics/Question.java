package io.iostrata.transforms.statistics;

import java.io.Serializable;

/**
 * What is asked of a comparison.
 *
 * @param minimumEffect the smallest difference that matters, as a ratio of the baseline: 0.05
 * @param confidence of intervals; differences are called at one minus it
 */
public record Question(double minimumEffect, double confidence) implements Serializable {
    public static final Question USUAL = new Question(0.05, 0.95);

    public Question {
        if (!(minimumEffect > 0 && minimumEffect < 1)) {
            throw new IllegalArgumentException("Invalid minimum effect: " + minimumEffect + " (between 0 and 1)");
        }
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("Invalid confidence: " + confidence + " (from 0.5 to below 1)");
        }
    }

    double level() {
        return 1 - confidence;
    }

    /** The smallest difference that matters, on the scale of an effect. */
    double bound(Effect effect, double baseline) {
        return effect.scale() == Scale.LOG ? Math.log1p(minimumEffect) : minimumEffect * Math.abs(baseline);
    }
}
