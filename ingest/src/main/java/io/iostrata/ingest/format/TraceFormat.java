package io.iostrata.ingest.format;

import io.iostrata.ingest.benchmark.FioJsonDecoder;
import io.iostrata.ingest.benchmark.SeqreadDecoder;
import io.iostrata.ingest.blktrace.BlkparseDecoder;
import io.iostrata.ingest.blktrace.BlktraceDecoder;
import io.iostrata.ingest.ctf.CtfDecoder;
import io.iostrata.ingest.ftracetext.FtraceTextDecoder;
import io.iostrata.ingest.simpletrace.SimpleTraceDecoder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The registry of formats: how each is recognised, by content, and who decodes it. Earlier ones win. */
public enum TraceFormat {
    SIMPLETRACE(SimpleTraceDecoder::recognises, SimpleTraceDecoder::new),
    BLKTRACE(BlktraceDecoder::recognises, BlktraceDecoder::new),
    CTF(CtfDecoder::recognises, CtfDecoder::new),
    BLKPARSE(BlkparseDecoder::recognises, BlkparseDecoder::new),
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

    /** True if files of the format name QEMU's events without saying what their arguments are. */
    public boolean readsTraceEvents() {
        return this == SIMPLETRACE || this == FTRACE_TEXT;
    }

    /** True for a format whose stamps are of one clock whenever its decoder names one. */
    public boolean hasOneClock() {
        return this == BLKTRACE || this == CTF;
    }

    public TraceDecoder open(DecodeInput input) {
        return decoder.apply(input);
    }
}
