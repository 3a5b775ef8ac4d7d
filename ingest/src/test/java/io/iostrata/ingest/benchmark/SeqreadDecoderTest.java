package io.iostrata.ingest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Head;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SeqreadDecoderTest {

    @Test
    void readsTheResultAndItsWindow() throws IOException {
        assertRows(
                """
                seqread: requests=1500 mean_ns=6450179
                seqread: op=read pattern=seq bs=4096 threads=1 start_ns=8888857818 end_ns=18564127010
                """,
                """
                event          | args
                seqread        | requests=1500, mean_ns=6450179
                seqread_window | op=read, pattern=seq, bs=4096, threads=1, start_ns=8888857818, end_ns=18564127010
                """);
    }

    @Test
    void readsMeansInEveryUnitExactly() throws IOException {
        assertRows(
                """
                seqread 200.309 us
                seqread 196528
                randwrite 1.5 ms
                seqwrite 0.25ns
                read 2 s
                """,
                """
                event   | args
                seqread | mean_ns=200309, printed=seqread 200.309 us
                seqread | mean_ns=196528, printed=seqread 196528
                seqread | mean_ns=1500000, printed=randwrite 1.5 ms
                seqread | mean_ns=0.25, printed=seqwrite 0.25ns
                seqread | mean_ns=2000000000, printed=read 2 s
                """);
    }

    @Test
    void readsTwoEventsARequest() throws IOException {
        assertRows(
                """
                # thread index offset start_ns end_ns (CLOCK_MONOTONIC)
                0 0 0 1670210948257 1670211188235
                1 7 4096 1670211188265 1670211276557
                """,
                """
                seq | event         | ts_ns         | offset | args
                0   | seqread_begin | 1670210948257 | 0      | thread=0, index=0
                1   | seqread_end   | 1670211188235 | 0      | thread=0, index=0
                2   | seqread_begin | 1670211188265 | 4096   | thread=1, index=7
                3   | seqread_end   | 1670211276557 | 4096   | thread=1, index=7
                """);
    }

    @Test
    void countsWhatItCannotRead() throws IOException {
        var decoded = decode("seqread 196528\nno result\nseqread: requ", "event");
        assertThat(decoded.issues()).isEqualTo("malformed warning 1\ntruncated warning 1");
        assertThat(decoded.skippedBytes()).isEqualTo("no result\nseqread: requ".length());
        assertThat(decoded.rows()).isEqualTo(1);
    }

    @Test
    void recognisesResultsAloneAndLogs() {
        assertThat(recognised("seqread: requests=1 mean_ns=2\n")).isTrue();
        assertThat(recognised("# thread index offset start_ns end_ns (CLOCK_MONOTONIC)\n"))
                .isTrue();
        assertThat(recognised("seqread 200.309 us\n")).isTrue();
        assertThat(recognised("seqread 200.309 us\nand a note\n")).isFalse();
        assertThat(recognised("196528\n")).isFalse();
        assertThat(recognised("")).isFalse();
    }

    private static boolean recognised(String text) {
        return SeqreadDecoder.recognises(new Head(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Decoding decode(String input, String expected) throws IOException {
        return Decoding.of(input, Optional.empty(), expected, SeqreadDecoder::new);
    }

    private static void assertRows(String input, String expected) throws IOException {
        var decoded = decode(input, expected);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.skippedBytes()).isZero();
    }
}
