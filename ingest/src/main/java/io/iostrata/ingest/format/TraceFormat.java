package io.iostrata.ingest.format;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The registry of formats: how each is recognised, by content, and who decodes it. Earlier ones win. */
public enum TraceFormat {
    ;

    private final Predicate<Head> recognises;
    private final Function<DecodeInput, TraceDecoder> decoder;

    TraceFormat(Predicate<Head> recognises, Function<DecodeInput, TraceDecoder> decoder) {
        this.recognises = recognises;
        this.decoder = decoder;
    }

    /** The format of a file that begins so; empty where nobody knows it. */
    public static Optional<TraceFormat> of(Head head) {
        return Arrays.stream(values())
                .filter(format -> format.recognises.test(head))
                .findFirst();
    }

    public TraceDecoder open(DecodeInput input) {
        return decoder.apply(input);
    }
}
