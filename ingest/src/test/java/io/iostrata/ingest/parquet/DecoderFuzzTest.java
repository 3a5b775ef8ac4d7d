package io.iostrata.ingest.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.TraceFormat;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes of a file, its decoder ends in rows and issues. With {@code JAZZER_FUZZ=1} and one method chosen,
 * Jazzer looks for bytes that make it do something else; without, the seeds and what was once found are decoded.
 */
class DecoderFuzzTest {
    private static final String DURATION = "10s";
    /** One of each format, for the files beside the one that is fuzzed. */
    private static final Map<TraceFormat, Seed> SEEDS =
            Seed.all().stream().collect(Collectors.toMap(Seed::format, seed -> seed, (first, other) -> first));

    @Test
    void everyFormatHasATarget() {
        var targets = Arrays.stream(DecoderFuzzTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                .map(Method::getName)
                .filter(name -> !name.equals("recognised"));
        var formats = Arrays.stream(TraceFormat.values()).map(SeedsOfFormat::methodName);

        assertThat(targets).containsExactlyInAnyOrderElementsOf(formats.toList());
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void simpletrace(byte[] file) {
        decode(TraceFormat.SIMPLETRACE, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void traceDat(byte[] file) {
        decode(TraceFormat.TRACE_DAT, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void tracePipeRaw(byte[] file) {
        decode(TraceFormat.TRACE_PIPE_RAW, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void perfData(byte[] file) {
        decode(TraceFormat.PERF_DATA, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void blktrace(byte[] file) {
        decode(TraceFormat.BLKTRACE, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void ctf(byte[] file) {
        decode(TraceFormat.CTF, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void blkparse(byte[] file) {
        decode(TraceFormat.BLKPARSE, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void ftraceText(byte[] file) {
        decode(TraceFormat.FTRACE_TEXT, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void traceCmdReport(byte[] file) {
        decode(TraceFormat.TRACE_CMD_REPORT, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void perfScript(byte[] file) {
        decode(TraceFormat.PERF_SCRIPT, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void qemuLog(byte[] file) {
        decode(TraceFormat.QEMU_LOG, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void seqread(byte[] file) {
        decode(TraceFormat.SEQREAD, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void fioJson(byte[] file) {
        decode(TraceFormat.FIO_JSON, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void fioLog(byte[] file) {
        decode(TraceFormat.FIO_LOG, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void histogramText(byte[] file) {
        decode(TraceFormat.HISTOGRAM_TEXT, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void bpftraceJson(byte[] file) {
        decode(TraceFormat.BPFTRACE_JSON, file);
    }

    @ArgumentsSource(SeedsOfFormat.class)
    @FuzzTest(maxDuration = DURATION)
    void resultLines(byte[] file) {
        decode(TraceFormat.RESULT_LINES, file);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20s")
    void recognised(byte[] file) {
        TraceFormat.of(new Head(Arrays.copyOf(file, Math.min(Head.LENGTH, file.length))))
                .ifPresent(format -> decode(format, file));
    }

    static Stream<byte[]> seeds() {
        return Seed.all().stream().map(seed -> seed.files().get(0));
    }

    private static void decode(TraceFormat format, byte[] file) {
        try (var source = new HostileSource()) {
            source.decode(SEEDS.get(format).leading(file));
        }
    }
}
