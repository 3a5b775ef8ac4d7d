package io.iostrata.transforms.clocks;

import io.iostrata.transforms.clocks.Bounds.Bound;
import io.iostrata.transforms.clocks.Bounds.Side;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The offset of a clock from another over all of a trace: one stretch of straight lines, or several where the clock was
 * set in between.
 *
 * @param stretches in order, at least one; each but the first begins where the one before it ends
 */
public record OffsetFit(List<Stretch> stretches) implements Serializable {
    /** Bounds on either side that a stretch between two steps must have. */
    static final int FEWEST_BOUNDS = 16;

    static final int MOST_STRETCHES = 8;

    /**
     * A time in which the clock was not set.
     *
     * @param from reading at which it begins, ns
     * @param bounds how many there are
     */
    public record Stretch(long from, FeasibleLines lines, int bounds) implements Serializable {}

    public OffsetFit {
        stretches = List.copyOf(stretches);
    }

    /** Lines that keep all bounds, without a step; empty where there are none. */
    public static Optional<OffsetFit> steady(Bounds bounds) {
        return FeasibleLines.of(bounds)
                .map(lines -> new OffsetFit(List.of(new Stretch(Long.MIN_VALUE, lines, bounds.size()))));
    }

    /** With as few steps as the bounds allow; empty where a stretch would rest on too little. */
    public static Optional<OffsetFit> stepping(Bounds bounds) {
        var stretches = new ArrayList<Stretch>();
        var rest = bounds.bounds();
        while (!rest.isEmpty()) {
            int length = longest(rest);
            var part = new Bounds(rest.subList(0, length));
            var lines = FeasibleLines.of(part);
            if (stretches.size() == MOST_STRETCHES || lines.isEmpty() || !isSupported(part)) {
                return Optional.empty();
            }
            long from = stretches.isEmpty() ? Long.MIN_VALUE : part.first();
            stretches.add(new Stretch(from, lines.get(), length));
            rest = rest.subList(length, rest.size());
        }
        return stretches.isEmpty() ? Optional.empty() : Optional.of(new OffsetFit(stretches));
    }

    private static boolean isSupported(Bounds part) {
        return part.of(Side.AT_LEAST).size() >= FEWEST_BOUNDS
                && part.of(Side.AT_MOST).size() >= FEWEST_BOUNDS;
    }

    /** How many bounds from the first on a line can keep. */
    private static int longest(List<Bound> bounds) {
        int fits = 0;
        int fails = bounds.size() + 1;
        while (fails - fits > 1) {
            int middle = (fits + fails) >>> 1;
            if (isOpen(new Bounds(bounds.subList(0, middle)))) {
                fits = middle;
            } else {
                fails = middle;
            }
        }
        return fits;
    }

    private static boolean isOpen(Bounds bounds) {
        return !bounds.isTwoSided() || FeasibleLines.of(bounds).isPresent();
    }

    /** The stretch that a reading falls into. */
    public Stretch at(long reading) {
        int place = stretches.size() - 1;
        while (place > 0 && stretches.get(place).from > reading) {
            place--;
        }
        return stretches.get(place);
    }
}
