package io.iostrata.ingest.qemulog;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
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

final class QemuLogGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/qemulog");
    private static final int FLIPS = 5000;
    private static final List<String> COLUMNS = List.of(
            "seq", "ts_ns", "tid", "event", "vdev", "vq", "req", "elem", "acb", "level", "sector", "bytes", "offset",
            "ret", "args");

    @ParameterizedTest
    @ValueSource(strings = {"log-7.2", "log-7.2-untimed"})
    void decodesRealLogs(String name) throws IOException {
        byte[] input = Files.readAllBytes(CASES.resolve(name + ".txt"));
        var declarations = declarations();
        var decoded = Decoding.of(
                input,
                Optional.empty(),
                COLUMNS,
                in -> new QemuLogDecoder(
                        new DecodeInput(in.in(), in.names(), in.issues(), declarations, Optional.empty())));
        var expected = CASES.resolve(name + ".expected.txt");
        var actual = decoded.table() + "\n" + decoded.issues().replaceAll("(?m)^(?=.)", "# ") + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
        assertThat(decoded.passedBytes()).isEqualTo(input.length);
        assertThat(decoded.skippedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-7.2", "log-7.2-untimed"})
    void accountsForEveryByteOfDamagedLogs(String name) throws IOException {
        byte[] input = Files.readAllBytes(CASES.resolve(name + ".txt"));
        var random = new Random(name.hashCode());
        var declarations = declarations();
        try (var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, new Names())) {
            for (int length = 0; length < input.length; length++) {
                assertAccounted(Arrays.copyOf(input, length), declarations, batch);
            }
            for (int flip = 0; flip < FLIPS; flip++) {
                byte[] damaged = input.clone();
                damaged[random.nextInt(input.length)] ^= (byte) (1 + random.nextInt(255));
                assertAccounted(damaged, flip % 2 == 0 ? declarations : Optional.empty(), batch);
            }
        }
    }

    private static void assertAccounted(byte[] input, Optional<Declarations> declarations, EventBatch batch)
            throws IOException {
        batch.reset();
        try (var in = new ByteCursor("input", new ByteArrayInputStream(input))) {
            var issues = new IssueLog();
            var decoder =
                    new QemuLogDecoder(new DecodeInput(in, batch.names(), issues, declarations, Optional.empty()));
            assertThat(decoder.read(batch)).isFalse();
            assertThat(in.offset()).isEqualTo(input.length);
            assertThat(in.skippedBytes()).isBetween(0L, (long) input.length);
            assertThat(in.skippedBytes() > 0).isEqualTo(issues.rows().stream().anyMatch(issue -> issue.message()
                    .contains("are no events")));
        }
    }

    private static Optional<Declarations> declarations() throws IOException {
        return Optional.of(new Declarations("trace-events", Files.readAllBytes(CASES.resolve("trace-events"))));
    }
}
