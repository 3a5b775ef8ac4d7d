package io.iostrata.transforms;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Distribution;
import io.iostrata.schemas.tables.SpanTable;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Durations to their distributions, one for each key. Durations are packed by key before they are shuffled, so that the
 * shuffle moves 8 bytes a duration and sorts packs, not rows. A task works on one key at a time.
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
        return ofPacks(packs(durations, keys), keys);
    }

    /** The same of durations that are packed already: the keys and {@link #PACK}, no pack empty. */
    static Dataset<Row> ofPacks(Dataset<Row> packs, List<Field> keys) {
        return sampled(packs, keys, new Sampling(Distribution.FIELDS, LatencySample::new));
    }

    /** The columns of {@link LatencyCounts#FIELDS} alone, for which a task holds no values, only a histogram. */
    static Dataset<Row> countsOf(Dataset<Row> durations, List<Field> keys) {
        return countsOfPacks(packs(durations, keys), keys);
    }

    /** The same of durations that are packed already. */
    static Dataset<Row> countsOfPacks(Dataset<Row> packs, List<Field> keys) {
        return sampled(packs, keys, new Sampling(LatencyCounts.FIELDS, LatencyCounts::new));
    }

    /** What becomes of the durations of a key, and its columns. */
    private record Sampling(List<Field> fields, SampleMaker maker) implements Serializable {}

    private interface SampleMaker extends Supplier<SampledPacks.Sample>, Serializable {}

    /** Durations, packed by key. */
    static Dataset<Row> packs(Dataset<Row> durations, List<Field> keys) {
        int keyColumns = keys.size();
        MapPartitionsFunction<Row, Row> pack = rows -> new DurationPacks(rows, keyColumns);
        return durations
                .select(columns(keys, List.of(SpanTable.DUR_NS)))
                .mapPartitions(pack, Encoders.row(struct(keys, List.of(PACK))));
    }

    /** The durations of a pack. */
    static LongBuffer durations(byte[] pack) {
        return ByteBuffer.wrap(pack).asLongBuffer();
    }

    private static Dataset<Row> sampled(Dataset<Row> packs, List<Field> keys, Sampling sampling) {
        int keyColumns = keys.size();
        var maker = sampling.maker();
        MapPartitionsFunction<Row, Row> summarise = rows -> new SampledPacks(rows, keyColumns, maker);
        var byKey = columns(keys, List.of());
        return packs.select(columns(keys, List.of(PACK)))
                .repartition(byKey)
                .sortWithinPartitions(byKey)
                .mapPartitions(summarise, Encoders.row(struct(keys, sampling.fields())));
    }

    private static Column[] columns(List<Field> keys, List<Field> more) {
        return Stream.concat(keys.stream(), more.stream()).map(SparkSchemas::c).toArray(Column[]::new);
    }

    private static StructType struct(List<Field> keys, List<Field> more) {
        var fields = Stream.concat(keys.stream(), more.stream()).toList();
        return SparkSchemas.struct(new TableSchema("durations", "key", fields));
    }
}
