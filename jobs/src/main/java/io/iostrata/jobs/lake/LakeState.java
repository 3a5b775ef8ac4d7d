package io.iostrata.jobs.lake;

import io.iostrata.jobs.Together;
import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Tables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.iceberg.Snapshot;

/** What a lake holds at some time: every commit to any of its tables makes it another. */
public record LakeState(Lake lake) {
    private static final String NOTHING = "nothing";

    /** The same as long as nothing is committed. */
    public String digest() {
        var questions = new LinkedHashMap<String, Supplier<String>>();
        Tables.ALL.forEach(table -> questions.put(table.name(), () -> snapshot(table)));
        var lines = new TreeMap<>(Together.answers(questions))
                .entrySet().stream().map(Object::toString).toList();
        return Digests.of(List.copyOf(lines));
    }

    private String snapshot(TableSchema table) {
        return lake.has(table)
                ? Optional.ofNullable(lake.iceberg(table).currentSnapshot())
                        .map(Snapshot::snapshotId)
                        .map(Object::toString)
                        .orElse(NOTHING)
                : NOTHING;
    }
}
