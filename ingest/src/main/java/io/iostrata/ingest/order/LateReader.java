package io.iostrata.ingest.order;

import io.iostrata.ingest.format.EventBatch;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Late rows of several runs, merged by key and position in the trace. */
final class LateReader implements Closeable {
    private final List<LateRun> open = new ArrayList<>();
    private final PriorityQueue<LateRun> runs = new PriorityQueue<>();

    LateReader(List<Path> files) throws IOException {
        try {
            for (var file : files) {
                var run = new LateRun(file);
                open.add(run);
                put(run);
            }
        } catch (IOException unreadable) {
            close();
            throw unreadable;
        }
    }

    /** True when no row is left. */
    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** True if the current row comes before a row of that key and position. */
    boolean isBefore(long key, long seq) {
        var first = runs.peek();
        return first != null && (first.key() < key || (first.key() == key && first.seq() < seq));
    }

    /** Appends the current row to a batch and moves to the next. */
    void readInto(EventBatch batch) throws IOException {
        var first = runs.remove();
        first.readInto(batch);
        first.advance();
        put(first);
    }

    /** Appends the current row to a run and moves to the next. */
    void copyTo(DataOutputStream out) throws IOException {
        var first = runs.remove();
        first.copyTo(out);
        first.advance();
        put(first);
    }

    @Override
    public void close() throws IOException {
        for (var run : open) {
            run.close();
        }
    }

    private void put(LateRun run) {
        if (!run.isEmpty()) {
            runs.add(run);
        }
    }
}
