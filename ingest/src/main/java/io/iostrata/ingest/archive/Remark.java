package io.iostrata.ingest.archive;

import io.iostrata.ingest.format.Issue;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.Optional;

/**
 * What is to be said of a compressed file that could be read on all the same.
 *
 * @param offset in the decompressed file
 * @param bytes how many bytes it is about
 */
public record Remark(IssueKind kind, Severity severity, long offset, long bytes, String what) {

    /** The remark as an issue of the file of that name. */
    public Issue issue(String file) {
        return new Issue(offset, kind, severity, bytes, Optional.empty(), "%s@0x%x: %s".formatted(file, offset, what));
    }
}
