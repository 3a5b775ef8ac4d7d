package io.iostrata.jobs.publish;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/** Rows into a table of a database, many with one statement. Maps come as JSON. */
final class RowInserts {
    /** PostgreSQL takes no more than 65,535. */
    private static final int PARAMETERS = 4000;

    private final Connection connection;
    private final TableDefinition table;

    RowInserts(Connection connection, TableDefinition table) {
        this.connection = connection;
        this.table = table;
    }

    /** Inserts all; returns how many. */
    long insert(Iterator<Row> rows) throws SQLException {
        int atOnce = Math.max(1, PARAMETERS / table.schema().fields().size());
        long count = 0;
        try (var full = connection.prepareStatement(table.insert(atOnce))) {
            var batch = new ArrayList<Row>(atOnce);
            for (; rows.hasNext(); count++) {
                batch.add(rows.next());
                if (batch.size() == atOnce) {
                    execute(full, batch);
                    batch.clear();
                }
            }
            if (!batch.isEmpty()) {
                try (var rest = connection.prepareStatement(table.insert(batch.size()))) {
                    execute(rest, batch);
                }
            }
        }
        return count;
    }

    private void execute(PreparedStatement statement, List<Row> rows) throws SQLException {
        int parameter = 1;
        for (var row : rows) {
            int column = 0;
            for (var field : table.schema().fields()) {
                bind(statement, parameter++, field, row.get(column++));
            }
        }
        statement.executeUpdate();
    }

    private static void bind(PreparedStatement statement, int parameter, Field field, Object value)
            throws SQLException {
        if (value == null) {
            statement.setObject(parameter, null);
        } else if (field.type() == FieldType.STRING || field.type() == FieldType.STRING_MAP) {
            statement.setString(parameter, storable(value.toString()));
        } else if (field.type() == FieldType.BINARY) {
            statement.setBytes(parameter, (byte[]) value);
        } else if (field.type() == FieldType.DECIMAL38) {
            statement.setBigDecimal(parameter, (BigDecimal) value);
        } else {
            statement.setObject(parameter, value);
        }
    }

    /** PostgreSQL's texts have no character 0: the sign for what cannot be shown is in its place, in JSON too. */
    private static String storable(String text) {
        return text.replace('\0', '\ufffd').replace("\\u0000", "\\ufffd");
    }
}
