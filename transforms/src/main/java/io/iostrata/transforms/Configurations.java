package io.iostrata.transforms;

import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.schemas.tables.RunTable.CONFIG_ID;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;

import io.iostrata.schemas.config.Configuration;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.RunTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which configuration each run belongs to, and its label. A run on the bare host is the baseline of configurations and
 * belongs to none, unless there are no others.
 */
public final class Configurations {
    static final Field OTHER_KEYS = Field.required(
            "other_keys",
            FieldType.STRING_MAP,
            "The run's configuration less the keys configurations are compared by.");

    /** One row per run and configuration it belongs to. */
    static final TableSchema SCHEMA =
            TableSchema.of("configurations", "run and configuration", RUN_ID, INGEST_ID, CONFIG_ID, CONFIG, OTHER_KEYS);

    private static final String WHERE = "where";

    private Configurations() {}

    /** Runs by their whole configuration, labelled by the keys that differ among them. */
    public static Dataset<Row> byDifference(Dataset<Row> runs) {
        return SmallTables.inOneTask(columns(runs), SCHEMA, rows -> labelledByDifference(stackRuns(rows)));
    }

    /** Runs by those config keys alone. */
    public static Dataset<Row> by(Dataset<Row> runs, List<String> keys) {
        var shown = List.copyOf(keys);
        return SmallTables.inOneTask(columns(runs), SCHEMA, rows -> labelledBy(stackRuns(rows), new TreeSet<>(shown)));
    }

    /**
     * Runs by the selections they match; a run may match several. The selected keys, and those of {@code by}, are what is
     * compared.
     *
     * @param selections config keys and the values a run must have
     */
    public static Dataset<Row> selected(Dataset<Row> runs, List<Map<String, String>> selections, List<String> by) {
        var copies = new ArrayList<>(selections.stream().map(TreeMap::new).toList());
        var compared = new TreeSet<>(by);
        copies.forEach(selection -> compared.addAll(selection.keySet()));
        return SmallTables.inOneTask(columns(runs), SCHEMA, rows -> copies.stream()
                .flatMap(selection ->
                        bySelection(compared.contains(WHERE) ? rows : stackRuns(rows), selection, compared))
                .toList());
    }

    /** Label of a selection: {@code aio=native, memset=false}. */
    public static String label(Map<String, String> selection) {
        var keys = new TreeMap<>(selection);
        return new Configuration(keys).label(new TreeSet<>(keys.keySet()));
    }

    private static Dataset<Row> columns(Dataset<Row> runs) {
        return runs.select(RUN_ID.name(), INGEST_ID.name(), RunTable.CONFIG.name());
    }

    private static List<Row> stackRuns(List<Row> runs) {
        var ofStack = runs.stream()
                .filter(run -> !"host".equals(config(run).get(WHERE)))
                .toList();
        return ofStack.isEmpty() ? runs : ofStack;
    }

    private static List<Row> labelledByDifference(List<Row> runs) {
        var configurations = runs.stream()
                .map(run -> Configuration.of(config(run)))
                .distinct()
                .toList();
        var differing = Configuration.differing(configurations);
        return runs.stream()
                .map(run -> row(run, Configuration.of(config(run)), differing, differing))
                .toList();
    }

    private static List<Row> labelledBy(List<Row> runs, SortedSet<String> keys) {
        return runs.stream()
                .map(run -> row(run, Configuration.by(config(run), keys), keys, keys))
                .toList();
    }

    private static Stream<Row> bySelection(List<Row> runs, Map<String, String> selection, Collection<String> compared) {
        var keys = new TreeSet<>(selection.keySet());
        return runs.stream()
                .filter(run -> config(run).entrySet().containsAll(selection.entrySet()))
                .map(run -> row(run, Configuration.by(config(run), keys), keys, compared));
    }

    private static Row row(Row run, Configuration configuration, SortedSet<String> shown, Collection<String> compared) {
        var others = new TreeMap<>(Configuration.of(config(run)).keys());
        others.keySet().removeAll(compared);
        return new TableRow(SCHEMA)
                .set(RUN_ID, SmallTables.text(run, RUN_ID))
                .set(INGEST_ID, SmallTables.text(run, INGEST_ID))
                .set(CONFIG_ID, configuration.id())
                .set(CONFIG, configuration.label(shown))
                .set(OTHER_KEYS, others)
                .row();
    }

    private static Map<String, String> config(Row run) {
        return SmallTables.map(run, RunTable.CONFIG);
    }
}
