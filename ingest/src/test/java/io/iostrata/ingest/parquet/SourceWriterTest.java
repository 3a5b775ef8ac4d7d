package io.iostrata.ingest.parquet;

import static io.iostrata.ingest.parquet.FakeDecoder.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iostrata.ingest.format.Issue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWriterTest {
    private static final EventFileSpec SPEC = new EventFileSpec("r1", "i1", 1, Map.of());

    private final BufferAllocator allocator = new RootAllocator();
    private int created;

    @TempDir
    private Path directory;

    @TempDir
    private Path spill;

    @AfterEach
    void close() throws IOException {
        allocator.close();
        assertThat(filesIn(spill)).isEmpty();
    }

    @Test
    void writesASourceAndTellsWhatItFound() throws IOException {
        var result = write(bytes(10, 30, 20));
        assertThat(result)
                .isEqualTo(new SourceResult(
                        "fake 1",
                        24,
                        24,
                        0,
                        5,
                        0,
                        OptionalLong.of(1000),
                        Optional.empty(),
                        List.of(),
                        Optional.of(
                                new EventFileStats(3, Files.size(file()), OptionalLong.of(10), OptionalLong.of(30)))));
        assertThat(EventRows.read(file()))
                .containsExactly(
                        "seq=0 ts_ns=10 cpu=3 event=e args[p=0xa;]",
                        "seq=2 ts_ns=20 cpu=3 event=e args[p=0x14;]",
                        "seq=1 ts_ns=30 cpu=3 event=e args[p=0x1e;]");
    }

    @Test
    void aSourceWithoutRowsLeavesNoFile() throws IOException {
        var result = write(new byte[0]);
        assertThat(result.file()).isEmpty();
        assertThat(result.events()).isZero();
        assertThat(filesIn(directory)).isEmpty();
    }

    @Test
    void rowsBeforeMalformedBytesStayAndTheRestIsSkipped() throws IOException {
        var result = write(bytes(10, 20, FakeDecoder.MALFORMED, 30));
        assertThat(messages(result))
                .containsExactly(
                        "16 MALFORMED ERROR 1 fake.trace@0x10: time -1, expected another",
                        "24 SKIPPED WARNING 8 fake.trace@0x18: 8 bytes not read");
        assertThat(List.of(result.sizeBytes(), result.bytesDecoded(), result.bytesSkipped()))
                .containsExactly(32L, 16L, 16L);
        assertThat(EventRows.read(file()))
                .containsExactly(
                        "seq=0 ts_ns=10 cpu=3 event=e args[p=0xa;]", "seq=1 ts_ns=20 cpu=3 event=e args[p=0x14;]");
    }

    @Test
    void tooManyNamesStopTheSource() throws IOException {
        var result = write(bytes(10, FakeDecoder.NAMES, 30));
        assertThat(messages(result))
                .containsExactly(
                        "16 MALFORMED ERROR 1 fake.trace@0x10: more than 1048576 distinct names",
                        "16 SKIPPED WARNING 8 fake.trace@0x10: 8 bytes not read");
        assertThat(result.events()).isEqualTo(1);
    }

    @Test
    void aDecoderThatFailsStopsTheSource() throws IOException {
        var result = write(bytes(10, FakeDecoder.FAILING, 30));
        assertThat(messages(result))
                .containsExactly(
                        "16 MALFORMED ERROR 1 fake.trace@0x10: decoder failed: java.lang.IllegalStateException:"
                                + " table of 3 has no entry 7, expected events or the end",
                        "16 SKIPPED WARNING 8 fake.trace@0x10: 8 bytes not read");
        assertThat(EventRows.read(file())).containsExactly("seq=0 ts_ns=10 cpu=3 event=e args[p=0xa;]");
        assertThat(List.of(result.sizeBytes(), result.bytesDecoded(), result.bytesSkipped()))
                .containsExactly(24L, 16L, 8L);
    }

    @Test
    void aDecoderThatGetsNowhereStopsTheSource() throws IOException {
        var result = write(bytes(10, FakeDecoder.STUCK, 30));
        assertThat(messages(result))
                .containsExactly(
                        "16 MALFORMED ERROR 1 fake.trace@0x10: read nothing 2 times in a row, expected events or the end",
                        "16 SKIPPED WARNING 8 fake.trace@0x10: 8 bytes not read");
        assertThat(result.events()).isEqualTo(1);
    }

    @Test
    void whatADecoderLeavesIsSkipped() throws IOException {
        var result = write(bytes(10, FakeDecoder.END, 30, 40));
        assertThat(messages(result)).containsExactly("16 SKIPPED WARNING 16 fake.trace@0x10: 16 bytes not read");
        assertThat(List.of(result.sizeBytes(), result.bytesDecoded(), result.bytesSkipped()))
                .containsExactly(32L, 16L, 16L);
    }

    @Test
    void aBrokenContainerKeepsWhatCouldBeRead() throws IOException {
        byte[] gzip = gzip(bytes(LongStream.range(0, 100_000).toArray()));
        var half = Arrays.copyOf(gzip, gzip.length / 2);
        var result = write(input(() -> new GZIPInputStream(new ByteArrayInputStream(half))));
        assertThat(result.events()).isBetween(20_000L, 80_000L);
        assertThat(result.sizeBytes()).isEqualTo(result.bytesDecoded() + result.bytesSkipped());
        assertThat(messages(result)).last().asString().startsWith(result.sizeBytes() + " BROKEN_CONTAINER ERROR 1 ");
    }

    @Test
    void aContainerThatCannotBeOpenedIsBrokenAtItsBeginning() throws IOException {
        var result = write(input(() -> new GZIPInputStream(new ByteArrayInputStream(new byte[] {1, 2, 3}))));
        assertThat(messages(result)).singleElement().asString().startsWith("0 BROKEN_CONTAINER ERROR 1 fake.trace@0x0");
        assertThat(filesIn(directory)).isEmpty();
    }

    @Test
    void lateRowsAreMergedByASecondPass() throws IOException {
        long[] times = LongStream.concat(
                        LongStream.range(200_000, 400_000).map(i -> i ^ 5), LongStream.range(0, 250_000))
                .toArray();
        var result = write(bytes(times));
        assertThat(result.lateEvents()).isBetween(100_000L, 250_000L);
        assertThat(messages(result))
                .containsExactly("-1 LATE_EVENTS INFO " + result.lateEvents() + " fake.trace: " + result.lateEvents()
                        + " events came later than the reordering window");
        assertThat(filesIn(directory)).containsExactly(file());
        assertThat(seqs()).isEqualTo(inOrder(times));
    }

    @Test
    void jitterWithinTheWindowIsSorted() throws IOException {
        var random = new Random(1);
        long[] times = IntStream.range(0, 300_000)
                .mapToLong(i -> 10L * i + random.nextInt(100_000))
                .toArray();
        var result = write(bytes(times));
        assertThat(result.lateEvents()).isZero();
        assertThat(seqs()).isEqualTo(inOrder(times));
    }

    @Test
    void aSpillDirectoryThatIsNotThereLeavesNoFile() {
        assertThatThrownBy(() -> new SourceWriter(allocator, spill.resolve("missing"))
                        .write(input(() -> new ByteArrayInputStream(bytes(lateTimes()))), SPEC, target()))
                .isInstanceOf(IOException.class);
        assertThat(filesIn(directory)).isEmpty();
    }

    private static long[] lateTimes() {
        return LongStream.concat(LongStream.range(200_000, 400_000), LongStream.of(1))
                .toArray();
    }

    private SourceResult write(byte[] content) throws IOException {
        return write(input(() -> new ByteArrayInputStream(content)));
    }

    private SourceResult write(SourceInput input) throws IOException {
        return new SourceWriter(allocator, spill).write(input, SPEC, target());
    }

    private static SourceInput input(SourceInput.Content content) {
        return new SourceInput("fake.trace", FakeDecoder::new, content, Optional.empty(), Optional.empty());
    }

    private EventFileTarget target() {
        return new EventFileTarget() {
            @Override
            public OutputFile create() {
                created++;
                return new LocalOutputFile(file());
            }

            @Override
            public void discard(OutputFile file) throws IOException {
                Files.delete(Path.of(file.getPath()));
            }
        };
    }

    private Path file() {
        return directory.resolve("events-" + created + ".parquet");
    }

    private static List<Path> filesIn(Path directory) {
        try (var files = Files.list(directory)) {
            return files.toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<String> messages(SourceResult result) {
        return result.issues().stream().map(SourceWriterTest::message).toList();
    }

    private static String message(Issue issue) {
        return "%d %s %s %d %s"
                .formatted(issue.offset(), issue.kind(), issue.severity(), issue.count(), issue.message());
    }

    private List<Integer> seqs() throws IOException {
        return EventRows.read(file()).stream()
                .map(row -> Integer.valueOf(row.substring("seq=".length(), row.indexOf(' '))))
                .toList();
    }

    private static List<Integer> inOrder(long[] times) {
        return IntStream.range(0, times.length)
                .boxed()
                .sorted((a, b) -> Long.compare(times[a], times[b]))
                .toList();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
