package io.iostrata.ingest.qemulog;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.Serializable;
import java.util.Optional;

/** Events of one name that QEMU printed and that do not agree with what was declared: {@code count} of them. */
public record OddEvents(String name, boolean isUnknown, long count) implements Serializable {

    /** These and those of another part of the file. */
    public OddEvents and(OddEvents more) {
        return new OddEvents(name, isUnknown, count + more.count);
    }

    /** Reports them, of the file of that name. */
    public void report(String traceFile, IssueLog issues) {
        var what = isUnknown ? "has no declaration" : "does not read as its declaration prints it";
        var message =
                "%s: event %s %s (%d events), arguments as they stand; expected the trace-events file of this QEMU"
                        .formatted(traceFile, name, what, count);
        var kind = isUnknown ? IssueKind.UNKNOWN_EVENT : IssueKind.WRONG_DECLARATION;
        issues.add(new Issue(-1, kind, Severity.WARNING, count, Optional.empty(), message));
    }
}
