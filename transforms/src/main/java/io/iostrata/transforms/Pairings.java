package io.iostrata.transforms;

import static io.iostrata.schemas.tables.PairingTable.HIDDEN;
import static io.iostrata.schemas.tables.PairingTable.HIDDEN_HI_NS;
import static io.iostrata.schemas.tables.PairingTable.UNCERTAIN;
import static io.iostrata.schemas.tables.PairingTable.UNCERTAIN_HI_NS;
import static io.iostrata.schemas.tables.PairingTable.UNCERTAIN_LO_NS;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What pairing found, layer by layer and source by source, and how long what it did not pair can have been: {@link PairingTable}. */
public final class Pairings {
    private static final String[] RUN_LAYER_SOURCE = {
        RunTable.RUN_ID.name(), RunTable.INGEST_ID.name(), SpanTable.LAYER.name(), SourceTable.SOURCE_ID.name()
    };

    private Pairings() {}

    public static Dataset<Row> of(Dataset<Row> walk) {
        var nothing = struct(Stream.of(UNCERTAIN, UNCERTAIN_LO_NS, UNCERTAIN_HI_NS, HIDDEN, HIDDEN_HI_NS)
                .map(field -> typed(field, lit(0L)))
                .toArray(Column[]::new));
        var rows = Walk.table(walk, Walk.PAIRED)
                .join(unseen(walk), RUN_LAYER_SOURCE, "left")
                .withColumn("unseen", coalesce(col("unseen"), nothing))
                .select("*", "unseen.*");
        return SparkSchemas.select(rows, PairingTable.SCHEMA);
    }

    /** Passages of the window without a span, added up; a sum is null where one of its terms is not bounded. */
    private static Dataset<Row> unseen(Dataset<Row> walk) {
        var unseen = Walk.settleWindow(
                        Walk.part(walk, Walk.UNSEEN), walk, c(SpanTable.LAYER), col("ordinal"), col("in_window"))
                .where(c(SpanTable.IN_WINDOW));
        var isHidden = col("cause").equalTo("hidden");
        var isBegin = not(isHidden);
        var known = when(col("passages").gt(0), col("passages"));
        return unseen.groupBy(Stream.of(RUN_LAYER_SOURCE).map(functions::col).toArray(Column[]::new))
                .agg(struct(
                                typed(UNCERTAIN, count_if(isBegin)),
                                typed(UNCERTAIN_LO_NS, total(isBegin, col("lo_ns"))),
                                typed(UNCERTAIN_HI_NS, total(isBegin, col("hi_ns"))),
                                typed(HIDDEN, total(isHidden, known)),
                                typed(HIDDEN_HI_NS, total(isHidden, col("hi_ns"))))
                        .as("unseen"));
    }

    private static Column total(Column of, Column value) {
        var wide = value.cast(SparkSchemas.type(UNCERTAIN_LO_NS.type()));
        var isBounded = count_if(of.and(value.isNull())).equalTo(0);
        return when(isBounded, coalesce(sum(when(of, wide)), lit(0L)));
    }

    private static Column typed(Field field, Column value) {
        return value.cast(SparkSchemas.type(field.type())).as(field.name());
    }
}
