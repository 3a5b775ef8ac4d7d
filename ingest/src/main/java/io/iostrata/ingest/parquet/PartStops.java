package io.iostrata.ingest.parquet;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.EventBatch;
import java.util.List;

/**
 * Where the decoder of a part of a file stops: at each mark of the part, the last of which is its end. Rows are numbered
 * from each mark on, by the offset of the mark in the file: so they have the same numbers in each part that reads them, and
 * these ascend, since no row is shorter than a byte.
 */
final class PartStops {
    private final ByteCursor in;
    private final List<Long> marks;
    private int next;
    private long base;
    private long rowsBefore;
    private long rows;
    private boolean isExact = true;

    PartStops(ByteCursor in, List<Long> marks) {
        this.in = in;
        this.marks = List.copyOf(marks);
        base = in.offset();
        in.end(marks.get(0));
    }

    /** Numbers the rows of a batch that the decoder filled before it came to the next mark. */
    void number(EventBatch batch) {
        batch.moveSeq(base - rowsBefore);
        rows += batch.rows();
    }

    /** The decoder came to a mark: true if there is another one to go on to. */
    boolean goesOn() {
        boolean isLast = next == marks.size() - 1;
        isExact &= in.offset() == marks.get(next) || (isLast && in.end() == Long.MAX_VALUE);
        if (isLast || !isExact) {
            return false;
        }
        base = marks.get(next++);
        rowsBefore = rows;
        in.end(marks.get(next));
        return true;
    }

    /** True for the last part of a file. */
    boolean isToTheEnd() {
        return marks.get(marks.size() - 1) == Long.MAX_VALUE;
    }

    /** The part cannot be told from the file. */
    void spoil() {
        isExact = false;
    }

    /** False where a record went over a mark, or the decoder gave up. */
    boolean isExact() {
        return isExact;
    }
}
