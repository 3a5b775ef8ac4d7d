package io.iostrata.jobs;

import io.iostrata.transforms.statistics.Question;
import picocli.CommandLine.Option;

/** What is asked of a comparison, as options say it. */
final class QuestionOption {
    private static final double PERCENT = 100;

    @Option(
            names = "--minimum-effect",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "The smallest difference that matters, in percent of the baseline (default: 5).")
    private double minimumEffect;

    @Option(
            names = "--confidence",
            paramLabel = "LEVEL",
            defaultValue = "0.95",
            description = "Confidence of the intervals, below 1 (default: 0.95).")
    private double confidence;

    Question question() {
        try {
            return new Question(minimumEffect / PERCENT, confidence);
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }
}
