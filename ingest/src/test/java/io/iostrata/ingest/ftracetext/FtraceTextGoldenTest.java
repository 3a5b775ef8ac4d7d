package io.iostrata.ingest.ftracetext;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FtraceTextGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/ftracetext");
    private static final int FLIPS = 20_000 / 6 + 1;
    private static final List<String> COLUMNS = List.of(
            "seq", "ts_ns", "ts_raw", "cpu", "pid", "tid", "comm", "event", "port", "gsi", "level", "vec", "dst",
            "sector", "bytes", "offset", "ret", "caller", "args");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "guest-6.18-trace",
                "guest-6.1-trace",
                "host-6.1-lost-trace_pipe",
                "host-6.1-tsc-trace_pipe",
                "host-6.1-tsc-offset",
                "host-6.1-kvm-trace_pipe",
                "trace-cmd-3.1-report",
                "trace-cmd-3.1-report-t",
                "trace-cmd-3.1-report-l",
                "trace-cmd-3.1-report-R",
                "perf-6.1-script",
                "perf-6.1-script-fields"
            })
    void decodesRealTraces(String name) throws IOException {
        byte[] input = Files.readAllBytes(CASES.resolve(name + ".txt"));
        var decoded = Decoding.of(input, Optional.empty(), COLUMNS, format(input)::open);
        var expected = CASES.resolve(name + ".expected.txt");
        var actual = decoded.table() + "\n" + decoded.issues().replaceAll("(?m)^(?=.)", "# ") + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
        assertThat(decoded.passedBytes() - decoded.skippedBytes()).isEqualTo(input.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "guest-6.18-trace",
                "guest-6.1-trace",
                "host-6.1-lost-trace_pipe",
                "host-6.1-tsc-trace_pipe",
                "host-6.1-tsc-offset",
                "host-6.1-kvm-trace_pipe",
                "trace-cmd-3.1-report",
                "trace-cmd-3.1-report-t",
                "trace-cmd-3.1-report-l",
                "trace-cmd-3.1-report-R",
                "perf-6.1-script",
                "perf-6.1-script-fields"
            })
    void accountsForEveryByteOfDamagedTraces(String name) throws IOException {
        byte[] input = Files.readAllBytes(CASES.resolve(name + ".txt"));
        var random = new Random(name.hashCode());
        var names = new Names();
        try (var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, names)) {
            var format = format(input);
            for (int length = 0; length < input.length; length++) {
                assertAccounted(format, Arrays.copyOf(input, length), batch);
            }
            for (int flip = 0; flip < FLIPS; flip++) {
                byte[] damaged = input.clone();
                damaged[random.nextInt(input.length)] ^= (byte) (1 + random.nextInt(255));
                assertAccounted(format, damaged, batch);
            }
        }
    }

    private static TraceFormat format(byte[] input) {
        return TraceFormat.of(new Head(input)).orElseThrow();
    }

    private static void assertAccounted(TraceFormat format, byte[] input, EventBatch batch) throws IOException {
        batch.reset();
        try (var in = new ByteCursor("input", new ByteArrayInputStream(input))) {
            var issues = new IssueLog();
            var decoder = format.open(new DecodeInput(in, batch.names(), issues, Optional.empty(), Optional.empty()));
            assertThat(decoder.read(batch)).isFalse();
            assertThat(in.offset()).isEqualTo(input.length);
            assertThat(in.skippedBytes()).isBetween(0L, (long) input.length);
            assertThat(in.skippedBytes() > 0)
                    .isEqualTo(issues.rows().stream()
                            .anyMatch(issue -> issue.message().contains("expected 'comm")
                                    || issue.message().contains("is cut after")));
        }
    }
}
