package io.iostrata.jobs.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.jobs.UserError;
import io.iostrata.jobs.archive.Archives;
import io.iostrata.jobs.archive.StoredMembers;
import io.iostrata.jobs.connector.RawOptions.OnError;
import io.iostrata.jobs.lake.LakeSession;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be read at some place, read in splits. */
class BrokenSplitsTest {
    private static final StructType SEQ = new StructType().add("seq", "bigint");
    private static final StructType MESSAGE = new StructType().add("message", "string");
    private static final int EVENTS = 5000;
    private static final long NOWHERE = Long.MAX_VALUE;

    @TempDir
    Path dir;

    @BeforeEach
    void cutSmall() throws IOException {
        System.setProperty("iostrata.split-bytes", "50000");
        Files.writeString(dir.resolve("trace.txt"), text());
        Files.write(dir.resolve("sda.blktrace.0"), blktrace());
    }

    @AfterEach
    void cutAsUsual() {
        System.clearProperty("iostrata.split-bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace.txt", "sda.blktrace.0"})
    void aReadErrorInAMiddleSplitFailsTheQuery(String file) throws IOException {
        var splits = splits(file);
        assertThat(splits).hasSizeGreaterThan(3);
        assertThat(read(splits, NOWHERE, OnError.FAIL)).hasSize(EVENTS);

        assertThatThrownBy(() -> read(splits, 120_001, OnError.FAIL))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(file
                        + "@0x1d4c1: cannot be read any further: Input/output error, expected the rest of the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace.txt", "sda.blktrace.0"})
    void aFileCutShortSinceItWasListedFailsTheQuery(String file) throws IOException {
        var splits = splits(file);
        byte[] bytes = Files.readAllBytes(dir.resolve(file));

        for (int left : List.of(120_001, bytes.length - 500)) {
            Files.write(dir.resolve(file), Arrays.copyOf(bytes, left));
            assertThatThrownBy(() -> read(splits, NOWHERE, OnError.FAIL))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(file + "@0x" + Integer.toHexString(left))
                    .hasMessageContaining("the file ends, of %d bytes that it had", bytes.length);
        }
    }

    @Test
    void aFileChangedSinceItWasListedFailsTheQuery() throws IOException {
        var splits = splits("trace.txt");
        var changed = text().replace('\n', ' ');
        Files.writeString(dir.resolve("trace.txt"), changed);

        assertThatThrownBy(() -> read(splits.subList(1, 2), NOWHERE, OnError.FAIL))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("expected as planned (the file is not what it was when the read was planned)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace.txt", "sda.blktrace.0"})
    void whatCanBeReadIsWhatAReadingOfTheWholeKeeps(String file) throws IOException {
        LakeSession.open("test", dir.resolve("lake"));
        var source = source(file, 120_001);
        var whole = List.of(SourcePartition.ofWhole(source));
        var rows = read(whole, 120_001, OnError.KEEP);

        assertThat(read(SourcePartition.of(source(file, NOWHERE), OnError.KEEP).toList(), NOWHERE, OnError.KEEP))
                .hasSize(EVENTS);
        assertThat(rows).hasSizeBetween(500, EVENTS - 1000);
        assertThat(read(SourcePartition.of(source, OnError.KEEP).toList(), 120_001, OnError.KEEP))
                .isEqualTo(rows);
        assertThat(issues(source)).anyMatch(message -> message.endsWith("Input/output error"));
    }

    @Test
    void aSplitThatBreaksOnceItIsProvedFailsTheQueryThoughErrorsAreKept() throws IOException {
        var splits = splits("trace.txt");

        assertThatThrownBy(() -> read(splits, 120_001, OnError.KEEP))
                .hasMessageEndingWith("(the file is not what it was when the read was planned)");
    }

    /** Sequence numbers of the rows, read from files that break at an offset. */
    private List<Long> read(List<SourcePartition> partitions, long breaksAt, OnError onError) throws IOException {
        var seqs = new ArrayList<Long>();
        for (var each : partitions) {
            var from = each.source();
            var source = new RawSource(
                    new StoredMembers(new Breaking(breaksAt)), from.runId(), from.files(), from.declarations(), "");
            var partition = new SourcePartition(source, each.split());
            try (var reader = new EventReader(partition, SEQ, EventFilter.of(), onError)) {
                while (reader.next()) {
                    reader.get().rowIterator().forEachRemaining(row -> seqs.add(row.getLong(0)));
                }
            }
        }
        return seqs;
    }

    private static List<String> issues(RawSource source) throws IOException {
        var messages = new ArrayList<String>();
        try (var reader = IssueReader.of(source, MESSAGE)) {
            while (reader.next()) {
                messages.add(reader.get().getString(0));
            }
        }
        return messages;
    }

    private List<SourcePartition> splits(String file) {
        var source = source(file, NOWHERE);
        return source.splits().stream()
                .map(split -> new SourcePartition(source, List.of(split)))
                .toList();
    }

    private RawSource source(String file, long breaksAt) {
        var path = dir.resolve(file).toString();
        var plan = RawPlan.of(RawOptions.of(Map.of("path", path)), new Breaking(breaksAt));
        return plan.sources().iterator().next();
    }

    /** Files of this machine that cannot be read at an offset. */
    private record Breaking(long at) implements ArchiveStore {
        private static final Archives FILES = new Archives();

        @Override
        public List<Entry> list(String directory) throws IOException {
            return FILES.list(directory);
        }

        @Override
        public Entry entry(String path) throws IOException {
            return FILES.entry(path);
        }

        @Override
        public InputStream open(String file) throws IOException {
            return open(file, 0);
        }

        @Override
        public InputStream open(String file, long offset) throws IOException {
            return new BreakingBytes(FILES.open(file, offset), at - offset);
        }
    }

    private static final class BreakingBytes extends FilterInputStream {
        private long left;

        BreakingBytes(InputStream in, long left) {
            super(in);
            this.left = Math.max(0, left);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left == 0) {
                throw new IOException("Input/output error");
            }
            int read = super.read(into, from, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }
    }

    private static String text() {
        var text = new StringBuilder("# tracer: nop\n#\n");
        for (int i = 0; i < EVENTS; i++) {
            text.append("     qemu-202   [001] .....    1.%06d: kvm_set_irq: gsi 24 level 1 source 0%n".formatted(i));
        }
        return text.toString();
    }

    /** Requests of a task that is named once. */
    private static byte[] blktrace() {
        var file = ByteBuffer.allocate(64 + EVENTS * 48).order(ByteOrder.LITTLE_ENDIAN);
        record(file, 1 << 26, 0).putShort((short) 16).put("fio".getBytes(StandardCharsets.US_ASCII));
        file.position(64);
        for (int i = 0; i < EVENTS; i++) {
            record(file, 7 | 1 << 16, i + 1).putShort((short) 0);
        }
        return file.array();
    }

    /** A record up to the length of its payload. */
    private static ByteBuffer record(ByteBuffer file, int action, int number) {
        file.putInt(0x65617407).putInt(number).putLong(1_000_000L + 1000L * number);
        file.putLong(8L * number).putInt(4096).putInt(action).putInt(42).putInt(8 << 20 | 1);
        return file.putInt(0).putShort((short) 0);
    }
}
