package io.iostrata.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.transforms.SparkSchemas;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenRowsTest {
    @TempDir
    Path dir;

    private Lake lake;

    @BeforeEach
    void create() {
        lake = new Lake(LakeSession.open("test", dir.resolve("lake")));
        lake.create();
    }

    @Test
    void rowsBesideRemovedOnesAreNotWritten() {
        lake.append(IssueTable.SCHEMA, issues("r1", "r2", "r3"));
        assertThat(WrittenRows.since(lake, 0)).isEqualTo(Map.of("issues", 3L));

        lake.removeAnalysisIssues(Set.of("r1"));

        assertThat(lake.raw(IssueTable.SCHEMA).count()).isEqualTo(2);
        assertThat(WrittenRows.since(lake, 0)).isEqualTo(Map.of("issues", 3L));
    }

    @Test
    void aColumnThatAnOlderLakeLacksIsNull() {
        var column = ComparisonTable.ASKED_BY.name();
        lake.spark().sql("ALTER TABLE lake.iostrata.comparisons DROP COLUMN " + column);
        lake.registerViews();

        assertThat(lake.spark()
                        .sql("SELECT baseline, " + column + " FROM comparisons")
                        .count())
                .isZero();
    }

    /** An issue of an analysis for each of those runs, in one file. */
    private Dataset<Row> issues(String... runs) {
        var rows = lake.spark()
                .sql(
                        "SELECT run AS run_id, 'i' AS ingest_id, 'analyze' AS job, 'found' AS kind, 'info' AS severity, 1L AS count,"
                                + " 'm' AS message FROM VALUES ('" + String.join("'), ('", List.of(runs))
                                + "') AS t(run)");
        return SparkSchemas.selectOrNull(rows, SparkSchemas.struct(IssueTable.SCHEMA))
                .coalesce(1);
    }
}
