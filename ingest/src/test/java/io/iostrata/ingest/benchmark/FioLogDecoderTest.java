package io.iostrata.ingest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Head;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FioLogDecoderTest {

    @Test
    void readsARequestALineWithItsExactLatency() throws IOException {
        assertRows(
                """
                8, 62484, 0, 4096, 16187392, 0
                9, 59949, 1, 8192, 0, 0x2004
                """,
                """
                seq | event             | ts_ns   | bytes | offset   | args
                0   | fio_request_begin | 7937516 |       |          | index=0, op=read
                1   | fio_request       | 8000000 | 4096  | 16187392 | index=0, lat_ns=62484, op=read, prio=0
                2   | fio_request_begin | 8940051 |       |          | index=1, op=write
                3   | fio_request       | 9000000 | 8192  | 0        | index=1, lat_ns=59949, op=write, prio=8196
                """);
    }

    @Test
    void tellsOffsetsPrioritiesAndIssueTimesApart() throws IOException {
        assertRows(
                """
                8, 62484, 0, 4096, 0
                8, 62484, 0, 4096, 8192
                8, 62484, 0, 4096, 8192, 0, 7900123
                """,
                """
                event             | offset | args
                fio_request_begin |        | index=0, op=read
                fio_request       |        | index=0, lat_ns=62484, op=read, prio=0
                fio_request_begin |        | index=1, op=read
                fio_request       | 8192   | index=1, lat_ns=62484, op=read
                fio_request_begin |        | index=2, op=read
                fio_request       | 8192   | index=2, lat_ns=62484, op=read, prio=0, issue_ns=7900123
                """);
    }

    @Test
    void takesLatenciesThatFillNoTimeForTheMicrosecondsOfFio2() throws IOException {
        var decoded = decode("1, 900, 0, 4096\n2, 1000, 0, 4096\n", "event | args");
        assertThat(decoded.table()).contains("lat_ns=900000").contains("lat_ns=1000000");
        assertThat(decoded.issues()).isEqualTo("found info 1");
    }

    @Test
    void refusesAveragesAsRequests() throws IOException {
        var decoded = decode("500, 62484, 0, 0\n1000, 62484, 0, 0\n", "event");
        assertThat(decoded.table())
                .isEqualTo(
                        EventTables.normal(
                                """
                        event
                        fio_average
                        fio_average
                        """));
        assertThat(decoded.issues()).isEqualTo("no_figure warning 2");
    }

    @Test
    void addsUpTheLinesOfAHistogramLog() throws IOException {
        var bins = IntStream.range(0, 1856)
                .mapToObj(bin -> bin == 5 || bin == 1000 ? "2" : "0")
                .collect(Collectors.joining(", "));
        var decoded = decode("1000, 0, 4096, %s\n2000, 0, 4096, %s\n".formatted(bins, bins), "event | args");
        assertThat(decoded.table())
                .isEqualTo(
                        EventTables.normal(
                                """
                        event            | args
                        histogram_bucket | name=clat read, lo=5, hi=6, count=4, unit=ns, print=1
                        histogram_bucket | name=clat read, lo=1703936, hi=1720320, count=4, unit=ns, print=1
                        """));
    }

    @Test
    void countsWhatItCannotRead() throws IOException {
        var decoded = decode("8, 62484, 0, 4096, 0\nnonsense\n9, 5", "event");
        assertThat(decoded.rows()).isEqualTo(2);
        assertThat(decoded.issues()).isEqualTo("malformed warning 1\ntruncated warning 1");
        assertThat(decoded.skippedBytes()).isEqualTo("nonsense\n9, 5".length());
    }

    @Test
    void recognisesLogsAndNoOtherNumbers() {
        assertThat(recognised("8, 62484, 0, 4096, 0\n")).isTrue();
        assertThat(recognised("8, 62484, 9, 4096, 0\n")).isFalse();
        assertThat(recognised("8,62484,0,4096\n")).isFalse();
        assertThat(recognised("1, 2, 3\n")).isFalse();
        assertThat(recognised("")).isFalse();
    }

    private static boolean recognised(String text) {
        return FioLogDecoder.recognises(new Head(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Decoding decode(String input, String expected) throws IOException {
        return Decoding.of(input, Optional.empty(), expected, FioLogDecoder::new);
    }

    private static void assertRows(String input, String expected) throws IOException {
        var decoded = decode(input, expected);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.passedBytes()).isEqualTo(input.length());
        assertThat(decoded.skippedBytes()).isZero();
    }
}
