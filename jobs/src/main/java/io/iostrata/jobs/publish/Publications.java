package io.iostrata.jobs.publish;

import io.iostrata.schemas.table.FieldType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What of a lake is in a database: a digest for each table and run, in a table beside the others. */
final class Publications {
    private static final String LAKE = "lake";

    private final Connection connection;
    private final Dialect dialect;
    private final String schemaName;

    Publications(Connection connection, Dialect dialect, String schemaName) {
        this.connection = connection;
        this.dialect = dialect;
        this.schemaName = schemaName;
    }

    List<String> statements() {
        return List.of(
                "CREATE SCHEMA IF NOT EXISTS " + schemaName,
                ("CREATE TABLE IF NOT EXISTS %s (table_name VARCHAR(63) NOT NULL, run_id %s NOT NULL,"
                                + " digest VARCHAR(120) NOT NULL)")
                        .formatted(name(), dialect.type(FieldType.STRING)),
                "COMMENT ON TABLE " + name()
                        + " IS 'What iostrata publish wrote: by it the next one sees what changed.'");
    }

    /** Lets one publication at a time go on, until it commits. */
    void lock() throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            try (var statement = connection.createStatement()) {
                statement.execute("LOCK TABLE " + name() + " IN EXCLUSIVE MODE");
            }
        }
    }

    /** Digests of a table by run. */
    Map<String, String> of(String table) throws SQLException {
        var digests = new HashMap<String, String>();
        try (var query =
                connection.prepareStatement("SELECT run_id, digest FROM " + name() + " WHERE table_name = ?")) {
            query.setString(1, table);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    digests.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return digests;
    }

    /** Identities of the lakes that are published here: none or one. */
    Collection<String> lakes() throws SQLException {
        return of(LAKE).keySet();
    }

    void replaceLake(String identity) throws SQLException {
        remove(LAKE, lakes());
        add(LAKE, Map.of(identity, ""));
    }

    void remove(String table, Collection<String> runs) throws SQLException {
        try (var delete =
                connection.prepareStatement("DELETE FROM " + name() + " WHERE table_name = ? AND run_id = ?")) {
            for (var run : runs) {
                delete.setString(1, table);
                delete.setString(2, run);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    void add(String table, Map<String, String> digests) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO " + name() + " VALUES (?, ?, ?)")) {
            for (var digest : digests.entrySet()) {
                insert.setString(1, table);
                insert.setString(2, digest.getKey());
                insert.setString(3, digest.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private String name() {
        return schemaName + ".iostrata_published";
    }
}
