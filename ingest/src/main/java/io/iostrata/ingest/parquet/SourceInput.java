package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.TraceDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A raw file to be decoded, perhaps twice.
 *
 * @param path for messages
 * @param decoder its format: {@code TraceFormat.X::open}
 * @param content opens the decompressed file at its beginning, each time the same bytes
 * @param clock the clock the manifest names for the file
 * @param others the other files of a source that its tracer cut by CPU
 * @param head opens the file at its beginning, for a part of it that begins behind; empty otherwise
 */
public record SourceInput(
        String path,
        Function<DecodeInput, TraceDecoder> decoder,
        Content content,
        Optional<Declarations> declarations,
        Optional<String> clock,
        List<Part> others,
        Optional<Content> head) {
    public SourceInput {
        others = List.copyOf(others);
    }

    /** Files from their beginning. */
    public SourceInput(
            String path,
            Function<DecodeInput, TraceDecoder> decoder,
            Content content,
            Optional<Declarations> declarations,
            Optional<String> clock,
            List<Part> others) {
        this(path, decoder, content, declarations, clock, others, Optional.empty());
    }

    /** A source of one file. */
    public SourceInput(
            String path,
            Function<DecodeInput, TraceDecoder> decoder,
            Content content,
            Optional<Declarations> declarations,
            Optional<String> clock) {
        this(path, decoder, content, declarations, clock, List.of(), Optional.empty());
    }

    /** One more file of the source. */
    public record Part(String path, Content content) {}

    /** The decompressed bytes of a file. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }
}
