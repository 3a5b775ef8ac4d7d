package io.iostrata.jobs.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Query results as JSON. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static void print(Dataset<Row> rows, Appendable out) throws IOException {
        var names = rows.columns();
        var all = ResultFormat.begun(rows);
        out.append('[');
        var separator = "\n";
        for (; all.hasNext(); separator = ",\n") {
            out.append(separator).append(text(object(names, all.next())));
        }
        out.append("\n]\n");
    }

    /** A value of a cell as JSON text. */
    static String text(Object value) throws JsonProcessingException {
        return MAPPER.writeValueAsString(value);
    }

    private static Map<String, Object> object(String[] names, Row row) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < names.length; i++) {
            object.put(names[i], plain(row.get(i)));
        }
        return object;
    }

    /** What Jackson knows how to write: no Scala collections, no NaN, no exponents. */
    static Object plain(Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof BigDecimal number) {
            return new RawValue(number.toPlainString());
        }
        if (value instanceof Double number) {
            return number.isNaN() || number.isInfinite()
                    ? null
                    : new RawValue(BigDecimal.valueOf(number).toPlainString());
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            return map(scala.jdk.javaapi.CollectionConverters.asJava(map));
        }
        if (value instanceof scala.collection.Seq<?> list) {
            return list(scala.jdk.javaapi.CollectionConverters.asJava(list));
        }
        if (value instanceof Row row) {
            return row.schema() == null ? row.toString() : object(row.schema().fieldNames(), row);
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    private static Map<String, Object> map(Map<?, ?> map) {
        var plain = new java.util.TreeMap<String, Object>();
        map.forEach((key, value) -> plain.put(String.valueOf(key), plain(value)));
        return plain;
    }

    private static List<Object> list(List<?> list) {
        var plain = new ArrayList<Object>();
        list.forEach(value -> plain.add(plain(value)));
        return plain;
    }
}
