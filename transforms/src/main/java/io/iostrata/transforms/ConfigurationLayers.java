package io.iostrata.transforms;

import static io.iostrata.schemas.tables.LayerStatsTable.POSITION;
import static io.iostrata.schemas.tables.RunTable.CONFIG_ID;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.SET_ID;
import static io.iostrata.schemas.tables.SetBreakdownTable.CONTROL_NS;
import static io.iostrata.schemas.tables.SetBreakdownTable.CUMULATIVE_NS;
import static io.iostrata.schemas.tables.SetBreakdownTable.DELTA_NS;
import static io.iostrata.schemas.tables.SetBreakdownTable.DELTA_TO;
import static io.iostrata.schemas.tables.SetBreakdownTable.PAIRING;
import static io.iostrata.schemas.tables.SetBreakdownTable.RUNS;
import static io.iostrata.schemas.tables.SetBreakdownTable.RUN_ID;
import static io.iostrata.schemas.tables.SpanTable.LAYER;

import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.LayerBreakdownTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** The layers of one configuration under one pairing, over its sets. */
final class ConfigurationLayers {
    private final Map<Integer, List<Row>> byPosition;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<String> layers;
    private final Map<String, List<Row>> own;
    private final Map<String, Double> guestNs;
    private final Map<String, Double> hostNs;
    private final String ingestId;

    private ConfigurationLayers(List<Row> rows) {
        byPosition = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> SmallTables.int32(row, POSITION), TreeMap::new, Collectors.toList()));
        rows.forEach(row -> positions.put(SmallTables.text(row, LAYER), SmallTables.int32(row, POSITION)));
        layers = positions.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
        own = ownTimes();
        guestNs = cumulativeBySet(rows, LayerPlace.GUEST_BENCHMARK);
        hostNs = cumulativeBySet(rows, LayerPlace.HOST_BENCHMARK);
        ingestId = Digests.ingestId(
                rows.stream().map(row -> SmallTables.text(row, INGEST_ID)).toList());
    }

    /** @param rows of {@link LayerBreakdown#LABELLED_SETS}, of one configuration and pairing */
    static List<Row> of(List<Row> rows) {
        var layers = new ConfigurationLayers(rows);
        var overhead = ratio(layers.guestNs, layers.hostNs);
        return layers.byPosition.values().stream()
                .map(layer -> layers.layerRow(layer, overhead))
                .toList();
    }

    private Row layerRow(List<Row> sets, OptionalDouble overhead) {
        var first = sets.get(0);
        var withDelta = own.getOrDefault(SmallTables.text(first, LAYER), List.of());
        var inner = withDelta.stream().findFirst().flatMap(ConfigurationLayers::inner);
        return new TableRow(LayerBreakdownTable.SCHEMA)
                .set(LayerBreakdownTable.CONFIG, SmallTables.text(first, LayerBreakdownTable.CONFIG))
                .set(CONFIG_ID, SmallTables.text(first, CONFIG_ID))
                .set(INGEST_ID, ingestId)
                .set(PAIRING, SmallTables.text(first, PAIRING))
                .set(LAYER, SmallTables.text(first, LAYER))
                .set(POSITION, SmallTables.int32(first, POSITION))
                .set(LayerBreakdownTable.CUMULATIVE_NS, mean(sets, CUMULATIVE_NS))
                .set(LayerBreakdownTable.CONTROL_NS, mean(sets, CONTROL_NS))
                .set(LayerBreakdownTable.DELTA_NS, mean(withDelta, DELTA_NS))
                .set(LayerBreakdownTable.DELTA_TO, inner.orElse(null))
                .set(LayerBreakdownTable.SHARE_OF_TOTAL, ratio(bySet(withDelta, DELTA_NS), guestNs))
                .set(
                        LayerBreakdownTable.OVERHEAD_VS_BASELINE,
                        overhead.stream()
                                .map(ratio -> ratio - 1)
                                .boxed()
                                .findFirst()
                                .orElse(null))
                .set(LayerBreakdownTable.SETS, (long) sets.size())
                .set(LayerBreakdownTable.RUNS, runs(sets))
                .set(LayerBreakdownTable.DELTA_SETS, (long) withDelta.size())
                .row();
    }

    /** Of each layer on the way, the sets that took its own time from the layer that comes next. */
    private Map<String, List<Row>> ownTimes() {
        var commonest = new CommonestInner(layers);
        var way = new HashMap<String, List<Row>>();
        var at = outermost();
        while (at.isPresent()) {
            var timed = timed(at.get());
            var inner = commonest.of(
                    at.get(), timed.stream().map(ConfigurationLayers::inner).toList());
            way.put(
                    at.get(),
                    timed.stream().filter(set -> inner(set).equals(inner)).toList());
            at = inner;
        }
        return way;
    }

    /** Where most sets of several layers begin, of two places the outer one; failing such sets, the outermost layer. */
    private Optional<String> outermost() {
        var begins = layers.stream()
                .flatMap(layer -> timed(layer).stream())
                .collect(Collectors.toMap(
                        row -> SmallTables.text(row, SET_ID), List::of, (outer, inner) -> Stream.concat(
                                        outer.stream(), inner.stream())
                                .toList()))
                .values()
                .stream()
                .filter(ofSet -> ofSet.size() > 1)
                .map(ofSet -> Optional.of(SmallTables.text(ofSet.get(0), LAYER)))
                .toList();
        return new CommonestInner(layers).of("", begins).or(() -> layers.stream()
                .filter(layer -> !timed(layer).isEmpty())
                .findFirst());
    }

    private List<Row> timed(String layer) {
        return byPosition.get(positions.get(layer)).stream()
                .filter(set -> SmallTables.optionalNumber(set, DELTA_NS).isPresent())
                .toList();
    }

    private static Optional<String> inner(Row set) {
        return SmallTables.optionalText(set, DELTA_TO);
    }

    private static OptionalDouble mean(List<Row> sets, Field column) {
        return Means.unweighted(sets, set -> SmallTables.optionalNumber(set, column));
    }

    /** Mean over mean, of the sets that have both. */
    private static OptionalDouble ratio(Map<String, Double> above, Map<String, Double> below) {
        var both = above.keySet().stream().filter(below::containsKey).toList();
        var upper = Means.unweighted(both, set -> OptionalDouble.of(above.get(set)));
        var lower = Means.unweighted(both, set -> OptionalDouble.of(below.get(set)));
        return both.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(upper.getAsDouble() / lower.getAsDouble());
    }

    /** Distinct runs; sets may share the runs of a baseline, which are then named by the same first run. */
    private static long runs(List<Row> sets) {
        return sets.stream()
                .collect(Collectors.toMap(
                        set -> SmallTables.text(set, RUN_ID), set -> SmallTables.int64(set, RUNS), Math::max))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Map<String, Double> cumulativeBySet(List<Row> rows, String layer) {
        return bySet(
                rows.stream()
                        .filter(row -> SmallTables.text(row, LAYER).equals(layer))
                        .toList(),
                CUMULATIVE_NS);
    }

    private static Map<String, Double> bySet(List<Row> rows, Field column) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> SmallTables.text(row, SET_ID),
                        Collectors.averagingDouble(row -> SmallTables.number(row, column))));
    }
}
