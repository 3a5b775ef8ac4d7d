package io.iostrata.jobs.upkeep;

import io.iostrata.jobs.Progress;
import io.iostrata.jobs.lake.DeadRows;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.Storage;
import io.iostrata.jobs.lake.Storage.Size;
import io.iostrata.jobs.upkeep.VacuumOptions.Mode;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps a lake small: rows nobody will see, small files, old snapshots, files that no snapshot knows. */
public final class VacuumJob {
    private final Lake lake;
    private final VacuumOptions options;
    private final Progress progress;
    private final Instant now = Instant.now();

    public VacuumJob(Lake lake, VacuumOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
    }

    /** What was there of one table, what was done to it, and what is left. */
    public record Cleaned(String table, Size before, Size after, long snapshots, Size orphans) {}

    /** What a vacuum did, or would do. */
    public record Summary(int deadRuns, List<Cleaned> tables) {}

    public Summary run() {
        var tables = tables();
        var before =
                tables.stream().map(table -> new Storage(lake, table).size()).toList();
        progress.phase("looking for rows that nobody sees", 0);
        var dead = new DeadRows(lake, now.minus(options.leftovers()));
        int deadRuns = options.mode() == Mode.CLEAN ? dead.remove(tables) : dead.count(tables);
        var cleaned = new ArrayList<Cleaned>();
        for (int i = 0; i < tables.size(); i++) {
            progress.phase("cleaning " + tables.get(i).name(), 0);
            cleaned.add(clean(tables.get(i), before.get(i)));
        }
        return new Summary(deadRuns, cleaned);
    }

    private Cleaned clean(TableSchema schema, Size before) {
        var storage = new Storage(lake, schema);
        long snapshotsBefore = now.minus(options.keep()).toEpochMilli();
        long orphansBefore = now.minus(options.leftovers()).toEpochMilli();
        if (options.mode() == Mode.LOOK) {
            return new Cleaned(
                    schema.name(),
                    before,
                    before,
                    storage.snapshotsBefore(snapshotsBefore),
                    storage.orphansBefore(orphansBefore));
        }
        // The files of a source of events stay as they are: their order is that of time.
        if (!schema.equals(EventTable.SCHEMA)) {
            storage.compact();
        }
        long snapshots = storage.snapshotsBefore(snapshotsBefore);
        storage.expireSnapshotsBefore(snapshotsBefore);
        var orphans = storage.removeOrphansBefore(orphansBefore);
        return new Cleaned(schema.name(), before, storage.size(), snapshots, orphans);
    }

    /** Those that the lake has: an older one lacks some. */
    private List<TableSchema> tables() {
        return Tables.ALL.stream().filter(lake::has).toList();
    }
}
