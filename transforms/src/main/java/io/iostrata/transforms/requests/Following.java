package io.iostrata.transforms.requests;

import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.RequestTable;
import io.iostrata.schemas.tables.Severity;
import io.iostrata.transforms.LayerPacks;
import io.iostrata.transforms.SparkSchemas;
import io.iostrata.transforms.walk.Place;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The following of one run's requests, rows in, rows out. */
public final class Following {
    /** What comes in: spans, and begins and ends that belong to none, with the columns that both have. */
    public static final StructType INPUT = new StructType()
            .add("run_id", DataTypes.StringType)
            .add("layer", DataTypes.StringType)
            .add("ns", DataTypes.LongType)
            .add("side", DataTypes.StringType)
            .add("ordinal", DataTypes.LongType)
            .add("request_key", DataTypes.StringType)
            .add("op", DataTypes.StringType)
            .add("device", DataTypes.StringType)
            .add("sector", DataTypes.LongType)
            .add("bytes", DataTypes.LongType)
            .add("dur_ns", DataTypes.LongType)
            .add("in_window", DataTypes.BooleanType)
            .add("tainted", DataTypes.BooleanType);

    /** The same with the layer's number and the time on the reference, to be put in its order. */
    public static final StructType PLACED = INPUT.add("number", DataTypes.IntegerType)
            .add("ref_ns", DataTypes.LongType)
            .add("before_ns", DataTypes.LongType)
            .add("after_ns", DataTypes.LongType);

    /** The column of {@link LayerPacks#PACKED} in what comes out. */
    public static final String PACKS = "packs";

    /** What comes out: a row of one of three tables, or durations of spans. */
    public static final StructType OUTPUT = new StructType()
            .add(RequestTable.SCHEMA.name(), SparkSchemas.struct(RequestTable.SCHEMA))
            .add(RequestLayerTable.SCHEMA.name(), SparkSchemas.struct(RequestLayerTable.SCHEMA))
            .add(IssueTable.SCHEMA.name(), SparkSchemas.struct(IssueTable.SCHEMA))
            .add(PACKS, SparkSchemas.struct(LayerPacks.PACKED));

    private static final int LAYER = 1;
    private static final int NS = 2;
    private static final int SIDE = 3;
    private static final int ORDINAL = 4;
    private static final int KEY = 5;
    private static final int OP = 6;
    private static final int DEVICE = 7;
    private static final int SECTOR = 8;
    private static final int BYTES = 9;
    private static final int DUR = 10;
    private static final int IN_WINDOW = 11;
    private static final int TAINTED = 12;
    private static final int NUMBER = 13;
    private static final int REF = 14;
    private static final int BEFORE = 15;
    private static final int AFTER = 16;

    private final Nesting nesting;
    private final Assembly assembly;
    private final RequestRows rows;
    private final SpanDurations durations;

    public Following(Nesting nesting) {
        this.nesting = nesting;
        rows = new RequestRows(nesting);
        durations = new SpanDurations(nesting);
        assembly = new Assembly(nesting, durations::past);
    }

    /** A row of {@link #INPUT} as one of {@link #PLACED}; empty where its layer is no part of the run's requests. */
    public static Optional<Row> placed(Row row, Nesting nesting) {
        return nesting.number(row.getString(LAYER)).map(number -> {
            var relation = nesting.layers().get(number).source().relation();
            long ns = row.getLong(NS);
            long at = relation.at(ns);
            var values = new Object[PLACED.size()];
            for (int i = 0; i < INPUT.size(); i++) {
                values[i] = row.get(i);
            }
            values[NUMBER] = number;
            values[REF] = at;
            values[BEFORE] = at - relation.earliest(ns);
            values[AFTER] = relation.latest(ns) - at;
            return RowFactory.create(values);
        });
    }

    /** Rows of {@link #PLACED} in order of time; yields rows of {@link #OUTPUT}. */
    public void accept(Row row, Consumer<Row> out) {
        int layer = row.getInt(NUMBER);
        if (row.isNullAt(SIDE)) {
            assembly.accept(passage(row, layer), request -> put(request, out));
        } else {
            accept(row, layer, out);
        }
        putDurations(out);
    }

    private void accept(Row row, int layer, Consumer<Row> out) {
        var signal = new Timeline.Signal(row.getLong(REF), row.getLong(BEFORE), row.getLong(AFTER), false);
        if (row.getString(SIDE).equals("begin")) {
            assembly.begin(layer, signal, request -> put(request, out));
        } else {
            assembly.end(layer, signal, request -> put(request, out));
        }
    }

    private static Passage passage(Row row, int layer) {
        return new Passage(
                layer,
                row.isNullAt(ORDINAL) ? OptionalLong.empty() : OptionalLong.of(row.getLong(ORDINAL)),
                Optional.ofNullable(row.getString(KEY)),
                Optional.ofNullable(row.getString(OP)),
                new Place(row.getString(DEVICE), row.getAs(SECTOR), row.getAs(BYTES)),
                row.getLong(REF),
                row.getLong(DUR),
                row.getLong(BEFORE),
                row.getLong(AFTER),
                new Passage.Marks(row.getBoolean(IN_WINDOW), row.getBoolean(TAINTED)));
    }

    private void put(Followed request, Consumer<Row> out) {
        var followed = rows.of(request);
        durations.told(request, followed.told());
        out.accept(RowFactory.create(followed.request(), null, null, null));
        followed.layers().forEach(layer -> out.accept(RowFactory.create(null, layer, null, null)));
    }

    private void putDurations(Consumer<Row> out) {
        durations.drain(pack -> out.accept(RowFactory.create(null, null, null, pack)));
    }

    /** To be called once, after the last row. */
    public void finish(Consumer<Row> out) {
        assembly.finish(request -> put(request, out));
        durations.finish();
        putDurations(out);
        for (int i = 1; i < nesting.layers().size(); i++) {
            if (assembly.free(i) > 0) {
                out.accept(RowFactory.create(null, null, unfollowed(i), null));
            }
        }
    }

    private Row unfollowed(int layer) {
        var held = nesting.layers().get(layer);
        var message = "%s: %d of %d spans belong to no request that %s tells"
                .formatted(
                        held.layer().name(),
                        assembly.free(layer),
                        assembly.found(layer),
                        nesting.layers().get(0).layer().name());
        return RowFactory.create(
                nesting.runId(),
                nesting.ingestId(),
                held.source().id(),
                null,
                IssueKind.UNMATCHED.id(),
                Severity.INFO.id(),
                assembly.free(layer),
                null,
                null,
                "analyze",
                message);
    }
}
