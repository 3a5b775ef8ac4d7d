package io.iostrata.transforms.clocks;

/** How many moments may be held against one another before a search among them is given up: stamps may be hostile. */
public final class SearchBudget {
    /** Some seconds of work; sound traces of 100,000 requests take a tenth of it. */
    private static final long MOST = 1L << 30;

    private long left;
    private boolean isSpent;

    public SearchBudget() {
        this(MOST);
    }

    SearchBudget(long moments) {
        left = moments;
    }

    /** False, from then on, where so many are no longer left. */
    boolean take(long moments) {
        isSpent |= left < moments;
        left -= isSpent ? 0 : moments;
        return !isSpent;
    }

    /** True where a search was given up. */
    public boolean isSpent() {
        return isSpent;
    }
}
