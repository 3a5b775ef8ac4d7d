package io.iostrata.jobs.analyze;

import io.iostrata.schemas.tables.RunTable;
import io.iostrata.transforms.Histories.Started;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** When each run started. */
final class Starts {
    private Starts() {}

    static Map<String, Started> of(Dataset<Row> runs) {
        return runs
                .select(RunTable.RUN_ID.name(), RunTable.STARTED_AT.name(), RunTable.INGEST_ID.name())
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(
                        run -> run.getAs(RunTable.RUN_ID.name()),
                        run -> new Started(
                                Optional.ofNullable(run.getAs(RunTable.STARTED_AT.name())),
                                run.getAs(RunTable.INGEST_ID.name()))));
    }
}
