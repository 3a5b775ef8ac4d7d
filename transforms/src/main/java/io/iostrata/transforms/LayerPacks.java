package io.iostrata.transforms;

import static io.iostrata.schemas.tables.DistributionTable.BYTES_MIN;
import static io.iostrata.schemas.tables.DistributionTable.OP;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SourceTable.SOURCE_ID;
import static io.iostrata.schemas.tables.SpanTable.LAYER;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.transforms.requests.Nesting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * The durations of the spans that statistics are of, packed by layer, operation and class of size: what the figures of
 * layers are made of, so that spans are read once for all of them.
 */
public final class LayerPacks {
    static final List<Field> KEYS = List.of(RUN_ID, INGEST_ID, LAYER, SOURCE_ID, OP, BYTES_MIN);
    /** Their columns. */
    public static final TableSchema PACKED = new TableSchema(
            "packs",
            "pack of durations",
            List.of(RUN_ID, INGEST_ID, LAYER, SOURCE_ID, OP, BYTES_MIN, Distributions.PACK));

    private LayerPacks() {}

    /** Where spans are of. */
    public record Passed(String runId, String ingestId, String layer, int sourceId) {}

    /** The cells before the pack. */
    public static List<Object> key(Passed of, String op, Long bytes) {
        return Arrays.asList(of.runId, of.ingestId, of.layer, of.sourceId, op, classOf(bytes));
    }

    private static Long classOf(Long bytes) {
        return bytes == null || bytes < 0 ? null : Long.valueOf(SizeClasses.min(bytes));
    }

    /** Of spans that no request was followed through. */
    static Dataset<Row> of(Dataset<Row> spans) {
        UDF1<Long, Long> classOf = LayerPacks::classOf;
        var bytes = udf(classOf, DataTypes.LongType).apply(c(SpanTable.BYTES));
        var durations = LayerStats.counted(spans)
                .withColumn(BYTES_MIN.name(), when(c(SpanTable.BYTES).isNotNull(), bytes));
        return Distributions.packs(durations, KEYS);
    }

    /**
     * Of all spans.
     *
     * @param followed {@link Requests#follow} of them
     * @param nestings through which
     */
    public static Dataset<Row> of(Dataset<Row> spans, Dataset<Row> followed, List<Nesting> nestings) {
        Map<String, Set<String>> layers =
                nestings.stream().collect(Collectors.toMap(Nesting::runId, Nesting::layerNames));
        UDF2<String, String, Boolean> isIn =
                (run, layer) -> layers.getOrDefault(run, Set.of()).contains(layer);
        var isFollowed = udf(isIn, DataTypes.BooleanType).apply(c(RUN_ID), c(LAYER));
        return of(spans.where(not(isFollowed))).unionByName(Requests.packs(followed));
    }
}
