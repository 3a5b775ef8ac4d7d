package io.iostrata.transforms.statistics;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.random.RandomGenerator;

/** Student's t distribution; the functions are those of commons-math. */
final class Student {
    private static final RandomGenerator NONE = null;

    private final TDistribution distribution;

    Student(double degrees) {
        distribution = new TDistribution(NONE, degrees);
    }

    /** The value that |t| exceeds with that probability. */
    double twoSided(double probability) {
        return upper(probability / 2);
    }

    /** The value that t exceeds with that probability, up to one half. */
    double upper(double probability) {
        return -distribution.inverseCumulativeProbability(probability);
    }

    /** The probability that |t| is that or more; 1 where it is no number, of no difference without any spread. */
    double pValue(double t) {
        if (Double.isNaN(t)) {
            return 1;
        }
        return Double.isInfinite(t) ? 0 : Math.min(1, 2 * distribution.cumulativeProbability(-Math.abs(t)));
    }
}
