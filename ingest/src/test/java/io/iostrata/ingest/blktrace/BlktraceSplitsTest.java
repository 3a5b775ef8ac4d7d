package io.iostrata.ingest.blktrace;

import static io.iostrata.ingest.blktrace.BlktraceBuilder.CGROUP;
import static io.iostrata.ingest.blktrace.BlktraceBuilder.READ;
import static io.iostrata.ingest.blktrace.BlktraceBuilder.WRITE;
import static io.iostrata.ingest.blktrace.BlktraceBuilder.bigEndian;
import static io.iostrata.ingest.blktrace.BlktraceBuilder.blktrace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.iostrata.ingest.split.FileSplit;
import io.iostrata.ingest.split.Readings;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlktraceSplitsTest {
    private static final int RECORDS = 400;
    private static final int CPUS = 3;
    private static final byte[] WALL_CLOCK = {2, 0, 0, 0, 7, 0, 0, 0};

    @ParameterizedTest
    @ValueSource(longs = {100, 200, 333, 1000, 2500, 9000})
    void tellWhatAReadingOfTheWholeTells(long size) throws IOException {
        for (var order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            var file = file(trace(new BlktraceBuilder(order)));
            var splits = file.splits(size);
            assertThat(splits).as("%s", order).hasSizeGreaterThan((int) (20_000 / size / 2));
            assertThat(file.inSplits(splits)).as("%s", order).contains(file.whole());
        }
    }

    @Test
    void bringAlongWhatWasSaidBeforeThem() throws IOException {
        var trace = blktrace()
                .comm(42, "old")
                .comm(7, "fio")
                .event(7 | READ, 100)
                .comm(42, "qemu-system-x86")
                .cpu(1)
                .sequence(8)
                .event(7 | READ, 200)
                .cpu(0)
                .sequence(5)
                .event(8 | READ, 300)
                .pid(7)
                .event(7 | READ, 400);
        var file = file(trace);
        var splits = file.splits(64);
        assertThat(splits.stream().map(FileSplit::firstKey)).containsExactly(Long.MIN_VALUE, 200L, 300L, 400L);
        var read = file.inSplits(splits).orElseThrow();
        assertThat(read).isEqualTo(file.whole());
        assertThat(read.byPlace().get(2)).contains("qemu-system-x86");
        assertThat(read.byPlace().get(3)).contains("fio");
        assertThat(read.result().lostEvents()).isEqualTo(3 + 7);
        assertThat(read.issues()).anyMatch(issue -> issue.contains("from=100, to=300"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void tellNothingElseOfDamagedFiles(int seed) throws IOException {
        byte[] input = trace(blktrace()).bytes();
        var random = new Random(seed);
        int divided = 0;
        for (int i = 0; i < 100; i++) {
            byte[] damaged = Arrays.copyOf(input, input.length - random.nextInt(100));
            for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                damaged[4 + random.nextInt(damaged.length - 4)] ^= (byte) (1 << random.nextInt(8));
            }
            divided += told(damaged, 300 + random.nextInt(3000)).size() > 1 ? 1 : 0;
        }
        assertThat(divided).isGreaterThan(50);
    }

    @Test
    void tellNothingElseOfFilesWithBytesTakenOutOrPutIn() throws IOException {
        byte[] input = trace(blktrace()).bytes();
        var random = new Random(5);
        int divided = 0;
        for (int i = 0; i < 50; i++) {
            int at = 100 + random.nextInt(input.length - 700);
            byte[] garbage = new byte[random.nextInt(3000)];
            random.nextBytes(garbage);
            var damaged = blktrace()
                    .bytes(Arrays.copyOf(input, at))
                    .bytes(garbage)
                    .bytes(Arrays.copyOfRange(input, at + random.nextInt(500), input.length));
            divided += told(damaged.bytes(), 500).size() > 3 ? 1 : 0;
        }
        assertThat(divided).isEqualTo(50);
    }

    @Test
    void tellOnceOfWhatTheSurveyPassedOver() throws IOException {
        var trace = trace(blktrace()).bytes(new byte[700]);
        for (int i = 0; i < 100; i++) {
            trace.event(7 | READ, 1_000_000 + i);
        }
        var file = file(trace);
        var splits = file.splits(500);
        assertThat(splits).hasSizeGreaterThan(20);
        assertThat(file.inSplits(splits).orElseThrow().issues())
                .filteredOn(issue -> issue.contains("no record, expected one; 700 bytes skipped"))
                .hasSize(1);
    }

    @Test
    void areNotCutInAPayloadOfRecords() throws IOException {
        var inside = trace(blktrace()).bytes();
        var trace = blktrace().event(7 | READ, 100);
        for (int i = 0; i < 20; i++) {
            trace.note(2, 1000 + 100 * i, Arrays.copyOfRange(inside, 70 * i, 70 * i + 4000));
            trace.event(7 | READ, 1050 + 100 * i);
        }
        var file = file(trace);
        var whole = file.whole();
        assertThat(whole.byPlace()).hasSize(41);
        for (long size : new long[] {100, 1000, 5000, 20_000}) {
            var splits = file.splits(size);
            assertThat(splits).hasSizeGreaterThan(3);
            assertThat(file.inSplits(splits)).as("size %d", size).contains(whole);
        }
    }

    @Test
    void areLargerWhereARecordIs() throws IOException {
        var trace = blktrace();
        for (int i = 0; i < 9; i++) {
            trace.event(7 | READ, 1000 + i, new byte[4000]);
        }
        var file = file(trace);
        var splits = file.splits(100);
        assertThat(splits.stream().map(FileSplit::begin))
                .containsExactly(
                        0L, 4048L, 2 * 4048L, 3 * 4048L, 4 * 4048L, 5 * 4048L, 6 * 4048L, 7 * 4048L, 8 * 4048L);
        assertThat(file.inSplits(splits)).contains(file.whole());
    }

    @Test
    void areNoneWhereTimesFallBack() throws IOException {
        var streams = blktrace();
        for (int i = 0; i < 100; i++) {
            streams.event(7 | READ, 1000 + i);
        }
        for (int i = 0; i < 100; i++) {
            streams.event(7 | READ, 1000 + i + (i < 50 ? 0 : 1000));
        }
        var file = file(streams);
        assertThat(file.splits(1000).stream().map(FileSplit::firstKey))
                .isNotEmpty()
                .allMatch(key -> key == Long.MIN_VALUE || key >= 2000);
        assertThat(file.inSplits(file.splits(1000))).contains(file.whole());
    }

    @Test
    void readDumpsWhoseTimesBeginAtTheFirstEvent() throws IOException {
        var dump = blktrace().note(1, 5_000_000_000L, WALL_CLOCK).comm(42, "qemu");
        for (int i = 0; i < 100; i++) {
            dump.event(7 | READ, 100L * i);
        }
        var file = file(dump);
        var whole = file.whole();
        assertThat(whole.result().clock()).isEmpty();
        assertThat(whole.byTime().get(0)).contains("blktrace_start").doesNotContain("5000000000");
        assertThat(file.splits(1000)).hasSizeGreaterThan(3);
        assertThat(file.inSplits(file.splits(1000))).contains(whole);
    }

    @Test
    void areNoneOfAnOlderVersion() throws IOException {
        byte[] old = trace(blktrace()).bytes();
        old[0] = 6;
        assertThat(file(old).splits(1000)).isEmpty();
    }

    @Test
    void areNoneWhereMoreTasksAreNamedThanOneBringsAlong() throws IOException {
        var trace = blktrace().event(7 | READ, 1);
        for (int i = 0; i < 1 << 14; i++) {
            trace.comm(1000 + i, "task");
        }
        trace.event(7 | READ, 100).pid(1000);
        assertThat(file(trace).splits(300_000)).hasSizeGreaterThan(1);
        trace.comm(1, "one more").event(7 | READ, 200).event(7 | READ, 300);
        var file = file(trace);
        assertThat(file.splits(1_000_000)).isEmpty();
    }

    @Tag("slow")
    @Test
    void tellWhatAReadingOfTheWholeTellsOfALargeFile() throws IOException {
        byte[] input = trace(blktrace(), 100_000).bytes();
        byte[] garbage = new byte[700_000];
        new Random(7).nextBytes(garbage);
        var damaged = blktrace()
                .bytes(Arrays.copyOf(input, input.length / 3))
                .bytes(garbage)
                .bytes(Arrays.copyOfRange(input, input.length / 2, input.length - 9));
        for (long size : new long[] {300_000, 1_000_000}) {
            assertThat(told(input, size)).hasSizeGreaterThan((int) (input.length / size) - 2);
            assertThat(told(damaged.bytes(), size)).hasSizeGreaterThan(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-blktrace-r1", "x-host-bench-blktrace-r1"})
    void tellWhatAReadingOfTheWholeTellsOfRecordedTraces(String run) throws IOException {
        var corpus = Optional.ofNullable(System.getProperty("iostrata.corpus", System.getenv("IOSTRATA_CORPUS")));
        assumeTrue(corpus.isPresent(), "no corpus: set iostrata.corpus");
        for (int cpu = 0; cpu < 2; cpu++) {
            byte[] trace = Files.readAllBytes(Path.of(corpus.get(), run, "nvme0n1.blktrace." + cpu));
            for (long size = 1000; size < 9000; size *= 2) {
                assertThat(told(trace, size)).as("size %d", size).hasSizeGreaterThan((int) (trace.length / size) - 2);
            }
        }
    }

    /** The splits that were read, or none; in either way what is told is what a reading of the whole tells. */
    private static List<FileSplit> told(byte[] bytes, long size) throws IOException {
        var file = file(bytes);
        var splits = file.splits(size);
        if (!splits.isEmpty()) {
            assertThat(file.inSplits(splits)).contains(file.whole());
        }
        return splits;
    }

    /**
     * Records of all kinds from several CPUs and tasks, some lost, some of one time, some a little out of order; of one
     * kind of trouble less than an issue log keeps apart.
     */
    private static BlktraceBuilder trace(BlktraceBuilder trace) {
        return trace(trace, RECORDS);
    }

    private static BlktraceBuilder trace(BlktraceBuilder trace, int records) {
        trace.note(1, 900, WALL_CLOCK);
        int[] sequences = new int[CPUS];
        for (int i = 0; i < records; i++) {
            int cpu = i * 7 % 11 % CPUS;
            sequences[cpu] += i % (records / 10) == 39 ? 3 : 1;
            long timeNs = 1000 + 300L * (i / 3) - (i % 29 == 7 ? 150 : 0);
            trace.cpu(cpu).sequence(sequences[cpu]).pid(100 + i * 5 % 13 % 7);
            if (i % 19 == 11) {
                trace.comm(100 + i % 7, "task-" + i);
            }
            record(trace, i, timeNs);
        }
        return trace;
    }

    private static void record(BlktraceBuilder trace, int i, long timeNs) {
        switch (i < 25 * RECORDS ? i % 23 : i % 16) {
            case 3 -> trace.event(15 | WRITE, timeNs, bigEndian((8L << 20 | 2) << 32 | 253 << 20, i));
            case 7 -> trace.event(13 | WRITE, timeNs, bigEndian(i));
            case 9 -> trace.event(10, timeNs, bigEndian(3));
            case 12 -> trace.event(7 | CGROUP | READ, timeNs, bigEndian(i));
            case 15 -> trace.note(2, timeNs, ("message " + i).getBytes(StandardCharsets.US_ASCII));
            case 17 -> trace.event(99 | READ, timeNs);
            case 20 -> trace.note(9, timeNs);
            default -> trace.event((i % 2 == 0 ? 7 : 8) | READ, timeNs);
        }
    }

    private static Readings file(BlktraceBuilder trace) {
        return file(trace.bytes());
    }

    private static Readings file(byte[] bytes) {
        return new Readings(bytes, Optional.empty());
    }
}
