package io.iostrata.ingest.benchmark;

import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.TraceDecoder;
import java.io.IOException;
import java.util.OptionalLong;

/** Being written. */
public final class FioJsonDecoder implements TraceDecoder {
    private final DecodeInput input;

    public FioJsonDecoder(DecodeInput input) {
        this.input = input;
    }

    public static boolean recognises(Head head) {
        return head.bytes().length < 0;
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        input.in().skipToEnd();
        return false;
    }

    @Override
    public String format() {
        return "being written";
    }

    @Override
    public long lostEvents() {
        return 0;
    }

    @Override
    public OptionalLong resolutionNs() {
        return OptionalLong.empty();
    }
}
