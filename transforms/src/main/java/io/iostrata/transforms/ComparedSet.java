package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.LEVEL;
import static io.iostrata.schemas.tables.ComparisonTable.NAME;
import static io.iostrata.schemas.tables.ComparisonTable.PAIRING;
import static io.iostrata.schemas.tables.Distribution.MEAN_NS;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SetBreakdownTable.DELTA_TO;
import static io.iostrata.transforms.ComparedRuns.CONFIG_RUN;
import static io.iostrata.transforms.ComparedRuns.LAYER;
import static io.iostrata.transforms.ComparedRuns.MEMBER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** What one set contributes: each run's figures to its own configuration, and own times to that of both their layers. */
record ComparedSet(MeasuredSet set, List<LayerPlace> places, RunLabels labels) {
    ComparedSet {
        places = List.copyOf(places);
    }

    /** Rows of {@link ComparedRuns#OF_SETS}. */
    Stream<Row> rows() {
        var rows = new ArrayList<TableRow>();
        set.layers().stream()
                .flatMap(layer -> layer.figures().stream())
                .forEach(figure -> rows.add(ofRun(figure, figure)));
        set.nested().forEach(layer -> ownTime(layer).ifPresent(rows::add));
        set.baseline()
                .ifPresent(baseline -> baseline.figures().forEach(figure -> rows.add(ofRun(figure, set.configRun()))));
        set.details(places).forEach(figure -> rows.add(ofRun(figure, figure)));
        return rows.stream().map(TableRow::row);
    }

    private TableRow ofRun(LayerFigure figure, LayerFigure configRun) {
        return new TableRow(ComparedRuns.OF_SETS)
                .set(CONFIG_RUN, configRun.runId())
                .set(LEVEL, figure.isBenchmark() ? "benchmark" : "layer")
                .set(NAME, figure.layer())
                .set(PAIRING, set.pairing())
                .set(MEMBER, figure.runId())
                .set(RUN_ID, figure.runId())
                .set(INGEST_ID, figure.ingestId())
                .set(LAYER, figure.layer())
                .set(MEAN_NS, figure.meanNs());
    }

    /** None where the two layers were measured under two configurations: the difference is neither's. */
    private Optional<TableRow> ownTime(MeasuredLayer layer) {
        return set.ownRun(layer, labels).map(run -> ownTime(layer, run));
    }

    private TableRow ownTime(MeasuredLayer layer, LayerFigure run) {
        return new TableRow(ComparedRuns.OF_SETS)
                .set(CONFIG_RUN, run.runId())
                .set(LEVEL, "layer_own")
                .set(NAME, layer.place().layer())
                .set(PAIRING, set.pairing())
                .set(MEMBER, set.setId() + "/" + run.runId())
                .set(RUN_ID, layer.first().runId())
                .set(INGEST_ID, layer.first().ingestId())
                .set(
                        DELTA_TO,
                        set.inner(layer).map(inner -> inner.place().layer()).orElse(null))
                .set(MEAN_NS, set.deltaNs(layer));
    }
}
