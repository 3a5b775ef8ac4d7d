package io.iostrata.transforms;

import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.tables.ClockTable;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.transforms.walk.Arguments;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.Found;
import io.iostrata.transforms.walk.Scalars;
import io.iostrata.transforms.walk.SourceFacts;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import io.iostrata.transforms.walk.SourceScan;
import io.iostrata.transforms.walk.SourceWalk;
import io.iostrata.transforms.walk.TraceEvent;
import io.iostrata.transforms.walk.WalkInputs;
import io.iostrata.transforms.walk.WalkPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

/** Both passes over events written as text, without Spark: what {@link Walk} does, source by source. */
final class Walked {
    static final StackModel MODEL = StackModel.virtioBlk();
    static final Arguments ARGUMENTS = Arguments.of(MODEL);

    private final List<Row> rows = new ArrayList<>();

    private Walked() {}

    /** One run with one source of the host's ns clock, or several if the events say so. */
    static Walked of(String events) {
        return of("run_id\nr1", "source_id | clock | resolution_ns\n1 | host mono | 1", "kind\n", events);
    }

    static Walked of(String runs, String sources, String issues, String events) {
        var inputs = WalkTables.of(
                TextTables.rows(RunTable.SCHEMA, runs),
                TextTables.rows(SourceTable.SCHEMA, sources),
                TextTables.rows(IssueTable.SCHEMA, issues));
        return of(inputs, bySource(events));
    }

    private static Walked of(WalkInputs inputs, Map<SourceId, EventPage> bySource) {
        var facts = new ArrayList<SourceFacts>();
        bySource.forEach((id, page) -> {
            var scan = new SourceScan(id, MODEL, ARGUMENTS, inputs.evidence(id.runId()));
            page.forEach(scan::accept);
            facts.add(scan.facts());
        });
        var plan = WalkPlan.of(MODEL, inputs, facts);
        var walked = new Walked();
        bySource.forEach((id, page) -> {
            var source = plan.find(id).orElseThrow();
            var rows = new WalkRows(source);
            var walk = new SourceWalk(source, ARGUMENTS);
            page.forEach(event -> walk.accept(event, (Found found) -> walked.rows.add(rows.of(found))));
            walk.finish(found -> walked.rows.add(rows.of(found)));
        });
        return walked;
    }

    private static Map<SourceId, EventPage> bySource(String text) {
        var pages = new LinkedHashMap<SourceId, EventPage>();
        for (var row : TextTables.rows(EventTable.SCHEMA, text)) {
            var id = new SourceId(row.getAs("run_id"), row.getAs("source_id"));
            add(row, pages.computeIfAbsent(id, source -> new EventPage(source, ARGUMENTS)));
        }
        return pages;
    }

    private static void add(Row row, EventPage page) {
        int kind = ARGUMENTS.events().indexOf(row.<String>getAs("event"));
        if (kind < 0) {
            return;
        }
        int at = addStamp(row, kind, page);
        for (var name : ARGUMENTS.names()) {
            var value = argument(row, name);
            if (value != null) {
                page.cells(ARGUMENTS.places().get(name)).put(at, value);
            }
        }
    }

    private static int addStamp(Row row, int kind, EventPage page) {
        if (row.getAs("ts_ns") != null) {
            return page.add(kind, TraceEvent.Clocking.NS, row.getAs("ts_ns"));
        }
        return row.getAs("ts_raw") != null
                ? page.add(kind, TraceEvent.Clocking.TICKS, row.getAs("ts_raw"))
                : page.add(kind, TraceEvent.Clocking.NONE, 0);
    }

    private static Object argument(Row row, String name) {
        boolean column = EventTable.SCHEMA.fields().stream()
                .anyMatch(field -> field.name().equals(name));
        Object value = column
                ? row.getAs(name)
                : row.getJavaMap(row.fieldIndex("args")).get(name);
        if (value instanceof Integer number) {
            return number.longValue();
        }
        return value instanceof String text ? Scalars.of(text) : value;
    }

    List<Row> spans() {
        return part(0);
    }

    List<Row> stages() {
        return part(1);
    }

    List<Row> pairings() {
        return part(2);
    }

    /** Passages without a span, a line each. */
    List<String> unseen() {
        return part(9).stream()
                .map(row -> "%s %s before %d%s: %s, %d to %s"
                        .formatted(
                                row.getString(2),
                                row.getString(4),
                                row.getLong(5),
                                row.getBoolean(9) ? "" : ", not the benchmark's",
                                row.getLong(6) == 0 ? "any number" : row.getLong(6),
                                row.getLong(7),
                                row.isNullAt(8) ? "any time" : row.getLong(8)))
                .toList();
    }

    List<Row> issues() {
        return part(3);
    }

    List<Row> clocks() {
        return part(4);
    }

    /** The first row of a clock, its columns by name. */
    Optional<Row> clock(String name) {
        return clocks().stream()
                .filter(row -> row.get(2).equals(name))
                .<Row>map(row -> new GenericRowWithSchema(
                        IntStream.range(0, row.size()).mapToObj(row::get).toArray(),
                        SparkSchemas.struct(ClockTable.SCHEMA)))
                .findFirst();
    }

    private List<Row> part(int column) {
        return rows.stream()
                .map(row -> row.<Row>getAs(column))
                .filter(Objects::nonNull)
                .toList();
    }
}
