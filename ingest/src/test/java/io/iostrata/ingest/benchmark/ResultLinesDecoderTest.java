package io.iostrata.ingest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Head;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ResultLinesDecoderTest {

    @Test
    void readsDdsMeanFromItsRecords() throws IOException {
        assertRows(
                """
                512+0 records in
                512+0 records out
                2097152 bytes (2.1 MB, 2.0 MiB) copied, 0.00173143 s, 1.2 GB/s
                500+0 records in
                500+0 records out
                2097152 bytes (2,1 MB) copied, 1,5 s, 1,2 GB/s
                """,
                """
                event            | args
                benchmark_result | tool=dd, requests=512, mean_ns=3381.69921875
                benchmark_result | tool=dd, requests=500, mean_ns=3000000
                """);
    }

    @Test
    void readsIopingQemuIoAndQemuImg() throws IOException {
        assertRows(
                """
                4 KiB <<< /dev/vda (block device 10 GiB): request=1 time=167.6 us (warmup)

                --- /dev/vda (block device 10 GiB) ioping statistics ---
                4 requests completed in 1.45 ms, 16 KiB read, 2.75 k iops, 10.8 MiB/s
                generated 5 requests in 4.00 s, 20 KiB, 1 iops, 5.00 KiB/s
                min/avg/max/mdev = 204.2 us / 363.1 us / 633.7 us / 162.2 us
                read 4096/4096 bytes at offset 0
                4 KiB, 1 ops; 00.25 sec (25.718 MiB/sec and 6583.8419 ops/sec)
                Sending 1000 read requests, 4096 bytes each, 1 in parallel (starting at offset 0, step size 4096)
                Run completed in 2.000 seconds.
                """,
                """
                event            | args
                benchmark_result | tool=ioping, requests=4, mean_ns=363100
                benchmark_result | tool=qemu-io, requests=1, mean_ns=250000000
                benchmark_result | tool=qemu-img bench, op=read, requests=1000, mean_ns=2000000
                """);
    }

    @Test
    void readsTheMeansOfFiosReport() throws IOException {
        assertRows(
                """
                job: (g=0): rw=randrw, bs=(R) 4096B-4096B, (W) 4096B-4096B, ioengine=psync, iodepth=1
                fio-3.33
                Starting 1 process

                job: (groupid=0, jobs=1): err= 0: pid=22162: Sun Nov 22 19:18:01 2026
                  read: IOPS=10.9k, BW=42.4MiB/s (44.5MB/s)(608KiB/14msec)
                    clat (usec): min=52, max=1457, avg=81.19, stdev=115.28
                     lat (usec): min=52, max=1457, avg=81.26, stdev=115.31
                  write: IOPS=10.6k, BW=41.3MiB/s (43.3MB/s)(592KiB/14msec); 0 zone resets
                    clat (nsec): min=2211, max=38243, avg=3835.76, stdev=3428.88
                     lat (nsec): min=2271, max=38421, avg=3931.80, stdev=3451.08
                  lat (usec)   : 4=40.67%, 10=7.67%, 20=0.67%, 50=0.33%, 100=47.00%
                     issued rwts: total=152,148,0,0 short=0,0,0,0 dropped=0,0,0,0
                """,
                """
                event            | args
                benchmark_result | tool=fio, jobname=job, op=read, mean_ns=81260, requests=152
                benchmark_result | tool=fio, jobname=job, op=write, mean_ns=3931.8, requests=148
                """);
    }

    @Test
    void readsTheMeanOfATerseLine() throws IOException {
        var fields = "3;fio-3.33;job;0;0;2048;78769;19692;26;0;0;0.0;0.0;0;831;48.970477;46.480575" + ";1%=0".repeat(20)
                + ";0;832;49.012809;46.501558;0;0;0.0%;0.0;0.0\n";
        assertRows(
                fields,
                """
                event            | args
                benchmark_result | tool=fio, jobname=job, op=read, mean_ns=49012.809
                """);
    }

    @Test
    void countsOtherLines() throws IOException {
        var decoded = decode("hello\n4 KiB, 1 ops; 00.25 sec (25.718 MiB/sec and 6583.8419 ops/sec)\n", "event");
        assertThat(decoded.rows()).isEqualTo(1);
        assertThat(decoded.issues()).isEqualTo("skipped info 1");
        assertThat(decoded.skippedBytes()).isEqualTo("hello\n".length());
    }

    @Test
    void recognisesResultsAlone() {
        assertThat(recognised("2097152 bytes (2.1 MB, 2.0 MiB) copied, 0.00173143 s, 1.2 GB/s\n"))
                .isTrue();
        assertThat(recognised("512+0 records in\n")).isFalse();
        assertThat(recognised("")).isFalse();
    }

    private static boolean recognised(String text) {
        return ResultLinesDecoder.recognises(new Head(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Decoding decode(String input, String expected) throws IOException {
        return Decoding.of(input, Optional.empty(), expected, ResultLinesDecoder::new);
    }

    private static void assertRows(String input, String expected) throws IOException {
        var decoded = decode(input, expected);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.skippedBytes()).isZero();
    }
}
