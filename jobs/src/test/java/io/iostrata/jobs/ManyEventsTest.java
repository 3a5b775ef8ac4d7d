package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class ManyEventsTest {
    @TempDir
    Path dir;

    /** Many events are walked several times and no rows of theirs are kept; few are walked once. */
    @Test
    void manyEventsAreAnalyzedAsFewAre() {
        var lake = dir.resolve("lake");
        var ingest = Commands.ingest(lake, Runs.EXAMPLES.resolve("all-layers/b-threads-memset-r1"));
        assertThat(ingest.status()).as(ingest.err()).isZero();

        analyze(lake);
        var ofFew = tables(lake);
        System.setProperty("iostrata.few-events", "0");
        try {
            analyze(lake);
        } finally {
            System.clearProperty("iostrata.few-events");
        }

        var ofMany = tables(lake);
        ofFew.forEach((table, rows) -> assertThat(ofMany.get(table)).as(table).isEqualTo(rows));
        assertThat(ofMany.get("request_layers")).isNotEmpty();
    }

    private static void analyze(Path lake) {
        var analyze = Commands.run("analyze", "--again", "--lake", lake.toString());
        assertThat(analyze.status()).as(analyze.err()).isZero();
    }

    private static Map<String, List<String>> tables(Path lake) {
        return Tables.ALL.stream()
                .filter(table -> !Set.of("events", "analyses").contains(table.name()))
                .collect(Collectors.toMap(TableSchema::name, table -> rows(lake, table.name())));
    }

    private static List<String> rows(Path lake, String table) {
        return Commands.rows(lake, "SELECT * FROM " + table).stream().sorted().toList();
    }
}
