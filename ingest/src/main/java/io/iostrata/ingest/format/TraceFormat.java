package io.iostrata.ingest.format;

import io.iostrata.ingest.benchmark.FioJsonDecoder;
import io.iostrata.ingest.benchmark.SeqreadDecoder;
import io.iostrata.ingest.ftracetext.FtraceTextDecoder;
import io.iostrata.ingest.simpletrace.SimpleTraceDecoder;
import io.iostrata.ingest.tracedat.TraceDatDecoder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The registry of formats: how each is recognised, by content, and who decodes it. Earlier ones win. */
public enum TraceFormat {
    SIMPLETRACE(SimpleTraceDecoder::recognises, SimpleTraceDecoder::new),
    TRACE_DAT(TraceDatDecoder::recognises, TraceDatDecoder::new),
    FTRACE_TEXT(FtraceTextDecoder::recognises, FtraceTextDecoder::new),
    SEQREAD(SeqreadDecoder::recognises, SeqreadDecoder::new),
    FIO_JSON(FioJsonDecoder::recognises, FioJsonDecoder::new);

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
