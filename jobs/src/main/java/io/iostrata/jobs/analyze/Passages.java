package io.iostrata.jobs.analyze;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.transforms.Walk;
import io.iostrata.transforms.Walks;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.WalkPlan;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Where rows of passages are read again, as most tables are made of some: of few events they are kept in memory, of many they
 * are read from the lake, where they were written, and events are walked through again. Memory does not grow with events.
 */
final class Passages {
    /** Up to how many events of all runs together their passages are rows in memory. */
    private static final long FEW_EVENTS = 2_000_000;

    private final Lake lake;
    private final Set<String> runs;
    private final Kept kept;
    private final boolean areFew;

    /** @param sources rows of the runs' sources */
    Passages(Lake lake, Set<String> runs, Kept kept, Dataset<Row> sources) {
        this.lake = lake;
        this.runs = Set.copyOf(runs);
        this.kept = kept;
        areFew = sources.select(SourceTable.EVENTS.name()).collectAsList().stream()
                        .mapToLong(source -> source.getLong(0))
                        .sum()
                <= Long.getLong("iostrata.few-events", FEW_EVENTS);
    }

    Walks walks(Dataset<EventPage> pages, WalkPlan plan) {
        return areFew
                ? Walks.ofOne(kept.keep(Walk.of(pages, plan)))
                : Walks.ofParts(pages, plan).keepingFigures(kept::keep);
    }

    /** Rows that are going to be written. */
    Dataset<Row> toWrite(Dataset<Row> rows) {
        return areFew ? kept.keep(rows) : rows;
    }

    /** The same once they are. */
    Dataset<Row> written(TableSchema table, Dataset<Row> rows) {
        return areFew
                ? rows
                : lake.table(table).where(functions.col(RunTable.RUN_ID.name()).isin(runs.toArray()));
    }

    /** Rows that no table of the lake has as they are. */
    Dataset<Row> keep(Dataset<Row> rows) {
        return areFew ? kept.keep(rows) : kept.keepOnDisk(rows);
    }
}
