package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.MalformedTraceException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads one file front to back into batches, in file order. Deterministic: the same bytes give the same rows.
 *
 * <p>Trouble that a decoder can step over becomes an issue and, for bytes not understood, {@code in.skip}; trouble it
 * cannot becomes a {@link MalformedTraceException}: rows appended before it stay, the runner records the rest of the
 * file as skipped. A cut tail is an issue of kind TRUNCATED and severity warning.
 */
public interface TraceDecoder {

    /**
     * Appends the next events until the batch is full or the file ends, or the part of it that is read: a decoder of a
     * part stops at the first record that begins at {@code in.end()} or behind, and goes on when that was moved.
     *
     * @return false once the end was reached; the batch may hold rows all the same
     */
    boolean read(EventBatch batch) throws IOException;

    /** Format and version as {@code sources.format} shows it: {@code simpletrace 4}. Known after the first read. */
    String format();

    /** Events that the tracer says it lost so far, at least. */
    long lostEvents();

    /** Step of the stamps in ns, 1 or 1000; empty while no stamp in ns was read. */
    OptionalLong resolutionNs();

    /** What the stamps alone tell of the clock ("realtime" for stamps beyond 10^18 ns); empty where nothing does. */
    default Optional<String> clock() {
        return Optional.empty();
    }

    /**
     * What a part of a file leaves open, once its decoder came to the part's end; what is told at the end of a file is
     * then not told yet. Empty of a decoder that cannot read parts.
     */
    default Optional<Remainder> remainder() {
        return Optional.empty();
    }

    /** Lets go of what it opened itself, whether it came to the end or not. */
    default void close() throws IOException {}
}
