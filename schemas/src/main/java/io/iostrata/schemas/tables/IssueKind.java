package io.iostrata.schemas.tables;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What an issue is about. */
public enum IssueKind {
    /** The tracer says it lost events. */
    LOST_EVENTS,
    /** The tracer says it lost events, not how many. */
    LOST_UNCOUNTED,
    /** Earlier events of a buffer may be missing, without a count. */
    BUFFER_STARTED,
    /** Bytes that do not follow the format. */
    MALFORMED,
    /** The input ends inside a record. */
    TRUNCATED,
    /** An event without a declaration: kept with its raw arguments. */
    UNKNOWN_EVENT,
    /** A record that disagrees with its declaration. */
    WRONG_DECLARATION,
    /** The declarations a format needs are not there. */
    MISSING_DECLARATIONS,
    /** Bytes no decoder read. */
    SKIPPED,
    /** A file nobody recognises. */
    UNRECOGNISED,
    /** Events that came later than the reordering window. */
    LATE_EVENTS,
    /** A manifest that cannot be used. */
    BAD_MANIFEST,
    /** A container that cannot be read to its end. */
    BROKEN_CONTAINER,
    /** A member of an archive that was refused. */
    REFUSED,
    /** A value the pipeline found by itself. */
    FOUND,
    /** How the benchmark's window was laid. */
    WINDOW,
    /** Begins without an end. */
    UNMATCHED,
    /** Spans that a loss falls into. */
    TAINTED,
    /** A layer whose mean is larger than the one around it. */
    INNER_EXCEEDS_OUTER,
    /** A control that differs from the benchmark by more than 5 %. */
    CONTROL_DIFFERS,
    /** A set whose layers were measured under different configurations. */
    MIXED_CONFIGURATIONS,
    /** A layer whose spans are not a request of the measured disk each. */
    MIXED_SPANS,
    /** A clock whose rate or offset nothing tells. */
    UNKNOWN_CLOCK,
    /** Events that two sources cannot both have stamped rightly, whatever the offset of their clocks. */
    CLOCK_CONTRADICTION,
    /** A clock that was set while it was traced. */
    CLOCK_STEP,
    /** Events without a stamp that could be counted in ns. */
    NO_TIME,
    /** A figure that could not be computed. */
    NO_FIGURE;

    /** Kinds of issues that say when a source lost events. */
    public static List<String> idsOfLosses() {
        return List.of(LOST_EVENTS.id(), LOST_UNCOUNTED.id());
    }

    /** Kinds of issues that an analysis of any run says anew of all. */
    public static List<String> idsOfBreakdowns() {
        return Stream.of(
                        INNER_EXCEEDS_OUTER,
                        CONTROL_DIFFERS,
                        MIXED_CONFIGURATIONS,
                        MIXED_SPANS,
                        UNRECOGNISED,
                        NO_FIGURE)
                .map(IssueKind::id)
                .toList();
    }

    /** As written in {@code issues.kind}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
