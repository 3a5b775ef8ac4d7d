package io.iostrata.transforms;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Distribution;
import io.iostrata.schemas.tables.SpanTable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Durations to their distributions, one for each key. Durations are packed by key before they are shuffled, so that the
 * shuffle moves 8 bytes a duration and sorts packs, not rows. A task holds the values of one key at a time.
 */
final class Distributions {
    /** Durations of one key, ns, big-endian. */
    static final Field PACK = Field.required("pack", FieldType.BINARY, "Durations, 8 bytes each, big-endian, ns.");

    private Distributions() {}

    /**
     * The keys, and the columns of {@link Distribution} over the rows that share them.
     *
     * @param durations the keys and {@code dur_ns}, null in no row and never negative
     */
    static Dataset<Row> of(Dataset<Row> durations, List<Field> keys) {
        var packTable = new TableSchema(
                "packs",
                "some durations of a key",
                Stream.concat(keys.stream(), Stream.of(PACK)).toList());
        int keyColumns = keys.size();
        MapPartitionsFunction<Row, Row> pack = rows -> new DurationPacks(rows, keyColumns);
        var packs = durations
                .select(Stream.concat(keys.stream(), Stream.of(SpanTable.DUR_NS))
                        .map(SparkSchemas::c)
                        .toArray(Column[]::new))
                .mapPartitions(pack, Encoders.row(SparkSchemas.struct(packTable)));
        return ofPacks(packs, keys);
    }

    /**
     * The same of durations that are packed already.
     *
     * @param packs the keys and {@link #PACK}, no pack empty
     */
    static Dataset<Row> ofPacks(Dataset<Row> packs, List<Field> keys) {
        var distributionTable = new TableSchema(
                "distributions",
                "key",
                Stream.concat(keys.stream(), Distribution.FIELDS.stream()).toList());
        int keyColumns = keys.size();
        MapPartitionsFunction<Row, Row> summarise = rows -> new SampledPacks(rows, keyColumns);
        var byKey = keys.stream().map(SparkSchemas::c).toArray(Column[]::new);
        return packs.select(Stream.concat(keys.stream(), Stream.of(PACK))
                        .map(SparkSchemas::c)
                        .toArray(Column[]::new))
                .repartition(byKey)
                .sortWithinPartitions(byKey)
                .mapPartitions(summarise, Encoders.row(SparkSchemas.struct(distributionTable)));
    }
}
