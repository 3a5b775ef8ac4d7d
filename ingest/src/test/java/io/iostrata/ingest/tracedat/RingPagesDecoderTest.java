package io.iostrata.ingest.tracedat;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.ftracetext.FtraceTextDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pages of a ring buffer by themselves, of two CPUs. */
final class RingPagesDecoderTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path PAGES = RESOURCES.resolve("tracepiperaw/host-6.1-kvm");
    private static final List<String> COLUMNS = TraceDatDecoderTest.COLUMNS;

    @Test
    void rowsAreThoseOfTheTraceDatWithTheSamePages() throws IOException {
        var dat = Files.readAllBytes(RESOURCES.resolve("tracedat/host-6.1-kvm.dat"));
        var decoded = decode(page(0), page(1));
        assertThat(decoded.rows()).isEqualTo(80);
        assertThat(decoded.table())
                .isEqualTo(Decoding.of(dat, Optional.empty(), COLUMNS, TraceDatDecoder::new)
                        .table());
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.passedBytes()).isEqualTo(4096);
        assertThat(decoded.skippedBytes()).isZero();
    }

    @Test
    void rowsAreThoseOfTraceCmdsReport() throws IOException {
        var report = Files.readAllBytes(RESOURCES.resolve("tracedat/host-6.1-kvm.txt"));
        assertThat(decode(page(0), page(1)).table())
                .isEqualTo(Decoding.of(report, Optional.empty(), COLUMNS, FtraceTextDecoder::traceCmd)
                        .table());
    }

    @Test
    void pagesWithoutDescriptionsAreAWarning() throws IOException {
        var decoded = Decoding.of(page(0), Optional.empty(), COLUMNS, RingPagesDecoder::new);
        assertThat(decoded.rows()).isZero();
        assertThat(decoded.issues()).isEqualTo("missing_declarations warning 1");
        assertThat(decoded.issueRows().get(0).message()).contains("expected a directory events or formats");
        assertThat(decoded.skippedBytes()).isEqualTo(4096);
    }

    @Test
    void pagesAreKnownByTheEventsThatFillThem() throws IOException {
        byte[] page = page(0);
        assertThat(TraceFormat.of(new Head(page))).contains(TraceFormat.TRACE_PIPE_RAW);
        assertThat(TraceFormat.of(new Head(joined(page, page)))).contains(TraceFormat.TRACE_PIPE_RAW);
        assertThat(TraceFormat.of(new Head(new byte[8192]))).isEmpty();
        byte[] longer = page.clone();
        longer[8] = (byte) (longer[8] + 4);
        assertThat(TraceFormat.of(new Head(longer))).isEmpty();
    }

    @Test
    void aCutLastPageIsReadAsFarAsItGoes() throws IOException {
        byte[] cut = joined(page(0), Arrays.copyOf(page(0), 1000));
        assertThat(TraceFormat.of(new Head(cut))).contains(TraceFormat.TRACE_PIPE_RAW);
        var decoded = decode(cut, page(1));
        assertThat(decoded.rows()).isBetween(81, 119);
        assertThat(decoded.issues()).startsWith("truncated warning 1");
    }

    private static Decoding decode(byte[] cpu0, byte[] cpu1) throws IOException {
        var packed = TracefsFiles.packed(PAGES.resolve("formats"));
        return Decoding.of(cpu0, Optional.empty(), COLUMNS, input -> decoder(input, cpu1, packed));
    }

    private static TraceDecoder decoder(DecodeInput first, byte[] cpu1, Declarations packed) {
        var other = new ByteCursor("cpu1.raw", new ByteArrayInputStream(cpu1));
        return new RingPagesDecoder(new DecodeInput(
                first.in(), first.names(), first.issues(), Optional.of(packed), first.clock(), List.of(other)));
    }

    private static byte[] page(int cpu) throws IOException {
        return Files.readAllBytes(PAGES.resolve("cpu%d.raw".formatted(cpu)));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
