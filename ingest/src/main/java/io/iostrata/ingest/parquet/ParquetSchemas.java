package io.iostrata.ingest.parquet;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** Parquet schemas of tables: the same columns in the same order, with the field ids they are known by. */
public final class ParquetSchemas {
    private static final int DECIMAL38_BYTES = 16;

    private ParquetSchemas() {}

    /** Ids are by column name, of a map's key and value by {@code column.key} and {@code column.value}. */
    public static MessageType of(TableSchema table, Map<String, Integer> fieldIds) {
        var message = Types.buildMessage();
        table.fields().forEach(field -> message.addField(column(field, fieldIds)));
        return message.named(table.name());
    }

    private static Type column(Field field, Map<String, Integer> fieldIds) {
        var repetition = field.isOptional() ? Repetition.OPTIONAL : Repetition.REQUIRED;
        var type = field.type() == FieldType.STRING_MAP
                ? stringMap(field.name(), repetition, fieldIds)
                : primitive(field.type(), repetition).named(field.name());
        return identified(type, field.name(), fieldIds);
    }

    private static Types.PrimitiveBuilder<? extends Type> primitive(FieldType type, Repetition repetition) {
        return switch (type) {
            case STRING -> Types.primitive(PrimitiveTypeName.BINARY, repetition).as(LogicalTypeAnnotation.stringType());
            case INT32 -> Types.primitive(PrimitiveTypeName.INT32, repetition);
            case INT64 -> Types.primitive(PrimitiveTypeName.INT64, repetition);
            case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition);
            case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition);
            case DECIMAL38 ->
                Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
                        .length(DECIMAL38_BYTES)
                        .as(LogicalTypeAnnotation.decimalType(0, 38));
            case BINARY -> Types.primitive(PrimitiveTypeName.BINARY, repetition);
            case STRING_MAP -> throw new IllegalArgumentException("Invalid primitive: " + type + " (a map is a group)");
        };
    }

    private static Type stringMap(String name, Repetition repetition, Map<String, Integer> fieldIds) {
        var key = primitive(FieldType.STRING, Repetition.REQUIRED).named("key");
        var value = primitive(FieldType.STRING, Repetition.REQUIRED).named("value");
        var entries = Types.repeatedGroup()
                .addField(identified(key, name + ".key", fieldIds))
                .addField(identified(value, name + ".value", fieldIds))
                .named("key_value");
        return Types.buildGroup(repetition)
                .as(LogicalTypeAnnotation.mapType())
                .addField(entries)
                .named(name);
    }

    private static Type identified(Type type, String name, Map<String, Integer> fieldIds) {
        return fieldIds.containsKey(name) ? type.withId(fieldIds.get(name)) : type;
    }
}
