package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import org.apache.arrow.memory.util.MemoryUtil;

/** Room that the columns a thread writes use in turn, each for one page at a time. */
final class PageScratch {
    final PageBuffer page = new PageBuffer();
    final DeltaEncoder deltas = new DeltaEncoder();
    /** Values of a page without the nulls. */
    final long[] longs = new long[EventBatch.ROWS];
    /** Dictionary ids or numbers of names of a page without the nulls; room for a last group of eight. */
    final int[] ints = new int[EventBatch.ROWS + 8];

    private final byte[] bits = new byte[EventBatch.ROWS / 8];

    /** Writes definition levels of an optional column: {@code set} of {@code rows} values are there. */
    void definitionLevels(int set, int rows, long validityAddress) {
        if (set == 0 || set == rows) {
            HybridRuns.levels(page, set == 0 ? 0 : 1, rows);
        } else {
            MemoryUtil.copyFromMemory(validityAddress, bits, 0, (rows + 7) / 8);
            HybridRuns.levels(page, bits, rows);
        }
    }
}
