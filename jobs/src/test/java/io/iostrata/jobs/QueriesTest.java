package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.jobs.lake.LakeSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The queries of {@code docs/queries.md}, as they stand there, and its configuration of other sessions. */
@Tag("slow")
class QueriesTest {
    private static final Pattern QUERY = Pattern.compile("(?s)```sql\\n(.*?;)\\n```");
    private static final Pattern SETTING = Pattern.compile("--conf (spark\\.sql\\.catalog\\.lake\\S*)=(\\S+)");

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryOfTheDocumentHasAnAnswer(String query) {
        assertThat(Commands.rows(AnalyzedLake.directory(), query.replaceFirst(";$", "")))
                .isNotEmpty();
    }

    @Test
    void theyRunAsOneFileToo() throws IOException {
        var file = Files.createTempFile("queries", ".sql");
        Files.writeString(file, String.join("\n", queries().toList()));
        var answers = Commands.run(
                "sql", "--lake", AnalyzedLake.directory().toString(), "--format", "csv", "--file", file.toString());
        Files.delete(file);
        assertThat(answers.status()).as(answers.err()).isZero();
        assertThat(answers.out().lines().filter(line -> line.startsWith("config,layer,")))
                .hasSize(1);
        assertThat(answers.out()).contains("run_id,clock,reference,offset_ns,width_ns");
    }

    @Test
    void theSettingsForOtherSessionsOpenTheLake() throws IOException {
        var spark = LakeSession.open("plain", AnalyzedLake.directory()).newSession();
        for (var setting : SETTING.matcher(document()).results().toList()) {
            var value = setting.group(2)
                    .replace("/path/to/lake", AnalyzedLake.directory().toString());
            spark.conf().set(setting.group(1).replace("catalog.lake", "catalog.plain"), value);
        }
        assertThat(spark.sql("SELECT count(*) FROM plain.iostrata.runs").first().getLong(0))
                .isEqualTo(2);
        assertThat(spark.sql("DESCRIBE TABLE EXTENDED plain.iostrata.layer_stats")
                        .collectAsList())
                .anySatisfy(row -> assertThat(row.mkString("|")).contains("Comment|", "One row per run and layer."))
                .anySatisfy(row -> assertThat(row.mkString("|"))
                        .contains("mean_ns|double|")
                        .contains("ns"));
    }

    private static Stream<String> queries() throws IOException {
        var queries =
                QUERY.matcher(document()).results().map(match -> match.group(1)).toList();
        assertThat(queries).hasSizeGreaterThan(10);
        return queries.stream();
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("../docs/queries.md"));
    }
}
