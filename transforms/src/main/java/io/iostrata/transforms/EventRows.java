package io.iostrata.transforms;

import static io.iostrata.transforms.SparkSchemas.c;

import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.transforms.walk.Arguments;
import io.iostrata.transforms.walk.Scalars;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import io.iostrata.transforms.walk.TraceEvent;
import io.iostrata.transforms.walk.TraceEvent.Clocking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The events a model speaks of, with the arguments it looks at, and their reading in order, source by source. */
final class EventRows {
    private static final int RUN = 0;
    private static final int SOURCE = 1;
    private static final int EVENT = 2;
    private static final int NS = 3;
    private static final int RAW = 4;
    private static final int ARGUMENTS = 5;

    private EventRows() {}

    /** Partitions and order are those of the events. */
    static Dataset<Row> of(Dataset<Row> events, StackModel model) {
        var columns = new ArrayList<Column>();
        columns.add(c(RunTable.RUN_ID));
        columns.add(c(SourceTable.SOURCE_ID));
        columns.add(c(EventTable.EVENT));
        columns.add(c(EventTable.TS_NS));
        columns.add(c(EventTable.TS_RAW));
        Arguments.of(model).names().forEach(name -> columns.add(argument(name)));
        return events.where(c(EventTable.EVENT).isin(model.events().toArray())).select(columns.toArray(Column[]::new));
    }

    private static Column argument(String name) {
        return EventTable.SCHEMA.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .map(field -> field.type() == FieldType.STRING ? c(field) : c(field).cast("bigint"))
                .orElseGet(() -> functions.try_element_at(c(EventTable.ARGS), functions.lit(name)))
                .as("argument_" + name);
    }

    static SourceId source(Row row) {
        return new SourceId(row.getString(RUN), row.getInt(SOURCE));
    }

    static TraceEvent event(Row row) {
        var args = new Object[row.length() - ARGUMENTS];
        for (int i = 0; i < args.length; i++) {
            var value = row.get(ARGUMENTS + i);
            args[i] = value instanceof String text ? Scalars.of(text) : value;
        }
        if (!row.isNullAt(NS)) {
            return new TraceEvent(row.getString(EVENT), Clocking.NS, row.getLong(NS), args);
        }
        return row.isNullAt(RAW)
                ? new TraceEvent(row.getString(EVENT), Clocking.NONE, 0, args)
                : new TraceEvent(row.getString(EVENT), Clocking.TICKS, row.getLong(RAW), args);
    }

    /** One pass over one source: what it takes and what it yields, some at an event, some after the last. */
    interface Pass<T> {
        void accept(TraceEvent event, Consumer<T> out);

        void finish(Consumer<T> out);
    }

    /** The passes over the sources of a partition, one after the other; what they yield as it comes. */
    static <T> Iterator<T> walk(Iterator<Row> rows, Function<SourceId, Pass<T>> passes) {
        return new Walking<>(rows, passes);
    }

    private static final class Walking<T> implements Iterator<T> {
        private final Iterator<Row> rows;
        private final Function<SourceId, Pass<T>> passes;
        private final ArrayDeque<T> ready = new ArrayDeque<>();
        private final ArrayList<SourceId> current = new ArrayList<>(1);
        private final ArrayList<Pass<T>> pass = new ArrayList<>(1);

        private Walking(Iterator<Row> rows, Function<SourceId, Pass<T>> passes) {
            this.rows = rows;
            this.passes = passes;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && rows.hasNext()) {
                step(rows.next());
            }
            if (ready.isEmpty()) {
                finish();
            }
            return !ready.isEmpty();
        }

        private void step(Row row) {
            var source = source(row);
            if (!current.contains(source)) {
                finish();
                current.add(source);
                pass.add(passes.apply(source));
            }
            pass.get(0).accept(event(row), ready::add);
        }

        private void finish() {
            pass.forEach(each -> each.finish(ready::add));
            pass.clear();
            current.clear();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.poll();
        }
    }
}
