package io.iostrata.ingest.ftracetext;

/** What stands before an event in a line, taken apart in place. Nothing but {@link #parse} means anything once it is false. */
interface Prefix {
    /** Takes the line apart; false if it does not begin as events do. */
    boolean parse(byte[] bytes, int from, int to);

    /** Task's name: {@code [commFrom, commTo)}, empty where not printed. */
    int commFrom();

    int commTo();

    /** Thread; negative where not printed. */
    int tid();

    /** Thread group; negative where not printed. */
    int tgid();

    /** Negative where not printed. */
    int cpu();

    Stamp stamp();

    /** Whether the line has a column of flags, or is of a tool that shows none. */
    boolean isFlagged();

    /** First byte of what the event says. */
    int body();
}
