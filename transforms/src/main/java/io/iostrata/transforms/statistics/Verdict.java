package io.iostrata.transforms.statistics;

import io.iostrata.transforms.statistics.RunsNeeded.Demand;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The answer to a comparison of times, of which less is better. The same runs are not asked twice: a difference is called
 * by the adjusted p-value, and none larger than the bound by the interval, wholly inside (two one-sided tests, Schuirmann
 * 1987, at half the level).
 *
 * @param words for people: they begin with better, worse, no difference, or not enough runs
 * @param runsNeeded runs a side (or pairs) to see the smallest difference that matters in four of five studies
 * @param runsNeeded90 the same in nine of ten
 */
public record Verdict(String words, OptionalLong runsNeeded, OptionalLong runsNeeded90) {
    private static final double USUAL_POWER = 0.8;
    private static final double HIGH_POWER = 0.9;
    private static final double PERCENT = 100;

    /** One side has too few runs for a spread. */
    public static Verdict tooFew(Sides sides) {
        return new Verdict(
                "not enough runs: %d and %d, an interval needs %d of each"
                        .formatted(sides.baseline().length, sides.candidate().length, Sides.FEWEST),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    /**
     * The verdict on an effect that was tested.
     *
     * @param tested the effect with its p-value adjusted among how many
     * @param baseline the baseline's figure
     */
    public static Verdict of(Tested tested, Sides sides, double baseline, Question question) {
        var effect = tested.effect();
        double bound = question.bound(effect, baseline);
        var needed = needed(effect, bound, new Demand(question.level(), USUAL_POWER));
        var needed90 = needed(effect, bound, new Demand(question.level(), HIGH_POWER));
        return new Verdict(words(tested, bound, shortage(needed, sides, effect), question), needed, needed90);
    }

    private static OptionalLong needed(Effect effect, double bound, Demand demand) {
        return bound > 0 ? RunsNeeded.of(effect, bound, demand) : OptionalLong.empty();
    }

    private static String words(Tested tested, double bound, String shortage, Question question) {
        boolean small = tested.effect().interval(question.confidence()).isWithin(bound);
        String within = percent(question.minimumEffect());
        if (tested.adjusted() < question.level()) {
            String words = tested.effect().estimate() < 0 ? "better" : "worse";
            return small ? words + ", by less than " + within : words;
        }
        return small ? "no difference larger than " + within : "not enough runs: " + shortage + " " + within;
    }

    /** An effect and its adjusted p-value. */
    public record Tested(Effect effect, double adjusted) {}

    private static String shortage(OptionalLong needed, Sides sides, Effect effect) {
        String unit = effect.design() == Effect.Design.PAIRED ? "pairs" : "a side";
        if (needed.isEmpty()) {
            return "no number of them would show";
        }
        return needed.getAsLong() > sides.fewer()
                ? needed.getAsLong() + " " + unit + " would show"
                : "the interval reaches beyond";
    }

    private static String percent(double ratio) {
        double percent = ratio * PERCENT;
        return percent == Math.rint(percent)
                ? String.format(Locale.ROOT, "%.0f %%", percent)
                : String.format(Locale.ROOT, "%s %%", Math.round(percent * PERCENT) / PERCENT);
    }
}
