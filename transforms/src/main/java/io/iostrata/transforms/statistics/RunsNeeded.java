package io.iostrata.transforms.statistics;

import java.util.OptionalLong;

/** How many runs a side (or pairs) would show a difference of a given size, with the spread between runs as it is. */
public final class RunsNeeded {
    /** More are not counted out: nobody makes so many. */
    private static final int MOST = 100_000;

    private RunsNeeded() {}

    /** What is asked of a test: how often it may err where there is no difference, and find one that is there. */
    public record Demand(double level, double power) {}

    /**
     * The fewest runs a side whose t-test at that level finds a difference of that size with that power; empty beyond
     * 100,000.
     *
     * @param size on the scale of the effect, positive
     */
    public static OptionalLong of(Effect effect, double size, Demand demand) {
        int low = Sides.FEWEST;
        int high = MOST;
        if (!suffices(effect, high, size, demand)) {
            return OptionalLong.empty();
        }
        while (low < high) {
            int middle = (low + high) / 2;
            if (suffices(effect, middle, size, demand)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return OptionalLong.of(low);
    }

    /** The t-quantiles of both errors add up to the size in standard errors. */
    private static boolean suffices(Effect effect, int runs, double size, Demand demand) {
        boolean paired = effect.design() == Effect.Design.PAIRED;
        var student = new Student(paired ? runs - 1 : 2.0 * runs - 2);
        double error = effect.deviation() * Math.sqrt((paired ? 1.0 : 2.0) / runs);
        return (student.twoSided(demand.level()) + student.upper(1 - demand.power())) * error <= size;
    }
}
