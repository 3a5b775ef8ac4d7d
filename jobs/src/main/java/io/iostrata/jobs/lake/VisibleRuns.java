package io.iostrata.jobs.lake;

import io.iostrata.jobs.UserError;
import io.iostrata.schemas.tables.RunTable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The rows of {@code runs}: who is seen, and who no longer. */
public record VisibleRuns(Lake lake) {

    /** The runs that a pattern with {@code *} and {@code ?} names; one that names none is a mistake. */
    public Set<String> matching(String glob) {
        var pattern = pattern(glob);
        var runs = lake.raw(RunTable.SCHEMA).select(RunTable.RUN_ID.name()).collectAsList().stream()
                .map(row -> row.getString(0))
                .filter(run -> pattern.matcher(run).matches())
                .collect(Collectors.toCollection(TreeSet::new));
        if (runs.isEmpty()) {
            throw new UserError("no run of the lake matches \"" + glob + "\"");
        }
        return runs;
    }

    /**
     * Takes runs out of sight, in one commit. Returns the ingests that wrote them, whose rows in other tables are left: a
     * run that is ingested again meanwhile is another ingest's.
     */
    public Set<String> hide(Collection<String> runIds) {
        var ingests = new HashSet<String>();
        Conflicts.retried(() -> {
            var written = ingestsOf(runIds);
            if (!written.isEmpty()) {
                lake.delete(RunTable.SCHEMA, Lake.ofRunsAndIngests(runIds, written));
                ingests.addAll(written);
            }
        });
        return ingests;
    }

    /** Run and ingest of every visible run. */
    public List<Row> identities() {
        return lake.identities().collectAsList();
    }

    private Set<String> ingestsOf(Collection<String> runIds) {
        return lake
                .raw(RunTable.SCHEMA)
                .where(functions.col(RunTable.RUN_ID.name()).isin(runIds.toArray()))
                .select(RunTable.INGEST_ID.name())
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(glob.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining()));
    }
}
