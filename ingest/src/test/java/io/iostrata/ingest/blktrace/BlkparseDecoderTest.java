package io.iostrata.ingest.blktrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Head;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BlkparseDecoderTest {
    private static final String PRINTED =
            """
            Input file sda.blktrace.0 added
              8,1    0        1     0.000000000  4242  Q  RS 2048 + 8 [qemu [kvm]]
              8,1    0        2     1.000142474  4242  D  RS 2048 + 8 [qemu [kvm]]
              8,1    1        1     1.003853978     0  C  RS 2048 + 8 [0]
              8,1    1        2     1.003853979     0  C   W 2048 + 8 [65531]
              8,1    1        3     1.003853980  4242  P   N [dd]
              8,1    1        4     1.003853981  4242  U   N [dd] 3
              8,1    1        5     1.003853982  4242  X   W 4096 / 5000 [dd]
            253,0    1        6     1.003853983  4242  A   W 4096 + 8 <- (8,2) 77
              8,1    1        7     1.003853984  4242  D   R 36 (12 00) [dd]
              8,1    1        0     1.003853985     0  m   N hello msg
            CPU0 (sda):
             Reads Queued:         381,     1524KiB
            Total (sda):
             Reads Queued:        1200,     4800KiB
            """;

    @Test
    void readsTheRowsThatTheBinaryFilesGive() throws IOException {
        var expected =
                """
                seq | ts_ns      | cpu | tid  | comm       | event             | sector | bytes | args
                0   | 0          | 0   | 4242 | qemu [kvm] | block_bio_queue   | 2048   | 4096  | dev=8,1, rwbs=RS, nr_sector=8, comm=qemu [kvm], op=read
                1   | 1000142474 | 0   | 4242 | qemu [kvm] | block_rq_issue    | 2048   | 4096  | dev=8,1, rwbs=RS, nr_sector=8, comm=qemu [kvm], op=read
                2   | 1003853978 | 1   | 0    |            | block_rq_complete | 2048   | 4096  | dev=8,1, rwbs=RS, nr_sector=8, error=0, op=read
                3   | 1003853979 | 1   | 0    |            | block_rq_complete | 2048   | 4096  | dev=8,1, rwbs=W, nr_sector=8, error=-5, op=write
                4   | 1003853980 | 1   | 4242 | dd         | block_plug        |        |       | dev=8,1, comm=dd
                5   | 1003853981 | 1   | 4242 | dd         | block_unplug      |        |       | dev=8,1, nr_rq=3, comm=dd
                6   | 1003853982 | 1   | 4242 | dd         | block_split       | 4096   |       | dev=8,1, rwbs=W, new_sector=5000, comm=dd, op=write
                7   | 1003853983 | 1   | 4242 |            | block_bio_remap   | 4096   | 4096  | dev=253,0, rwbs=W, nr_sector=8, from_dev=8,2, from_sector=77, op=write
                8   | 1003853984 | 1   | 4242 | dd         | block_rq_issue    |        | 36    | dev=8,1, rwbs=R, nr_sector=0, cmd=12 00, comm=dd, op=read
                9   | 1003853985 | 1   | 0    |            | blktrace_message  |        |       | dev=8,1, text=hello msg
                """;
        var decoded = decode(PRINTED, expected);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.skippedBytes()).isZero();
        assertThat(decoded.passedBytes()).isEqualTo(PRINTED.length());
    }

    @Test
    void countsWhatItCannotRead() throws IOException {
        var decoded =
                decode("  8,1    0        1     0.000000000  4242  Q  RS 2048 + 8 [a]\nnonsense\n  8,1    0", "event");
        assertThat(decoded.rows()).isEqualTo(1);
        assertThat(decoded.issues()).isEqualTo("malformed warning 1\ntruncated warning 1");
        assertThat(decoded.skippedBytes()).isEqualTo("nonsense\n  8,1    0".length());
    }

    @Test
    void recognisesItselfAndNoOtherText() {
        assertThat(recognised(PRINTED)).isTrue();
        assertThat(recognised("0, 62484, 0, 4096, 4096, 0\n")).isFalse();
        assertThat(recognised("8,1 and more\n")).isFalse();
        assertThat(recognised("")).isFalse();
    }

    private static boolean recognised(String text) {
        return BlkparseDecoder.recognises(new Head(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Decoding decode(String input, String expected) throws IOException {
        return Decoding.of(input, Optional.empty(), expected, BlkparseDecoder::new);
    }
}
