package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.format.Issue;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.Serializable;
import java.util.Optional;

/**
 * Records of one event id that are kept with raw arguments.
 *
 * @param expected bytes that its declaration makes; {@link EventType#VARIABLE} where they differ
 * @param offset of the first such record
 * @param length bytes of the first such record from its event id on
 */
record OddRecords(long id, String name, boolean isDeclared, int expected, long offset, long length, long count)
        implements Serializable {

    /** These and those of a later part of the file. */
    OddRecords and(OddRecords more) {
        return new OddRecords(id, name, isDeclared, expected, offset, length, count + more.count);
    }

    /** Of the file of that name. */
    Issue issue(String file) {
        return isDeclared ? wrongDeclaration(file) : unknownEvent(file);
    }

    private Issue wrongDeclaration(String file) {
        var lengths = expected == EventType.VARIABLE ? "other lengths" : "%d".formatted(expected);
        var message =
                "%s@0x%x: %s record of %d bytes, its declaration makes %s (%d such records): wrong trace-events file"
                        .formatted(file, offset, name, length, lengths, count);
        return issue(IssueKind.WRONG_DECLARATION, Severity.ERROR, message);
    }

    private Issue unknownEvent(String file) {
        var message = "%s@0x%x: event %s (id %s) has no declaration (%d records), arguments kept raw"
                .formatted(file, offset, name, Long.toUnsignedString(id), count);
        return issue(IssueKind.UNKNOWN_EVENT, Severity.WARNING, message);
    }

    private Issue issue(IssueKind kind, Severity severity, String message) {
        return new Issue(offset, kind, severity, count, Optional.empty(), message);
    }
}
