package io.iostrata.ingest.format;

import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Something a file has lost, or that could not be understood.
 *
 * @param offset byte offset in the decompressed file; negative where none applies
 * @param count how many events or bytes; at least 1
 * @param during the time it falls into, on the source's stamps (ticks where the source has no ns)
 */
public record Issue(
        long offset, IssueKind kind, Severity severity, long count, Optional<Interval> during, String message)
        implements Serializable {

    /** An {@code Optional} does not go to other processes. */
    private Object writeReplace() {
        return new Sent(offset, kind, severity, count, during.stream().toList(), message);
    }

    private record Sent(
            long offset, IssueKind kind, Severity severity, long count, List<Interval> during, String message)
            implements Serializable {
        private Object readResolve() {
            return new Issue(offset, kind, severity, count, during.stream().findFirst(), message);
        }
    }

    /** A stretch of time on the source's stamps, both ends included. */
    public record Interval(long from, long to) implements Serializable {}
}
