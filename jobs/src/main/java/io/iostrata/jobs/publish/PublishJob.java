package io.iostrata.jobs.publish;

import io.iostrata.jobs.Progress;
import io.iostrata.jobs.UserError;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.transforms.SparkSchemas;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Tables of a lake into a database, in one transaction: who reads meanwhile reads what was there before. Only runs whose
 * rows changed are sent again, and those that are gone are removed.
 */
public final class PublishJob {
    private final Lake lake;
    private final PublishOptions options;
    private final Progress progress;
    private final Dialect dialect;

    public PublishJob(Lake lake, PublishOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
        this.dialect = Dialect.of(options.url());
    }

    /** What was done to one table. */
    public record Published(String table, int changed, int gone, long rows) {}

    /** What to do where the schema holds another lake. */
    public enum OtherLake {
        REFUSE,
        REPLACE
    }

    public List<Published> run(OtherLake otherLake) {
        try (var connection = dialect.connect(options.url(), options.credentials())) {
            try {
                return publish(connection, otherLake);
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            }
        } catch (SQLException failed) {
            throw new UserError("the database says: " + failed.getMessage());
        }
    }

    private List<Published> publish(Connection connection, OtherLake otherLake) throws SQLException {
        var publications = new Publications(connection, dialect, options.schemaName());
        define(connection, publications.statements());
        for (var schema : options.tables()) {
            define(connection, new TableDefinition(dialect, options.schemaName(), schema).statements());
        }
        connection.commit();
        publications.lock();
        requireLake(publications, otherLake);
        var published = new ArrayList<Published>();
        for (var schema : options.tables()) {
            progress.phase("publishing " + schema.name(), 0);
            published.add(publish(schema, connection, publications));
        }
        connection.commit();
        return published;
    }

    private void requireLake(Publications publications, OtherLake otherLake) throws SQLException {
        var identity = lake.iceberg(RunTable.SCHEMA).uuid().toString();
        var there = publications.lakes();
        if (!there.isEmpty() && !there.contains(identity) && otherLake == OtherLake.REFUSE) {
            throw new UserError("schema " + options.schemaName()
                    + " of the database holds another lake (expected another --schema, or --replace)");
        }
        publications.replaceLake(identity);
    }

    private Published publish(TableSchema schema, Connection connection, Publications publications)
            throws SQLException {
        var rows = lake.shown(schema);
        var now = RowDigests.of(rows, schema);
        var before = publications.of(schema.name());
        var changed = new HashMap<>(now);
        changed.entrySet().removeAll(before.entrySet());
        Set<String> gone = new HashSet<>(before.keySet());
        gone.removeAll(now.keySet());
        var stale = new HashSet<>(gone);
        stale.addAll(changed.keySet());
        var table = new TableDefinition(dialect, options.schemaName(), schema);
        delete(connection, table, stale);
        publications.remove(schema.name(), stale);
        long count = changed.isEmpty()
                ? 0
                : new RowInserts(connection, table)
                        .insert(sent(rows, schema, changed.keySet()).toLocalIterator());
        publications.add(schema.name(), changed);
        return new Published(schema.name(), changed.size(), gone.size(), count);
    }

    private static Dataset<Row> sent(Dataset<Row> rows, TableSchema schema, Collection<String> runs) {
        return rows.where(RowDigests.runId(schema).isin(runs.toArray()))
                .select(schema.fields().stream().map(PublishJob::sendable).toArray(Column[]::new));
    }

    private static Column sendable(Field field) {
        var column = SparkSchemas.c(field);
        return field.type() == FieldType.STRING_MAP ? functions.to_json(column).as(field.name()) : column;
    }

    private static void delete(Connection connection, TableDefinition table, Set<String> runs) throws SQLException {
        if (runs.isEmpty()) {
            return;
        }
        if (runs.contains(RowDigests.ALL_RUNS)) {
            define(connection, List.of("DELETE FROM " + table.name()));
            return;
        }
        try (var delete = connection.prepareStatement(
                "DELETE FROM " + table.name() + " WHERE " + RunTable.RUN_ID.name() + " = ?")) {
            for (var run : runs) {
                delete.setString(1, run);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private static void define(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
