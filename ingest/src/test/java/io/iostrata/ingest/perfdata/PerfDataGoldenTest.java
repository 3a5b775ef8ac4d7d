package io.iostrata.ingest.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.TraceFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that perf wrote make the rows that the text makes which perf script prints of them. */
final class PerfDataGoldenTest {
    private static final List<String> COLUMNS =
            List.of("ts_ns", "cpu", "tid", "comm", "event", "sector", "bytes", "offset", "ret", "args");

    @ParameterizedTest
    @ValueSource(strings = {"plain", "zstd", "pipe"})
    void rowsAreThoseOfTheText(String name) throws IOException {
        var text = rows(resource(name + ".expected.txt"), TraceFormat.PERF_SCRIPT);
        var rows = rows(resource(name + ".data"), TraceFormat.PERF_DATA);
        long lines = text.lines().count();
        assertThat(lines).isGreaterThan(5);
        assertThat(rows.lines().limit(lines).collect(Collectors.joining("\n"))).isEqualTo(text);
    }

    /** The rows; perf prints an ioprio as three numbers where the kernel prints the class's name. */
    private static String rows(byte[] file, TraceFormat format) throws IOException {
        assertThat(TraceFormat.of(new Head(file))).contains(format);
        var decoded = Decoding.of(file, Optional.empty(), COLUMNS, format::open);
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.skippedBytes()).isZero();
        return decoded.table().replace("ioprio=0x2,0,4", "ioprio=be,0,4");
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = PerfDataGoldenTest.class.getResourceAsStream("/perfdata/" + name)) {
            return in.readAllBytes();
        }
    }
}
