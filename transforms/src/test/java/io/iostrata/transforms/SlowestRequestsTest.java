package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.RequestTable;
import io.iostrata.schemas.tables.RunTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

final class SlowestRequestsTest {
    private static Dataset<Row> labels() {
        var config = functions.when(functions.col("run_id").equalTo("r3"), "b").otherwise("a");
        return table(
                        RunTable.SCHEMA,
                        """
                run_id
                r1
                r2
                r3
                """)
                .withColumn(LayerBreakdownTable.CONFIG.name(), config);
    }

    @Test
    void areTheLongestOfEachConfigurationOverItsRuns() {
        var requests = table(
                RequestTable.SCHEMA,
                """
                        run_id | request_no | total_ns | in_window | tainted | complete
                        r1     | 0          | 500      | true      | false   | true
                        r1     | 1          | 900      | true      | false   | true
                        r1     | 2          | 999      | true      | true    | true
                        r1     | 3          | 999      | false     | false   | true
                        r1     | 4          | 999      | true      | false   | false
                        r2     | 0          | 500      | true      | false   | true
                        r2     | 1          | 400      | true      | false   | true
                        r3     | 0          | 7        | true      | false   | true
                        """);

        assertTable(
                SlowestRequests.of(requests, labels(), 2),
                """
                run_id | request_no | total_ns
                r1     | 1          | 900
                r1     | 0          | 500
                r3     | 0          | 7
                """);
    }
}
