package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.BASELINE;
import static io.iostrata.schemas.tables.ComparisonTable.CANDIDATE;
import static io.iostrata.schemas.tables.ComparisonTable.CONFOUNDERS;
import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;

import io.iostrata.schemas.config.Configuration;
import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.transforms.Comparisons.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The pairs of configurations to compare, one row for each side. A confounder is a key not compared that is not the same in
 * all runs of both sides.
 */
final class ComparedSides {
    static final String BASELINE_SIDE = "baseline";
    static final String CANDIDATE_SIDE = "candidate";
    static final Field SIDE = Field.required("side", FieldType.STRING, "Which of the pair config is.");

    private static final TableSchema SCHEMA = TableSchema.of(
            "compared_sides", "pair and side", BASELINE, CANDIDATE, INGEST_ID, CONFOUNDERS, SIDE, CONFIG);

    private ComparedSides() {}

    static Dataset<Row> ofEveryPair(Dataset<Row> configurations) {
        return SmallTables.inOneTask(configurations, SCHEMA, rows -> {
            var sides = sides(rows);
            return rows(sides, everyPair(List.copyOf(sides.keySet())));
        });
    }

    static Dataset<Row> ofPair(Dataset<Row> configurations, Pair pair) {
        String baseline = pair.baseline();
        String candidate = pair.candidate();
        return SmallTables.inOneTask(
                configurations, SCHEMA, rows -> rows(sides(rows), Stream.of(new Pair(baseline, candidate))));
    }

    private static SortedMap<String, Side> sides(List<Row> configurations) {
        return configurations.stream()
                .collect(Collectors.groupingBy(
                        row -> SmallTables.text(row, CONFIG),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), Side::of)));
    }

    private static Stream<Pair> everyPair(List<String> labels) {
        return labels.stream().flatMap(baseline -> labels.stream()
                .filter(candidate -> baseline.compareTo(candidate) < 0)
                .map(candidate -> new Pair(baseline, candidate)));
    }

    private static List<Row> rows(SortedMap<String, Side> sides, Stream<Pair> pairs) {
        Function<String, Side> find = label -> sides.getOrDefault(label, new Side(Set.of(), Set.of()));
        var rows = new ArrayList<Row>();
        pairs.forEach(pair -> {
            var both = find.apply(pair.baseline()).and(find.apply(pair.candidate()));
            rows.add(row(pair, both, BASELINE_SIDE, pair.baseline()));
            rows.add(row(pair, both, CANDIDATE_SIDE, pair.candidate()));
        });
        return rows;
    }

    private static Row row(Pair pair, Side both, String side, String config) {
        var confounders = Configuration.differing(both.otherKeys);
        return new TableRow(SCHEMA)
                .set(BASELINE, pair.baseline())
                .set(CANDIDATE, pair.candidate())
                .set(INGEST_ID, Digests.ingestId(both.ingestIds))
                .set(CONFOUNDERS, confounders.isEmpty() ? null : String.join(",", confounders))
                .set(SIDE, side)
                .set(CONFIG, config)
                .row();
    }

    /** What the runs of a configuration came from, and what else they were. */
    private record Side(Set<String> ingestIds, Set<Configuration> otherKeys) {
        private static Side of(List<Row> runs) {
            return new Side(
                    runs.stream()
                            .map(run -> SmallTables.text(run, INGEST_ID))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    runs.stream()
                            .map(run ->
                                    new Configuration(new TreeMap<>(SmallTables.map(run, Configurations.OTHER_KEYS))))
                            .collect(Collectors.toSet()));
        }

        private Side and(Side other) {
            var ids = new TreeSet<>(ingestIds);
            ids.addAll(other.ingestIds);
            var keys = new HashSet<>(otherKeys);
            keys.addAll(other.otherKeys);
            return new Side(ids, keys);
        }
    }
}
