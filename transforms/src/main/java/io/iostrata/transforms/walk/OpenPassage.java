package io.iostrata.transforms.walk;

import java.util.Arrays;

/** A passage of an instrument that has begun, with what its parts have taken so far. Stamps and lengths are the source's. */
final class OpenPassage {
    private static final long NOT_BEGUN = Long.MIN_VALUE;

    private final long begin;
    private final String[] told;
    private final long[] partBegin;
    private final long[] spent;
    private final boolean[] passed;

    OpenPassage(long begin, String[] told, int parts) {
        this.begin = begin;
        this.told = told;
        partBegin = new long[parts];
        spent = new long[parts];
        passed = new boolean[parts];
        Arrays.fill(partBegin, NOT_BEGUN);
    }

    long begin() {
        return begin;
    }

    /** By column of the instrument's table; null where nothing told it. */
    String[] told() {
        return told;
    }

    void beginPart(int part, long stamp) {
        partBegin[part] = stamp;
    }

    void endPart(int part, long stamp) {
        if (partBegin[part] != NOT_BEGUN && stamp >= partBegin[part]) {
            spent[part] += stamp - partBegin[part];
            passed[part] = true;
        }
        partBegin[part] = NOT_BEGUN;
    }

    boolean passed(int part) {
        return passed[part];
    }

    long spent(int part) {
        return spent[part];
    }
}
