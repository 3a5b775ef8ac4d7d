package io.iostrata.ingest.archive;

/** What came out of a stored file so far, of all its layers that count on it, held against what went in. */
final class Expanded {
    private final LookAhead stored;
    private final ExpansionLimit limit;
    private long bytes;

    Expanded(LookAhead stored, ExpansionLimit limit) {
        this.stored = stored;
        this.limit = limit;
    }

    /** Counts bytes that came out. */
    void add(long more) {
        bytes += more;
    }

    void check() throws RefusedException {
        limit.check(stored.offset(), bytes);
    }
}
