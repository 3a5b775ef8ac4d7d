package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Records that are passed over: an issue for each reason, with their number. */
final class SkippedRecords {
    private static final int MOST_REASONS = 64;

    private final Trouble trouble;
    private final Map<String, Sum> sums = new LinkedHashMap<>();

    private static final class Sum {
        private final long offset;
        private final IssueKind kind;
        private long records;
        private long bytes;

        Sum(long offset, IssueKind kind) {
            this.offset = offset;
            this.kind = kind;
        }
    }

    SkippedRecords(Trouble trouble) {
        this.trouble = trouble;
    }

    /**
     * Passes over a record.
     *
     * @param bytes of the file; 0 for a record out of compressed ones
     */
    void add(long offset, long bytes, IssueKind kind, String what) {
        trouble.in().countSkipped(bytes);
        var reason = sums.size() < MOST_REASONS || sums.containsKey(what) ? what : "records of further kinds";
        var sum = sums.computeIfAbsent(reason, key -> new Sum(offset, kind));
        sum.records++;
        sum.bytes += bytes;
    }

    /** Says what was passed over. */
    void report() {
        sums.forEach((what, sum) -> trouble.issues()
                .add(new Issue(
                        sum.offset,
                        sum.kind,
                        sum.kind == IssueKind.SKIPPED ? Severity.INFO : Severity.WARNING,
                        sum.records,
                        Optional.empty(),
                        "%s@0x%x: %d %s, %d bytes"
                                .formatted(trouble.in().file(), sum.offset, sum.records, what, sum.bytes))));
        sums.clear();
    }
}
