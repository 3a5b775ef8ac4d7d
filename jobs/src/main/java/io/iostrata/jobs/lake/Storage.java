package io.iostrata.jobs.lake;

import io.iostrata.schemas.table.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.spark.actions.SparkActions;

/** The files of one table, and what can be done to have fewer of them. */
public final class Storage {
    private final Lake lake;
    private final TableSchema schema;
    private final Table table;

    public Storage(Lake lake, TableSchema schema) {
        this.lake = lake;
        this.schema = schema;
        this.table = lake.iceberg(schema);
    }

    /** So many files, so many bytes. */
    public record Size(long files, long bytes) {
        public static final Size NONE = new Size(0, 0);

        public Size plus(Size other) {
            return new Size(files + other.files, bytes + other.bytes);
        }
    }

    /** All that lies in the table's directory: data and metadata, of any snapshot or none. */
    public Size size() {
        return sizeBefore(Long.MAX_VALUE);
    }

    private Size sizeBefore(long ms) {
        try {
            var directory = new Path(table.location());
            var files = directory
                    .getFileSystem(lake.spark().sparkContext().hadoopConfiguration())
                    .listFiles(directory, true);
            var all = Size.NONE;
            while (files.hasNext()) {
                var file = files.next();
                all = file.getModificationTime() < ms ? all.plus(new Size(1, file.getLen())) : all;
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Joins small files; those of partitioned tables run by run. */
    public void compact() {
        var snapshot = table.currentSnapshot();
        if (snapshot == null
                || snapshot.summary().getOrDefault("total-data-files", "2").matches("[01]")) {
            return;
        }
        // Some have files of a run each: a few more are no burden, and they are many.
        var leastFiles = Lake.hasFilesOfRuns(schema) ? "5" : "2";
        Conflicts.retried(() -> {
            table.refresh();
            SparkActions.get(lake.spark())
                    .rewriteDataFiles(table)
                    .binPack()
                    .option("min-input-files", leastFiles)
                    .execute();
        });
    }

    /** How many snapshots there are from before a moment, less the one that the table is at. */
    public long snapshotsBefore(long ms) {
        var current = table.currentSnapshot();
        long count = 0;
        for (Snapshot snapshot : table.snapshots()) {
            if (snapshot.timestampMillis() < ms && !snapshot.equals(current)) {
                count++;
            }
        }
        return count;
    }

    /** Drops the snapshots from before a moment, less the one that the table is at, and the files that only those need. */
    public void expireSnapshotsBefore(long ms) {
        if (snapshotsBefore(ms) > 0) {
            table.expireSnapshots().expireOlderThan(ms).retainLast(1).commit();
        }
    }

    /** Files that no snapshot knows, written before a moment; they are removed. */
    public Size removeOrphansBefore(long ms) {
        return orphansBefore(ms, table.io()::deleteFile);
    }

    /** The same, let be. */
    public Size orphansBefore(long ms) {
        return orphansBefore(ms, file -> {});
    }

    private Size orphansBefore(long ms, Consumer<String> action) {
        if (sizeBefore(ms).equals(Size.NONE)) {
            return Size.NONE;
        }
        var files = new AtomicLong();
        var bytes = new AtomicLong();
        SparkActions.get(lake.spark())
                .deleteOrphanFiles(table)
                .olderThan(ms)
                .deleteWith(file -> {
                    files.incrementAndGet();
                    bytes.addAndGet(length(file));
                    action.accept(file);
                })
                .execute();
        return new Size(files.get(), bytes.get());
    }

    private long length(String file) {
        try {
            return table.io().newInputFile(file).getLength();
        } catch (NotFoundException gone) {
            return 0;
        }
    }
}
