package io.iostrata.jobs.analyze;

import io.iostrata.jobs.UserError;
import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.transforms.Blocks;
import io.iostrata.transforms.Comparisons.Pair;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The blocks that runs of both sides belong to. */
final class PairedRuns {
    private static final int DAY = "2010-07-02".length();

    private PairedRuns() {}

    /**
     * By a config key; {@code set} and {@code date} where no run has a key of that name. A run without one of the other side
     * in its block has none.
     *
     * @param configurations of both sides
     */
    static Blocks of(String key, Dataset<Row> runs, Dataset<Row> configurations, Pair pair) {
        if (key.isEmpty()) {
            return Blocks.NONE;
        }
        var labels = configurations.collectAsList().stream()
                .collect(Collectors.groupingBy(
                        PairedRuns::run,
                        Collectors.mapping(
                                row -> row.<String>getAs(LayerBreakdownTable.CONFIG.name()), Collectors.toSet())));
        var compared = runs.collectAsList().stream()
                .filter(row -> labels.containsKey(run(row)))
                .toList();
        boolean isConfigKey = compared.stream().anyMatch(row -> config(row).containsKey(key));
        var byRun = new TreeMap<String, String>();
        compared.forEach(row -> block(row, key, isConfigKey).ifPresent(block -> byRun.put(run(row), block)));
        var both = Set.of(pair.baseline(), pair.candidate());
        var sides = sides(byRun, labels);
        byRun.values().removeIf(block -> !sides.get(block).containsAll(both));
        if (byRun.isEmpty()) {
            throw new UserError(
                    "Invalid --pair: %s (expected a config key, set or date that runs of both sides have in common)"
                            .formatted(key));
        }
        return new Blocks(key, byRun);
    }

    private static Map<String, Set<String>> sides(Map<String, String> byRun, Map<String, Set<String>> labels) {
        return byRun.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        Collectors.flatMapping(run -> labels.get(run.getKey()).stream(), Collectors.toSet())));
    }

    private static Optional<String> block(Row run, String key, boolean isConfigKey) {
        if (isConfigKey) {
            return Optional.ofNullable(config(run).get(key));
        }
        return switch (key) {
            case "set" -> Optional.of(run.<String>getAs(RunTable.SET_ID.name()));
            case "date" ->
                Optional.ofNullable(run.<String>getAs(RunTable.STARTED_AT.name()))
                        .filter(start -> start.length() >= DAY)
                        .map(start -> start.substring(0, DAY));
            default -> Optional.empty();
        };
    }

    private static Map<String, String> config(Row run) {
        return run.getJavaMap(run.fieldIndex(RunTable.CONFIG.name()));
    }

    private static String run(Row row) {
        return row.getAs(RunTable.RUN_ID.name());
    }
}
