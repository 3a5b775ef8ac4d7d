package io.iostrata.ingest.arrow;

import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The columns of {@code events} that a raw file has by itself, as Arrow sees them. Numbers are signed: pointers and other
 * u64 are their bits. Each field carries its line of documentation as metadata {@code comment}.
 */
public final class EventSchema {
    /** What a lake adds to the events of a file. */
    private static final Set<io.iostrata.schemas.table.Field> OF_THE_LAKE =
            Set.of(RunTable.RUN_ID, RunTable.INGEST_ID, SourceTable.SOURCE_ID);

    /** The columns, in the order of the table. */
    public static final List<io.iostrata.schemas.table.Field> COLUMNS = EventTable.SCHEMA.fields().stream()
            .filter(field -> !OF_THE_LAKE.contains(field))
            .toList();

    public static final Schema SCHEMA =
            new Schema(COLUMNS.stream().map(EventSchema::field).toList());

    private EventSchema() {}

    private static Field field(io.iostrata.schemas.table.Field column) {
        var type = new org.apache.arrow.vector.types.pojo.FieldType(
                column.isOptional(), type(column.type()), null, Map.of("comment", column.doc()));
        return new Field(column.name(), type, column.type() == FieldType.STRING_MAP ? List.of(entries()) : List.of());
    }

    private static ArrowType type(FieldType type) {
        return switch (type) {
            case INT32 -> new ArrowType.Int(32, true);
            case INT64 -> new ArrowType.Int(64, true);
            case STRING -> ArrowType.Utf8.INSTANCE;
            case STRING_MAP -> new ArrowType.Map(false);
            case DOUBLE, BOOLEAN, DECIMAL38, BINARY ->
                throw new IllegalArgumentException("Invalid type of an event's column: " + type);
        };
    }

    private static Field entries() {
        return new Field(
                MapVector.DATA_VECTOR_NAME,
                org.apache.arrow.vector.types.pojo.FieldType.notNullable(ArrowType.Struct.INSTANCE),
                List.of(text(MapVector.KEY_NAME), text(MapVector.VALUE_NAME)));
    }

    private static Field text(String name) {
        return new Field(
                name, org.apache.arrow.vector.types.pojo.FieldType.notNullable(ArrowType.Utf8.INSTANCE), List.of());
    }
}
