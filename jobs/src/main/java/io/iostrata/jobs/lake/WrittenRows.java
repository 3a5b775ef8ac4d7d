package io.iostrata.jobs.lake;

import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Tables;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;

/** How many rows were committed to each table from a moment on, by anybody: from the commits' own summaries. */
public final class WrittenRows {
    private WrittenRows() {}

    /** By table, in pipeline order; tables without any left out. */
    public static Map<String, Long> since(Lake lake, long epochMillis) {
        var rows = new LinkedHashMap<String, Long>();
        for (var table : Tables.ALL) {
            long written = written(lake, table, epochMillis);
            if (written > 0) {
                rows.put(table.name(), written);
            }
        }
        return rows;
    }

    private static long written(Lake lake, TableSchema table, long epochMillis) {
        long rows = 0;
        for (var snapshot : lake.iceberg(table).snapshots()) {
            if (snapshot.timestampMillis() >= epochMillis && !isRemoval(snapshot)) {
                rows += added(snapshot);
            }
        }
        return rows;
    }

    /** What such a commit adds are rows that were there: those beside the removed ones. */
    private static boolean isRemoval(Snapshot snapshot) {
        return snapshot.summary().containsKey(Lake.REMOVAL);
    }

    private static long added(Snapshot snapshot) {
        return Long.parseLong(snapshot.summary().getOrDefault(SnapshotSummary.ADDED_RECORDS_PROP, "0"));
    }
}
