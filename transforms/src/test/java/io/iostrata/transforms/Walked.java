package io.iostrata.transforms;

import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.tables.ClockTable;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.transforms.walk.Arguments;
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

    private static Walked of(WalkInputs inputs, Map<SourceId, List<TraceEvent>> bySource) {
        var facts = new ArrayList<SourceFacts>();
        bySource.forEach((id, events) -> {
            var scan = new SourceScan(id, MODEL, ARGUMENTS, inputs.evidence(id.runId()));
            events.forEach(scan::accept);
            facts.add(scan.facts());
        });
        var plan = WalkPlan.of(MODEL, inputs, facts);
        var walked = new Walked();
        bySource.forEach((id, events) -> {
            var source = plan.find(id).orElseThrow();
            var rows = new WalkRows(source);
            var walk = new SourceWalk(source, ARGUMENTS);
            events.forEach(event -> walk.accept(event, (Found found) -> walked.rows.add(rows.of(found))));
            walk.finish(found -> walked.rows.add(rows.of(found)));
        });
        return walked;
    }

    private static Map<SourceId, List<TraceEvent>> bySource(String text) {
        var events = new LinkedHashMap<SourceId, List<TraceEvent>>();
        for (var row : TextTables.rows(EventTable.SCHEMA, text)) {
            var id = new SourceId(row.getAs("run_id"), row.getAs("source_id"));
            events.computeIfAbsent(id, source -> new ArrayList<>()).add(event(row));
        }
        return events;
    }

    private static TraceEvent event(Row row) {
        var args = ARGUMENTS.names().stream().map(name -> argument(row, name)).toArray();
        if (row.getAs("ts_ns") != null) {
            return new TraceEvent(row.getAs("event"), TraceEvent.Clocking.NS, row.getAs("ts_ns"), args);
        }
        return row.getAs("ts_raw") != null
                ? new TraceEvent(row.getAs("event"), TraceEvent.Clocking.TICKS, row.getAs("ts_raw"), args)
                : new TraceEvent(row.getAs("event"), TraceEvent.Clocking.NONE, 0, args);
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
