package io.iostrata.transforms;

import static io.iostrata.transforms.SparkSchemas.c;

import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.transforms.Groups.Pass;
import io.iostrata.transforms.walk.Arguments;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import io.iostrata.transforms.walk.TraceEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The events a model speaks of, in pages, and their reading in order, source by source. */
public final class EventPages {
    private EventPages() {}

    /** Between two steps of one task pages pass as they are; only over a shuffle are they written and read. */
    public static Encoder<EventPage> encoder() {
        return Encoders.javaSerialization(EventPage.class);
    }

    /** Rows of the events table as pages. Partitions and order are those of the events. */
    public static Dataset<EventPage> of(Dataset<Row> events, StackModel model) {
        var arguments = Arguments.of(model);
        var columns = new ArrayList<Column>();
        columns.add(c(RunTable.RUN_ID));
        columns.add(c(SourceTable.SOURCE_ID));
        columns.add(c(EventTable.EVENT));
        columns.add(c(EventTable.TS_NS));
        columns.add(c(EventTable.TS_RAW));
        arguments.names().forEach(name -> columns.add(argument(name)));
        MapPartitionsFunction<Row, EventPage> paged = rows -> new PagedRows(rows, arguments);
        return events.where(c(EventTable.EVENT).isin(model.events().toArray()))
                .select(columns.toArray(Column[]::new))
                .mapPartitions(paged, encoder());
    }

    private static Column argument(String name) {
        return EventTable.SCHEMA.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .map(field -> field.type() == FieldType.STRING ? c(field) : c(field).cast("bigint"))
                .orElseGet(() -> functions.try_element_at(c(EventTable.ARGS), functions.lit(name)))
                .as("argument_" + name);
    }

    /** The passes over the sources of a partition, one after the other; what they yield as it comes. */
    static <T> Iterator<T> walk(Iterator<EventPage> pages, Function<SourceId, Pass<TraceEvent, T>> passes) {
        return Groups.walk(pages, EventPage::source, source -> ofPages(passes.apply(source)));
    }

    private static <T> Pass<EventPage, T> ofPages(Pass<TraceEvent, T> pass) {
        return new Pass<>() {
            @Override
            public void accept(EventPage page, Consumer<T> out) {
                page.forEach(event -> pass.accept(event, out));
            }

            @Override
            public void finish(Consumer<T> out) {
                pass.finish(out);
            }
        };
    }
}
