package io.iostrata.ingest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.TraceDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class HistogramDecodersTest {
    private static final String BPFTRACE =
            """
            Attaching 1 probe...

            @c: 1
            @lat_ns[1, dd]:\s
            [5, 10)                1 |@@@@@@@@@@@@|
            [20, ...)              2 |@@@@@@@@@@@@|

            @us:\s
            [4, 8)                 1 |@@@@@@@@@@@@|
            [8, 16)                0 |            |
            [512, 1K)              1 |@@@@@@@@@@@@|

            """;

    @Test
    void readsTheMapsOfBpftrace() throws IOException {
        assertRows(
                BPFTRACE,
                HistogramTextDecoder::new,
                """
                event            | args
                bpftrace_value   | name=c, value=1
                histogram_bucket | name=lat_ns[1, dd], lo=5, hi=10, count=1, unit=ns, print=1
                histogram_bucket | name=lat_ns[1, dd], lo=20, count=2, unit=ns, print=1
                histogram_bucket | name=us, lo=4, hi=8, count=1, unit=us, print=1
                histogram_bucket | name=us, lo=512, hi=1024, count=1, unit=us, print=1
                """);
    }

    @Test
    void readsTheJsonOfBpftrace() throws IOException {
        assertRows(
                """
                {"type": "attached_probes", "data": {"probes": 1}}

                {"type": "map", "data": {"@c": 1}}
                {"type": "hist", "data": {"@lat_ns": {"1": [{"min": 5, "max": 9, "count": 1}]}}}
                {"type": "hist", "data": {"@us": [{"min": 4, "max": 7, "count": 1}, {"min": 8, "max": 15, "count": 0}]}}
                """,
                BpftraceJsonDecoder::new,
                """
                event            | args
                bpftrace_value   | name=c, value=1
                histogram_bucket | name=lat_ns[1], lo=5, hi=10, count=1, unit=ns, print=1
                histogram_bucket | name=us, lo=4, hi=8, count=1, unit=us, print=1
                """);
    }

    @Test
    void readsTheTablesOfBcc() throws IOException {
        assertRows(
                """
                Tracing block device I/O... Hit Ctrl-C to end.

                disk = vda
                     usecs               : count     distribution
                         0 -> 1          : 0        |                    |
                       128 -> 255        : 12       |********************|
                """,
                HistogramTextDecoder::new,
                """
                event            | args
                histogram_bucket | name=vda, lo=128, hi=256, count=12, unit=us, print=1
                """);
    }

    @Test
    void saysWhichMapsHaveNoUnitOrWerePrintedTwice() throws IOException {
        var decoded =
                decode("@x:\n[2, 4) 1 |@|\n@x:\n[2, 4) 3 |@|\nLost 7 events\n", HistogramTextDecoder::new, "event");
        assertThat(decoded.rows()).isEqualTo(2);
        assertThat(decoded.issues()).isEqualTo("no_figure warning 1\nfound info 1\nlost_events warning 7");
        assertThat(decoded.lostEvents()).isEqualTo(7);
    }

    @Test
    void countsWhatItCannotRead() throws IOException {
        var decoded = decode("@us:\n[2, 4) 1 |@|\nnonsense\n", HistogramTextDecoder::new, "event");
        assertThat(decoded.issues()).isEqualTo("malformed warning 1");
        assertThat(decoded.skippedBytes()).isEqualTo("nonsense\n".length());
        var json = decode("{\"type\": \"hist\", \"data\": {\"@us\": [\n", BpftraceJsonDecoder::new, "event");
        assertThat(json.issues()).isEqualTo("malformed warning 1");
    }

    @Test
    void recognisesHistogramsAlone() {
        assertThat(HistogramTextDecoder.recognises(head(BPFTRACE))).isTrue();
        assertThat(HistogramTextDecoder.recognises(head("@c: 1\n"))).isFalse();
        assertThat(BpftraceJsonDecoder.recognises(head("{\"type\": \"hist\", \"data\": {}}\n")))
                .isTrue();
        assertThat(BpftraceJsonDecoder.recognises(head("{\"run_id\": \"r1\"}\n")))
                .isFalse();
    }

    private static Head head(String text) {
        return new Head(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Decoding decode(String input, Function<DecodeInput, TraceDecoder> decoder, String expected)
            throws IOException {
        return Decoding.of(input, Optional.empty(), expected, decoder);
    }

    private static void assertRows(String input, Function<DecodeInput, TraceDecoder> decoder, String expected)
            throws IOException {
        var decoded = decode(input, decoder, expected);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.skippedBytes()).isZero();
    }
}
