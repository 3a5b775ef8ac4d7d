package io.iostrata.ingest.format;

import io.iostrata.ingest.benchmark.BpftraceJsonDecoder;
import io.iostrata.ingest.benchmark.FioJsonDecoder;
import io.iostrata.ingest.benchmark.FioLogDecoder;
import io.iostrata.ingest.benchmark.HistogramTextDecoder;
import io.iostrata.ingest.benchmark.ResultLinesDecoder;
import io.iostrata.ingest.benchmark.SeqreadDecoder;
import io.iostrata.ingest.blktrace.BlkparseDecoder;
import io.iostrata.ingest.blktrace.BlktraceDecoder;
import io.iostrata.ingest.blktrace.RecordSurvey;
import io.iostrata.ingest.ctf.CtfDecoder;
import io.iostrata.ingest.ftracetext.FtraceTextDecoder;
import io.iostrata.ingest.ftracetext.LineCuts;
import io.iostrata.ingest.perfdata.PerfDataDecoder;
import io.iostrata.ingest.qemulog.QemuLogDecoder;
import io.iostrata.ingest.simpletrace.RecordCuts;
import io.iostrata.ingest.simpletrace.SimpleTraceDecoder;
import io.iostrata.ingest.tracedat.PageCuts;
import io.iostrata.ingest.tracedat.RingPagesDecoder;
import io.iostrata.ingest.tracedat.TraceDatDecoder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The registry of formats: how each is recognised, by content, and who decodes it. Earlier ones win. */
public enum TraceFormat {
    SIMPLETRACE(SimpleTraceDecoder::recognises, SimpleTraceDecoder::new, RecordCuts::new),
    TRACE_DAT(TraceDatDecoder::recognises, TraceDatDecoder::new, new PageCuts()),
    PERF_DATA(PerfDataDecoder::recognises, PerfDataDecoder::new),
    BLKTRACE(BlktraceDecoder::recognises, BlktraceDecoder::new, new RecordSurvey()),
    CTF(CtfDecoder::recognises, CtfDecoder::new),
    TRACE_PIPE_RAW(RingPagesDecoder::recognises, RingPagesDecoder::new),
    BLKPARSE(BlkparseDecoder::recognises, BlkparseDecoder::new),
    FTRACE_TEXT(FtraceTextDecoder::isKernel, FtraceTextDecoder::kernel, head -> LineCuts.kernel()),
    TRACE_CMD_REPORT(FtraceTextDecoder::isTraceCmd, FtraceTextDecoder::traceCmd, head -> LineCuts.traceCmd()),
    PERF_SCRIPT(FtraceTextDecoder::isPerf, FtraceTextDecoder::perf, head -> LineCuts.perf()),
    QEMU_LOG(QemuLogDecoder::recognises, QemuLogDecoder::new),
    SEQREAD(SeqreadDecoder::recognises, SeqreadDecoder::new),
    FIO_JSON(FioJsonDecoder::recognises, FioJsonDecoder::new),
    FIO_LOG(FioLogDecoder::recognises, FioLogDecoder::new),
    HISTOGRAM_TEXT(HistogramTextDecoder::recognises, HistogramTextDecoder::new),
    BPFTRACE_JSON(BpftraceJsonDecoder::recognises, BpftraceJsonDecoder::new),
    RESULT_LINES(ResultLinesDecoder::recognises, ResultLinesDecoder::new);

    private static final Set<TraceFormat> TRACE_EVENTS_READERS =
            EnumSet.of(SIMPLETRACE, TRACE_DAT, FTRACE_TEXT, TRACE_CMD_REPORT, PERF_SCRIPT, QEMU_LOG);

    private final Predicate<Head> recognises;
    private final Function<DecodeInput, TraceDecoder> decoder;
    private final Optional<Function<DecodeInput, CutFinder>> cuts;
    private final Optional<TimeCuts> timeCuts;
    private final Optional<Survey> survey;

    TraceFormat(Predicate<Head> recognises, Function<DecodeInput, TraceDecoder> decoder) {
        this.recognises = recognises;
        this.decoder = decoder;
        cuts = Optional.empty();
        timeCuts = Optional.empty();
        survey = Optional.empty();
    }

    /** A format whose files can be read in parts that are found by a look at all of it. */
    TraceFormat(Predicate<Head> recognises, Function<DecodeInput, TraceDecoder> decoder, Survey survey) {
        this.recognises = recognises;
        this.decoder = decoder;
        cuts = Optional.empty();
        timeCuts = Optional.empty();
        this.survey = Optional.of(survey);
    }

    /** A format whose files can be read in parts that are stretches of time. */
    TraceFormat(Predicate<Head> recognises, Function<DecodeInput, TraceDecoder> decoder, TimeCuts timeCuts) {
        this.recognises = recognises;
        this.decoder = decoder;
        cuts = Optional.empty();
        this.timeCuts = Optional.of(timeCuts);
        survey = Optional.empty();
    }

    /** A format whose files can be read in parts. */
    TraceFormat(
            Predicate<Head> recognises,
            Function<DecodeInput, TraceDecoder> decoder,
            Function<DecodeInput, CutFinder> cuts) {
        this.recognises = recognises;
        this.decoder = decoder;
        this.cuts = Optional.of(cuts);
        timeCuts = Optional.empty();
        survey = Optional.empty();
    }

    /** The format of a file that begins so; empty where nobody knows it. */
    public static Optional<TraceFormat> of(Head head) {
        return Arrays.stream(values())
                .filter(format -> format.recognises.test(head))
                .findFirst();
    }

    /** True if files of the format name QEMU's events without saying what their arguments are. */
    public boolean readsTraceEvents() {
        return TRACE_EVENTS_READERS.contains(this);
    }

    /** True for a format whose stamps are of one clock whenever its decoder names one. */
    public boolean hasOneClock() {
        return this == BLKTRACE || this == CTF;
    }

    /** True if files of the format can be read in parts. */
    public boolean isDivisible() {
        return cuts.isPresent() || timeCuts.isPresent() || survey.isPresent();
    }

    /**
     * True where every place that is found is one to cut at, whatever stands before it. Otherwise only a reading of the part
     * before, which ends there, shows that it is.
     */
    public boolean cutsAreCertain() {
        return this != SIMPLETRACE && timeCuts.isEmpty();
    }

    /** Finds places where a file that can be read in parts is cut; {@code head} is of its beginning. */
    public CutFinder cuts(DecodeInput head) {
        return cuts.orElseThrow().apply(head);
    }

    /** How files are cut whose parts are stretches of time; empty for a format whose parts are stretches of the file. */
    public Optional<TimeCuts> timeCuts() {
        return timeCuts;
    }

    /** How files are cut of which all is looked at before. */
    public Optional<Survey> survey() {
        return survey;
    }

    public TraceDecoder open(DecodeInput input) {
        return decoder.apply(input);
    }
}
