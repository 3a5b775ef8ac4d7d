package io.iostrata.ingest.split;

import java.io.Serializable;

/**
 * Rows that crossed the borders of a split.
 *
 * @param earlier rows that stand in it and belong to splits before
 * @param later rows that stand in it and belong to splits behind
 * @param before rows of its own that were found in the margin before it
 * @param behind rows of its own that were found in the margin behind it
 */
public record Borders(long earlier, long later, long before, long behind) implements Serializable {

    /** True if all that this split and the next one left to each other was found. */
    boolean fit(Borders next) {
        return later == next.before && behind == next.earlier;
    }
}
