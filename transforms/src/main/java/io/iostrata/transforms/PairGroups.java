package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.BASELINE;
import static io.iostrata.schemas.tables.ComparisonTable.CANDIDATE;

import io.iostrata.schemas.table.TableSchema;
import java.util.ArrayList;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** All rows of one pair of configurations to rows of another table, in plain Java. */
final class PairGroups {
    private PairGroups() {}

    /** @param rows with the columns baseline and candidate */
    static Dataset<Row> of(Dataset<Row> rows, TableSchema to, SmallTables.Step step) {
        MapFunction<Row, String> pair =
                row -> SmallTables.text(row, BASELINE) + "\n" + SmallTables.text(row, CANDIDATE);
        FlatMapGroupsFunction<String, Row, Row> whole = (unused, ofPair) -> {
            var all = new ArrayList<Row>();
            ofPair.forEachRemaining(all::add);
            return step.apply(all).iterator();
        };
        return rows.groupByKey(pair, Encoders.STRING()).flatMapGroups(whole, Encoders.row(SparkSchemas.struct(to)));
    }
}
