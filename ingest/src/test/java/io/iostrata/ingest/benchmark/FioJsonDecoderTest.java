package io.iostrata.ingest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Head;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FioJsonDecoderTest {
    private static final String FIO_3 =
            """
            fio: a warning
            {
              "fio version" : "fio-3.33", "timestamp_ms" : 1795343503738,
              "jobs" : [ {
                "jobname" : "seqread",
                "job options" : { "rw" : "read", "bs" : "4k", "ioengine" : "psync", "iodepth" : "1" },
                "read" : { "total_ios" : 5000, "bw_bytes" : 44814004, "iops" : 10940.919037, "runtime" : 457,
                  "slat_ns" : { "min" : 0, "max" : 0, "mean" : 0.000000, "stddev" : 0.000000, "N" : 0 },
                  "clat_ns" : { "min" : 46089, "max" : 8206422, "mean" : 90174.904400, "stddev" : 1.5, "N" : 5000,
                    "bins" : { "46336" : 1, "48384" : 4999 } },
                  "lat_ns" : { "min" : 46109, "max" : 8206500, "mean" : 90200.25, "stddev" : 2.5, "N" : 5000 } },
                "write" : { "total_ios" : 0 }, "trim" : { "total_ios" : 0 } } ]
            }
            """;

    @Test
    void readsJobsAndBins() throws IOException {
        assertRows(
                FIO_3,
                """
                seq | event   | ts_ns | args
                0   | fio_job |       | jobname=seqread, op=read, requests=5000, mean_ns=90200.25, min_ns=46109, \
                max_ns=8206500, stddev_ns=2.5, clat_mean_ns=90174.9044, slat_mean_ns=0, iops=10940.919037, \
                bw_bytes=44814004, runtime_ms=457, fio_version=fio-3.33, timestamp_ms=1795343503738, bs=4k, rw=read, \
                iodepth=1, ioengine=psync
                1   | fio_bin |       | jobname=seqread, op=read, latency=clat, value_ns=46336, count=1
                2   | fio_bin |       | jobname=seqread, op=read, latency=clat, value_ns=48384, count=4999
                """);
    }

    @Test
    void readsTheMicrosecondsOfFio2() throws IOException {
        assertRows(
                """
                {"fio version" : "fio-2.16", "jobs" : [ {"jobname" : "j",
                  "write" : {"total_ios" : 3, "bw" : 100, "clat" : {"min" : 47, "max" : 200, "mean" : 54.71, "stddev" : 1}}}]}
                """,
                """
                event   | args
                fio_job | jobname=j, op=write, requests=3, mean_ns=54710, min_ns=47000, max_ns=200000, stddev_ns=1000, \
                clat_mean_ns=54710, bw_bytes=102400, fio_version=fio-2.16
                """);
    }

    @Test
    void refusesWhatIsNoReportAndSaysWhere() {
        assertThatExceptionOfType(MalformedTraceException.class)
                .isThrownBy(() -> decode("{\"fio version\" : \"fio-3.33\", \"jobs\" : [ {]", "event"))
                .withMessageStartingWith("input@0x")
                .satisfies(refused -> assertThat(refused.offset()).isBetween(30L, 42L));
    }

    @Test
    void countsWhatFollowsTheReport() throws IOException {
        var decoded = decode("{\"fio version\" : \"fio-3.33\", \"jobs\" : []}\nmore\n", "event");
        assertThat(decoded.issues()).isEqualTo("malformed warning 1");
        assertThat(decoded.skippedBytes()).isEqualTo("\nmore\n".length());
    }

    @Test
    void saysWhereBinsDoNotAddUp() throws IOException {
        var decoded = decode(FIO_3.replace("\"48384\" : 4999", "\"48384\" : 4998"), "event");
        assertThat(decoded.issues()).isEqualTo("wrong_declaration warning 1");
        assertThat(decoded.issueRows().get(0).message()).isEqualTo("input@0x0: bins of clat count 4999, expected 5000");
    }

    @Test
    void refusesNumbersBeyondReason() {
        assertThatExceptionOfType(MalformedTraceException.class)
                .isThrownBy(() -> decode("{\"jobs\" : [{\"read\" : {\"total_ios\" : 1e99999999999}}]}", "event"));
    }

    @Test
    void damagedReportsEndInRowsOrAreRefused() throws IOException {
        byte[] whole = FIO_3.getBytes(StandardCharsets.UTF_8);
        var random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = i < 150 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            damaged[random.nextInt(Math.max(1, damaged.length))] ^= (byte) (1 + random.nextInt(255));
            try {
                Decoding.of(damaged, Optional.empty(), List.of("event"), FioJsonDecoder::new);
            } catch (MalformedTraceException malformed) {
                refused++;
                assertThat(malformed.offset()).isBetween(0L, (long) damaged.length);
            }
        }
        assertThat(refused).isBetween(140, 299);
    }

    @Test
    void recognisesFioAndNoOtherJson() {
        assertThat(recognised(FIO_3)).isTrue();
        assertThat(recognised("{\"run_id\": \"r1\"}\n")).isFalse();
        assertThat(recognised("")).isFalse();
    }

    private static boolean recognised(String text) {
        return FioJsonDecoder.recognises(new Head(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Decoding decode(String input, String expected) throws IOException {
        return Decoding.of(input, Optional.empty(), expected, FioJsonDecoder::new);
    }

    private static void assertRows(String input, String expected) throws IOException {
        var decoded = decode(input, expected);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.passedBytes()).isEqualTo(input.length());
        assertThat(decoded.skippedBytes()).isZero();
    }
}
