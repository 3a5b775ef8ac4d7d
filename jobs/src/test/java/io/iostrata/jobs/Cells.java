package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Figures held against expected ones, cell by cell. */
final class Cells {
    private final List<String> mismatches = new ArrayList<>();
    private int compared;

    /** Holds one figure against what is expected of it. */
    void compare(String cell, double expected, double found, double tolerance) {
        compared++;
        if (!(Math.abs(expected - found) <= tolerance)) {
            mismatches.add("%s: found %.3f, expected %.3f".formatted(cell, found, expected));
        }
    }

    /** Holds one value against what is expected of it. */
    void compare(String cell, Object expected, Object found) {
        compared++;
        if (!expected.equals(found)) {
            mismatches.add("%s: found %s, expected %s".formatted(cell, found, expected));
        }
    }

    /** Every cell agrees, and there were at least so many. */
    void assertAllAgree(int atLeast) {
        assertThat(mismatches).as("mismatches among %d cells", compared).isEmpty();
        assertThat(compared).as("cells compared").isGreaterThanOrEqualTo(atLeast);
    }
}
