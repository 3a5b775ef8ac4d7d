package io.iostrata.ingest.archive;

import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;

/**
 * What is wrong with a member of a container, or with the container itself.
 *
 * @param name as messages show it; empty for the container itself
 */
public record MemberTrouble(IssueKind kind, Severity severity, String name, String what) {

    static MemberTrouble refused(String name, String why) {
        return new MemberTrouble(IssueKind.REFUSED, Severity.WARNING, MemberName.shown(name), "refused: " + why);
    }

    static MemberTrouble broken(String name, String why) {
        return new MemberTrouble(IssueKind.BROKEN_CONTAINER, Severity.ERROR, MemberName.shown(name), why);
    }
}
