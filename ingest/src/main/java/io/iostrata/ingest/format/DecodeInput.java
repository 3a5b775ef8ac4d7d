package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.ByteCursor;
import java.util.List;
import java.util.Optional;

/**
 * What a decoder is given.
 *
 * @param names numbers of the names in the batches it will fill
 * @param declarations the run's trace-events file, for formats that need one
 * @param clock the clock the manifest names for the file ("host x86-tsc")
 * @param others the other files of a source that a tracer cut by CPU; empty for a source of one file
 * @param head the same file from its beginning, for a part that begins behind it; empty otherwise
 */
public record DecodeInput(
        ByteCursor in,
        Names names,
        IssueLog issues,
        Optional<Declarations> declarations,
        Optional<String> clock,
        List<ByteCursor> others,
        Optional<ByteCursor> head) {
    public DecodeInput {
        others = List.copyOf(others);
    }

    /** Files from their beginning. */
    public DecodeInput(
            ByteCursor in,
            Names names,
            IssueLog issues,
            Optional<Declarations> declarations,
            Optional<String> clock,
            List<ByteCursor> others) {
        this(in, names, issues, declarations, clock, others, Optional.empty());
    }

    /** A source of one file. */
    public DecodeInput(
            ByteCursor in, Names names, IssueLog issues, Optional<Declarations> declarations, Optional<String> clock) {
        this(in, names, issues, declarations, clock, List.of(), Optional.empty());
    }

    /** A trace-events file: where it is from, for messages, and its text. */
    public record Declarations(String path, byte[] text) implements java.io.Serializable {}
}
