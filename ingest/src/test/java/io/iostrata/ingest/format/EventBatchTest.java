package io.iostrata.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventBatchTest {
    private final RootAllocator allocator = new RootAllocator();
    private final EventBatch batch = new EventBatch(allocator, new Names());

    @AfterEach
    void close() {
        batch.close();
        allocator.close();
    }

    @Test
    void aColumnSetInEveryRowHasEveryBit() {
        appendRows("vvvvvvvvvvv");
        assertRowsSet(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void aColumnNeverSetHasNoBit() {
        appendRows("---");
        assertRowsSet();
    }

    @Test
    void rowsBeforeAGapKeepTheirBits() {
        appendRows("vvvvvvvvv-v--v");
        assertRowsSet(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 13);
    }

    @Test
    void rowsAfterTheLastValueAreNotSet() {
        appendRows("vv---");
        assertRowsSet(0, 1);
    }

    @Test
    void aColumnThatBeginsLateIsNotSetBefore() {
        appendRows("--vv");
        assertRowsSet(2, 3);
    }

    @Test
    void settingARowAgainCountsOnce() {
        appendRows("wwww-ww");
        assertRowsSet(0, 1, 2, 3, 5, 6);
        assertThat(batch.get(LongColumn.VDEV, 6)).isEqualTo(12);
    }

    @Test
    void aRowTakenBackIsNotSet() {
        appendRows("vvc-vcvc");
        assertRowsSet(0, 1, 3, 4);
    }

    @Test
    void bitsReadInBetweenStayRight() {
        appendRows("vvv");
        assertRowsSet(0, 1, 2);
        appendRows("v-v");
        assertRowsSet(0, 1, 2, 3, 5);
    }

    @Test
    void aFullBatchCanBeUsedAgain() {
        appendRows("v-".repeat(EventBatch.ROWS / 2));
        assertThat(batch.isFull()).isTrue();
        batch.cancel();
        assertThat(batch.count(LongColumn.VDEV)).isEqualTo(EventBatch.ROWS / 2);
        batch.reset();
        appendRows("-v");
        assertRowsSet(1);
    }

    /** v: set, w: set twice, -: not set, c: set and taken back. */
    private void appendRows(String rows) {
        for (int i = 0; i < rows.length(); i++) {
            char row = rows.charAt(i);
            batch.begin(batch.rows(), 0);
            if (row != '-') {
                batch.set(LongColumn.VDEV, batch.rows());
                batch.set(IntColumn.CPU, batch.rows());
            }
            if (row == 'w') {
                batch.set(LongColumn.VDEV, 2L * batch.rows());
            }
            if (row == 'c') {
                batch.cancel();
            } else {
                batch.end();
            }
        }
    }

    private void assertRowsSet(Integer... rows) {
        assertThat(rowsWhere(row -> batch.isSet(LongColumn.VDEV, row))).containsExactly(rows);
        assertThat(rowsWhere(row -> batch.isSet(IntColumn.CPU, row))).containsExactly(rows);
        assertThat(batch.count(LongColumn.VDEV)).isEqualTo(rows.length);
        assertThat(batch.count(IntColumn.CPU)).isEqualTo(rows.length);
        long bits = batch.validityAddress(LongColumn.VDEV);
        assertThat(rowsWhere(row -> (MemoryUtil.getByte(bits + row / 8) >> row % 8 & 1) != 0))
                .containsExactly(rows);
        assertThat(rowsWhere(row -> batch.isSet(LongColumn.VDEV, row))).containsExactly(rows);
    }

    private List<Integer> rowsWhere(IntPredicate isSet) {
        return IntStream.range(0, batch.rows()).filter(isSet).boxed().toList();
    }
}
