package io.iostrata.ingest.order;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The late rows of one source, as sorted runs in files of a directory of their own, which {@link #close} removes.
 * Memory is one run's rows while writing and a buffer a run while reading, of at most {@link #FAN_IN}.
 */
public final class LateRows implements TimeOrder.LateSink, Closeable {
    static final int FAN_IN = 64;

    private static final int ARENA = 16 << 20;
    private static final int RUN_ROWS = 1 << 18;
    private static final int BUFFER = 128 << 10;

    private final Path parent;
    private final int runRows;
    private final ArrayDeque<Path> runs = new ArrayDeque<>();
    private Optional<Path> directory = Optional.empty();
    private int runsMade;
    private ByteBuffer arena = ByteBuffer.allocate(0);
    private long[] keys = new long[0];
    private long[] seqs = new long[0];
    private int[] ends = new int[0];
    private int rows;
    private long count;

    /** Makes its directory in {@code parent} once there is a late row. */
    public LateRows(Path parent) {
        this(parent, RUN_ROWS);
    }

    /** With runs of at most {@code runRows} rows. */
    LateRows(Path parent, int runRows) {
        this.parent = parent;
        this.runRows = runRows;
    }

    /** Late rows so far. */
    public long count() {
        return count;
    }

    @Override
    public void accept(EventBatch batch, int row, long key) throws IOException {
        if (count++ == 0) {
            begin();
        }
        if (rows == runRows || arena.remaining() < RowBytes.MOST) {
            writeRun();
        }
        RowBytes.write(batch, row, arena);
        keys[rows] = key;
        seqs[rows] = batch.get(LongColumn.SEQ, row);
        ends[rows++] = arena.position();
    }

    /** All rows in order, after the last one came. */
    LateReader open() throws IOException {
        writeRun();
        while (runs.size() > FAN_IN) {
            mergeRuns();
        }
        return new LateReader(List.copyOf(runs));
    }

    @Override
    public void close() throws IOException {
        if (directory.isPresent()) {
            try (var files = Files.newDirectoryStream(directory.get())) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(directory.get());
            directory = Optional.empty();
        }
        runs.clear();
    }

    private void begin() throws IOException {
        directory = Optional.of(Files.createTempDirectory(parent, "late-rows-"));
        arena = ByteBuffer.allocate(ARENA);
        keys = new long[runRows];
        seqs = new long[runRows];
        ends = new int[runRows];
    }

    private void writeRun() throws IOException {
        if (rows == 0) {
            return;
        }
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        new StableSort(keys, rows).sort(order, rows);
        try (var out = newRun()) {
            for (int row : order) {
                int begin = row == 0 ? 0 : ends[row - 1];
                LateRun.write(out, keys[row], seqs[row], ByteBuffer.wrap(arena.array(), begin, ends[row] - begin));
            }
        }
        rows = 0;
        arena.clear();
    }

    /** Makes one run of the oldest ones. */
    private void mergeRuns() throws IOException {
        var oldest = new ArrayList<Path>();
        for (int i = 0; i < FAN_IN; i++) {
            oldest.add(runs.remove());
        }
        try (var reader = new LateReader(oldest);
                var out = newRun()) {
            while (!reader.isEmpty()) {
                reader.copyTo(out);
            }
        }
        for (var file : oldest) {
            Files.delete(file);
        }
    }

    private DataOutputStream newRun() throws IOException {
        var file = directory.orElseThrow().resolve("run-" + runsMade++);
        runs.add(file);
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }
}
