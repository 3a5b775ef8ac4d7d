package io.iostrata.jobs.server;

import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.List;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.Text;

/** The types of the lake's columns as JDBC and ODBC name them. */
final class SqlTypes {
    static final List<SqlType> ALL = List.of(
            new SqlType("BOOLEAN", Types.BOOLEAN, 1, ""),
            new SqlType("INT", Types.INTEGER, 10, ""),
            new SqlType("BIGINT", Types.BIGINT, 19, ""),
            new SqlType("DOUBLE", Types.DOUBLE, 15, ""),
            new SqlType("DECIMAL", Types.DECIMAL, 38, ""),
            new SqlType("STRING", Types.VARCHAR, Integer.MAX_VALUE, "'"),
            new SqlType("BINARY", Types.VARBINARY, Integer.MAX_VALUE, "X'"),
            new SqlType("MAP", Types.OTHER, Integer.MAX_VALUE, ""));

    private SqlTypes() {}

    /**
     * @param code of {@link Types}, which Flight SQL's codes follow
     * @param size digits, or characters
     * @param prefix of a literal; empty for none
     */
    record SqlType(String name, int code, int size, String prefix) {
        void write(VectorSchemaRoot root, int row) {
            text(root, "type_name", row, name);
            number(root, "data_type", row, code);
            number(root, "column_size", row, size);
            if (!prefix.isEmpty()) {
                text(root, "literal_prefix", row, prefix);
                text(root, "literal_suffix", row, "'");
            }
            number(root, "nullable", row, DatabaseMetaData.typeNullable);
            flag(root, "case_sensitive", row, code == Types.VARCHAR);
            number(root, "searchable", row, DatabaseMetaData.typeSearchable);
            flag(root, "unsigned_attribute", row, false);
            flag(root, "fixed_prec_scale", row, false);
            number(root, "sql_data_type", row, code);
        }

        private static void text(VectorSchemaRoot root, String column, int row, String value) {
            ((VarCharVector) root.getVector(column)).setSafe(row, new Text(value));
        }

        private static void number(VectorSchemaRoot root, String column, int row, int value) {
            ((IntVector) root.getVector(column)).setSafe(row, value);
        }

        private static void flag(VectorSchemaRoot root, String column, int row, boolean value) {
            ((BitVector) root.getVector(column)).setSafe(row, value ? 1 : 0);
        }
    }
}
