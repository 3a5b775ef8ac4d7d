package io.iostrata.jobs.publish;

import io.iostrata.jobs.UserError;
import io.iostrata.schemas.table.FieldType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;

/** What databases call the types of columns. */
public enum Dialect {
    POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver", "TEXT", "BYTEA", "JSONB"),
    DUCKDB("jdbc:duckdb:", "org.duckdb.DuckDBDriver", "VARCHAR", "BLOB", "JSON");

    private final String prefix;
    private final String driver;
    private final String text;
    private final String binary;
    private final String json;

    Dialect(String prefix, String driver, String text, String binary, String json) {
        this.prefix = prefix;
        this.driver = driver;
        this.text = text;
        this.binary = binary;
        this.json = json;
    }

    /** That of a URL. */
    public static Dialect of(String url) {
        return Arrays.stream(values())
                .filter(dialect -> url.startsWith(dialect.prefix))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "Invalid --jdbc-url: expected jdbc:postgresql://HOST/DATABASE or jdbc:duckdb:FILE"));
    }

    /** A connection that commits when it is told to. */
    Connection connect(String url, Properties credentials) throws SQLException {
        try {
            // On a cluster the jobs' class loader has it, not that of the JVM.
            Class.forName(driver);
        } catch (ClassNotFoundException missing) {
            throw new SQLException("no driver " + driver + " on the class path", missing);
        }
        var connection = DriverManager.getConnection(url, credentials);
        connection.setAutoCommit(false);
        return connection;
    }

    String type(FieldType type) {
        return switch (type) {
            case STRING -> text;
            case INT32 -> "INTEGER";
            case INT64 -> "BIGINT";
            case DOUBLE -> "DOUBLE PRECISION";
            case BOOLEAN -> "BOOLEAN";
            case DECIMAL38 -> "NUMERIC(38,0)";
            case BINARY -> binary;
            case STRING_MAP -> json;
        };
    }

    /** A value to be bound: a map comes as the text of a JSON object. */
    String parameter(FieldType type) {
        return type == FieldType.STRING_MAP ? "CAST(? AS " + json + ")" : "?";
    }
}
