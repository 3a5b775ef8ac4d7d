package io.iostrata.ingest.ftracetext;

/** What a {@link Prefix} found before an event in a line, the same object line after line. */
final class LineParts {
    final Stamp stamp = new Stamp();

    /** Task's name: {@code [commFrom, commTo)}, empty where not printed. */
    int commFrom;

    int commTo;

    /** Thread; negative where not printed. */
    int tid;

    /** Thread group; negative where not printed. */
    int tgid;

    /** Negative where not printed. */
    int cpu;

    /** Whether the line has a column of flags, or is of a tool that shows none. */
    boolean flagged;

    /** First byte of what the event says. */
    int body;
}
