package io.iostrata.transforms;

import static io.iostrata.schemas.tables.SetBreakdownTable.CONTROL_NS;
import static io.iostrata.schemas.tables.SetBreakdownTable.COUNT;
import static io.iostrata.schemas.tables.SetBreakdownTable.CUMULATIVE_NS;
import static io.iostrata.schemas.tables.SetBreakdownTable.DELTA_NS;
import static io.iostrata.schemas.tables.SetBreakdownTable.DELTA_TO;
import static io.iostrata.schemas.tables.SetBreakdownTable.OVERHEAD_VS_BASELINE;
import static io.iostrata.schemas.tables.SetBreakdownTable.PAIRING;
import static io.iostrata.schemas.tables.SetBreakdownTable.RUNS;
import static io.iostrata.schemas.tables.SetBreakdownTable.RUN_ID;
import static io.iostrata.schemas.tables.SetBreakdownTable.SHARE_OF_TOTAL;

import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SetBreakdownTable;
import io.iostrata.schemas.tables.SpanTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Layer means to the page's table, set by set: each layer's own time is its cumulative time minus the next inner layer's.
 * A set of host benchmarks alone has its baseline's row and no other.
 */
public final class SetBreakdown {
    private SetBreakdown() {}

    public static Dataset<Row> of(Dataset<Row> layerStats, Dataset<Row> runs, List<LayerPlace> places) {
        var layers = List.copyOf(places);
        return SmallTables.inOneTask(
                LayerFigure.table(layerStats, runs), SetBreakdownTable.SCHEMA, rows -> rows(rows, layers));
    }

    private static List<Row> rows(List<Row> figures, List<LayerPlace> places) {
        return MeasuredSets.of(figures, places).stream()
                .flatMap(SetBreakdown::rowsOf)
                .map(TableRow::row)
                .toList();
    }

    private static Stream<TableRow> rowsOf(MeasuredSet set) {
        var rows = new ArrayList<TableRow>();
        set.layers().forEach(layer -> rows.add(sumRow(set, layer)));
        set.baseline().ifPresent(baseline -> rows.add(row(set, baseline)));
        return rows.stream();
    }

    private static TableRow sumRow(MeasuredSet set, MeasuredLayer layer) {
        var row = row(set, layer);
        var deltaNs = set.deltaNs(layer);
        if (deltaNs.isEmpty()) {
            return row;
        }
        return row.set(DELTA_NS, deltaNs)
                .set(
                        DELTA_TO,
                        set.inner(layer).map(inner -> inner.place().layer()).orElse(null))
                .set(
                        SHARE_OF_TOTAL,
                        set.guestBenchmark()
                                .map(guest -> deltaNs.getAsDouble() / guest.cumulativeNs())
                                .orElse(null));
    }

    private static TableRow row(MeasuredSet set, MeasuredLayer layer) {
        return new TableRow(SetBreakdownTable.SCHEMA)
                .set(RunTable.SET_ID, set.setId())
                .set(RunTable.INGEST_ID, set.ingestId())
                .set(RunTable.CONFIG_ID, set.configId())
                .set(PAIRING, set.pairing())
                .set(SpanTable.LAYER, layer.place().layer())
                .set(LayerStatsTable.POSITION, layer.place().position())
                .set(CUMULATIVE_NS, layer.cumulativeNs())
                .set(CONTROL_NS, layer.first().isBenchmark() ? OptionalDouble.empty() : layer.controlNs())
                .set(OVERHEAD_VS_BASELINE, overhead(set))
                .set(COUNT, layer.count())
                .set(RUN_ID, layer.first().runId())
                .set(RUNS, (long) layer.figures().size());
    }

    private static OptionalDouble overhead(MeasuredSet set) {
        var guest = set.guestBenchmark();
        var host = set.baseline();
        return guest.isPresent() && host.isPresent()
                ? OptionalDouble.of(guest.get().cumulativeNs() / host.get().cumulativeNs() - 1)
                : OptionalDouble.empty();
    }
}
