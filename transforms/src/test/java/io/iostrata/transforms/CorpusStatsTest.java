package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SpanTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** Distributions of real latencies: two fio logs of 5,000 reads each, beside what a few lines of Python make of them. */
final class CorpusStatsTest {
    private static final String RUN = "t-real-guest-fio-r1";

    @Test
    void agreesWithAnotherImplementationOnRealLatencies() throws IOException {
        var corpus = corpus();
        assumeTrue(corpus.isPresent(), "no corpus: set iostrata.corpus or IOSTRATA_CORPUS");
        var psync = latencies(corpus.orElseThrow(), "fio-psync");
        var libaio = latencies(corpus.orElseThrow(), "fio-libaio-qd4");
        var schema = TableSchema.of("latencies", "request", RunTable.RUN_ID, SpanTable.DUR_NS);
        var rows =
                StatsTables.spark().createDataFrame(Stream.concat(psync, libaio).toList(), SparkSchemas.struct(schema));
        assertTable(
                Distributions.of(rows, List.of(RunTable.RUN_ID)),
                """
                run_id         | count | mean_ns     | stddev_ns   | min_ns | p50_ns | p90_ns | p99_ns  | p999_ns | max_ns   | sum_ns    | exact
                fio-psync      | 5000  | 90193.7626  | 343977.7982 | 46099  | 57746  | 63735  | 635248  | 5358684 | 8206432  | 450968813 | true
                fio-libaio-qd4 | 5000  | 152198.6376 | 558856.4862 | 42524  | 92157  | 107751 | 2267561 | 6670647 | 12992705 | 760993188 | true
                """);
    }

    private static Optional<Path> corpus() {
        return Stream.of(System.getProperty("iostrata.corpus"), System.getenv("IOSTRATA_CORPUS"))
                .filter(place -> place != null && Files.isDirectory(Path.of(place, RUN)))
                .map(Path::of)
                .findFirst();
    }

    private static Stream<Row> latencies(Path corpus, String job) throws IOException {
        return Files.readAllLines(corpus.resolve(RUN).resolve(job + "_lat.1.log")).stream()
                .map(line -> RowFactory.create(job, Long.valueOf(line.split(",", -1)[1].strip())));
    }
}
