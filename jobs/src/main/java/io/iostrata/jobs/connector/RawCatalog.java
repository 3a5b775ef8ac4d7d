package io.iostrata.jobs.connector;

import io.iostrata.jobs.UserError;
import io.iostrata.jobs.archive.Archives;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Raw files in SQL, as tables named by their paths: <code>iostrata.`runs/qemu.trace`</code> are its events,
 * <code>iostrata.`runs/qemu.trace`.issues</code> what is to be said of it. A name that is no path is a table of namespace
 * {@code iostrata} of the session's own catalog, if there is one.
 *
 * <p>Registered by {@code spark.sql.catalog.iostrata = io.iostrata.jobs.connector.RawCatalog}; options of all its tables
 * by {@code spark.sql.catalog.iostrata.trace-events} and the like.
 */
public final class RawCatalog implements TableCatalog {
    public static final String NAME = "iostrata";

    private String name = NAME;
    private Map<String, String> options = Map.of();

    @Override
    public void initialize(String called, CaseInsensitiveStringMap given) {
        name = called;
        options = Map.copyOf(given.asCaseSensitiveMap());
    }

    @Override
    public String name() {
        return name;
    }

    /** None: what files there are is the file system's to say. */
    @Override
    public Identifier[] listTables(String[] namespace) {
        return new Identifier[0];
    }

    @Override
    public Table loadTable(Identifier table) throws NoSuchTableException {
        var parts = table.namespace();
        if (parts.length > 1) {
            throw new NoSuchTableException(table);
        }
        var path = parts.length == 0 ? table.name() : parts[0];
        if (new RawPaths(new Archives()).found(path).isEmpty()) {
            return elsewhere(table, path);
        }
        var all = new HashMap<>(options);
        all.put(RawOptions.PATH, path);
        if (parts.length == 1) {
            all.put(RawOptions.TABLE, table.name());
        }
        return new RawTable(all);
    }

    @Override
    public Table alterTable(Identifier table, TableChange... changes) {
        throw readOnly();
    }

    @Override
    public boolean dropTable(Identifier table) {
        throw readOnly();
    }

    @Override
    public void renameTable(Identifier from, Identifier to) {
        throw readOnly();
    }

    private Table elsewhere(Identifier table, String path) throws NoSuchTableException {
        if (!path.matches("\\w+")) {
            throw new UserError(path + ": no such file or directory");
        }
        var catalog = SparkSession.active().sessionState().catalogManager().currentCatalog();
        if (table.namespace().length > 0 || catalog == this || !(catalog instanceof TableCatalog tables)) {
            throw new NoSuchTableException(table);
        }
        return tables.loadTable(Identifier.of(new String[] {name}, path));
    }

    private static UserError readOnly() {
        return new UserError("raw files are read, not written");
    }
}
