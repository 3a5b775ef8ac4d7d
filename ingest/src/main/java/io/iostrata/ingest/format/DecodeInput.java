package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.ByteCursor;
import java.util.Optional;

/**
 * What a decoder is given.
 *
 * @param names numbers of the names in the batches it will fill
 * @param declarations the run's trace-events file, for formats that need one
 * @param clock the clock the manifest names for the file ("host x86-tsc")
 */
public record DecodeInput(
        ByteCursor in, Names names, IssueLog issues, Optional<Declarations> declarations, Optional<String> clock) {

    /** A trace-events file: where it is from, for messages, and its text. */
    public record Declarations(String path, byte[] text) implements java.io.Serializable {}
}
