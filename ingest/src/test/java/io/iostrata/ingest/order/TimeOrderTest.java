package io.iostrata.ingest.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows go by batches of three, so that the window is twelve rows. */
class TimeOrderTest {
    private static final long NO_STAMP = Long.MIN_VALUE;
    private static final int BATCH = 3;

    private final BufferAllocator allocator = new RootAllocator();
    private final BatchPool pool = new BatchPool(allocator, new Names());
    private final List<Integer> rowsOfBatches = new ArrayList<>();
    private final List<Long> sorted = new ArrayList<>();
    private long late;

    @TempDir
    private Path spill;

    @AfterEach
    void close() throws IOException {
        pool.close();
        allocator.close();
        try (var left = Files.list(spill)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void batchesInOrderPassAsTheyAre() throws IOException {
        order(1, 2, 2, 3, 5, 5, 5, 6, 7, 8);
        assertThat(sorted).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(rowsOfBatches).containsExactly(3, 3, 3, 1);
    }

    @Test
    void rowsWithinTheWindowAreMerged() throws IOException {
        order(10, 30, 20, 25, 40, 5, 50, 50, 45);
        assertThat(sorted).containsExactly(5L, 0L, 2L, 3L, 1L, 4L, 8L, 6L, 7L);
        assertThat(late).isZero();
    }

    @Test
    void equalTimesKeepTheOrderOfTheFile() throws IOException {
        order(9, 7, 9, 7, 9, 7);
        assertThat(sorted).containsExactly(1L, 3L, 5L, 0L, 2L, 4L);
    }

    @Test
    void rowsWithoutAStampStayBehindTheRowBefore() throws IOException {
        order(NO_STAMP, 20, NO_STAMP, 10, NO_STAMP, 15);
        assertThat(sorted).containsExactly(0L, 3L, 4L, 5L, 1L, 2L);
    }

    @Test
    void rowsLaterThanTheWindowAreCountedAndMergedFromDisk() throws IOException {
        long[] keys = LongStream.range(0, 30).toArray();
        keys[25] = 2;
        order(keys);
        assertThat(late).isEqualTo(1);
        assertThat(sorted.subList(0, 5)).containsExactly(0L, 1L, 2L, 25L, 3L);
    }

    @Test
    void aSecondBlockOfEarlierTimesIsMergedFromDisk() throws IOException {
        order(LongStream.concat(LongStream.range(100, 200), LongStream.range(0, 150))
                .toArray());
        assertThat(late).isBetween(80L, 150L);
    }

    @Test
    void stampsAsWrittenOrderRowsThatHaveNoTime() throws IOException {
        try (var rows = new LateRows(spill)) {
            var order = new TimeOrder(pool, this::collect, rows);
            var batch = pool.take();
            for (long ticks : new long[] {7, 3, 5}) {
                batch.begin(batch.rows(), 0);
                batch.set(LongColumn.TS_RAW, ticks);
                batch.end();
            }
            order.accept(batch);
            order.finish();
        }
        assertThat(sorted).containsExactly(1L, 2L, 0L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyDisorderEndsAsAStableSort(long seed) throws IOException {
        var random = new Random(seed);
        long[] keys = new long[random.nextInt(3000)];
        int jitter = 1 << random.nextInt(10);
        int stragglers = 1 + random.nextInt(50);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) i + random.nextInt(jitter) - (random.nextInt(stragglers) == 0 ? random.nextInt(1000) : 0);
            keys[i] = random.nextInt(20) == 0 ? NO_STAMP : keys[i];
        }
        order(keys);
    }

    @Test
    void moreRunsThanAreMergedAtOnceAreMergedInSteps() throws IOException {
        try (var rows = new LateRows(spill, BATCH)) {
            var batch = pool.take();
            for (int i = 0; i < 1000; i++) {
                batch.begin(i, 0);
                batch.end();
                rows.accept(batch, i, i * 7919 % 1000);
            }
            pool.give(batch);
            try (var merge = new LateMerge(pool, this::collect, rows)) {
                merge.finish();
            }
        }
        var expected = IntStream.range(0, 1000)
                .boxed()
                .sorted(Comparator.comparing(i -> i * 7919 % 1000))
                .map(Integer::longValue)
                .toList();
        assertThat(sorted).isEqualTo(expected);
    }

    /** Orders rows of those keys, merging late ones in a second pass, and checks them against a plain sort. */
    private void order(long... keys) throws IOException {
        try (var rows = new LateRows(spill)) {
            feed(keys, new TimeOrder(pool, this::collect, rows));
            late = rows.count();
            if (late > 0) {
                sorted.clear();
                try (var merge = new LateMerge(pool, this::collect, rows)) {
                    feed(keys, new TimeOrder(pool, merge, (batch, row, key) -> {}));
                    merge.finish();
                }
            }
        }
        assertThat(sorted).isEqualTo(plainSort(keys));
    }

    private void feed(long[] keys, TimeOrder order) throws IOException {
        int seq = 0;
        while (seq < keys.length) {
            var batch = pool.take();
            for (int row = 0; row < BATCH && seq < keys.length; row++, seq++) {
                append(batch, seq, keys[seq]);
            }
            order.accept(batch);
        }
        order.finish();
    }

    private void append(EventBatch batch, int seq, long key) {
        batch.begin(seq, 0);
        if (key != NO_STAMP) {
            batch.set(LongColumn.TS_NS, key);
        }
        batch.arg(1, ArgKind.DECIMAL, seq);
        byte[] text = ("t" + seq).getBytes(StandardCharsets.UTF_8);
        batch.arg(2, text, 0, text.length);
        batch.end();
    }

    private void collect(EventBatch batch) {
        for (int row = 0; row < batch.rows(); row++) {
            long seq = batch.get(LongColumn.SEQ, row);
            sorted.add(seq);
            for (int arg = batch.argBegin(row); arg < batch.argEnd(row); arg++) {
                assertThat(batch.argText(arg)).isEqualTo(batch.argKey(arg) == 1 ? "" + seq : "t" + seq);
            }
        }
        rowsOfBatches.add(batch.rows());
        pool.give(batch);
    }

    private static List<Long> plainSort(long[] keys) {
        long[] filled = Arrays.copyOf(keys, keys.length);
        for (int i = 1; i < filled.length; i++) {
            filled[i] = filled[i] == NO_STAMP ? filled[i - 1] : filled[i];
        }
        return LongStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparing(i -> filled[i.intValue()]))
                .toList();
    }
}
