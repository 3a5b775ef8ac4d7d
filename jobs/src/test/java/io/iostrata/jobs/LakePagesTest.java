package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.jobs.pages.LakePages;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.transforms.Discovery;
import io.iostrata.transforms.EventPages;
import io.iostrata.transforms.Walk;
import io.iostrata.transforms.WalkTables;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.WalkInputs;
import io.iostrata.transforms.walk.WalkPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The columns of the events' own files against Spark's rows of the same files. */
class LakePagesTest {
    private static final StackModel MODEL = StackModel.virtioBlk();
    private static final String LAYERS = "b-native-memset-r1";
    private static final String LONG = "long";

    @TempDir
    static Path dir;

    private static Lake lake;

    @BeforeAll
    static void ingest() {
        Runs.example("all-layers/" + LAYERS, dir.resolve("runs/" + LAYERS));
        Runs.simpletrace(dir.resolve("runs/" + LONG), 70_000);
        Commands.ingest(dir.resolve("lake"), dir.resolve("runs"));
        lake = new Lake(LakeSession.open("test", dir.resolve("lake")));
    }

    @Test
    void bothGiveTheSameSpansStagesAndIssues() {
        var read = walk(LakePages.of(lake, Set.of(LAYERS), MODEL));

        assertThat(read).hasSizeGreaterThan(1000).isEqualTo(walk(rows(LAYERS)));
    }

    @Test
    void everyEventOfALongFileIsRead() {
        assertThat(counts(LakePages.of(lake, Set.of(LONG), MODEL)))
                .containsExactly(Map.entry("virtio_notify", 70_000L));
    }

    @Test
    void aRunThatIsNotAskedForIsNotRead() {
        assertThat(counts(LakePages.of(lake, Set.of("none"), MODEL))).isEmpty();
    }

    /** Files that Spark wrote, with rows of several sources, are no files of ingest: they are read as rows. */
    @Test
    void filesOfOthersAreReadToo() {
        var copied = dir.resolve("copied");
        Commands.ingest(copied, dir.resolve("runs/" + LAYERS));
        var other = new Lake(LakeSession.open("test", copied));
        var expected = counts(LakePages.of(other, Set.of(LAYERS), MODEL));
        var rows = other.raw(EventTable.SCHEMA).collectAsList();
        other.replaceAll(
                EventTable.SCHEMA,
                other.spark()
                        .createDataFrame(rows, other.raw(EventTable.SCHEMA).schema())
                        .coalesce(1),
                "the same rows");

        assertThat(counts(LakePages.of(other, Set.of(LAYERS), MODEL)))
                .isNotEmpty()
                .isEqualTo(expected);
    }

    /** No ingest leaves the files of a source so that one begins before another one ends. */
    @Test
    void eventsOfFilesThatOverlapInTimeArePutInOrder() {
        var mixed = dir.resolve("mixed");
        Commands.ingest(mixed, Runs.simpletrace(dir.resolve("six"), 6));
        var other = new Lake(LakeSession.open("test", mixed));
        var rows = other.raw(EventTable.SCHEMA).orderBy(EventTable.SEQ.name()).collectAsList();
        var schema = other.raw(EventTable.SCHEMA).schema();
        var odd = List.of(rows.get(1), rows.get(3), rows.get(5));
        var even = List.of(rows.get(0), rows.get(2), rows.get(4));
        other.replaceAll(
                EventTable.SCHEMA, other.spark().createDataFrame(odd, schema).coalesce(1), "every second row");
        other.append(
                EventTable.SCHEMA, other.spark().createDataFrame(even, schema).coalesce(1));

        assertThat(other.eventsByFile().select(EventTable.SEQ.name()).collectAsList())
                .extracting(row -> row.getLong(0))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void eventsOfSplitsAreOneSplitAfterTheOther() {
        var splits = dir.resolve("splits");
        System.setProperty("iostrata.split-bytes", "500000");
        try {
            Commands.ingest(splits, dir.resolve("runs/" + LONG));
        } finally {
            System.clearProperty("iostrata.split-bytes");
        }
        var other = new Lake(LakeSession.open("test", splits));

        assertThat(other.raw(EventTable.SCHEMA).count()).isEqualTo(70_000);
        assertThat(other.iceberg(EventTable.SCHEMA).currentSnapshot().summary()).containsEntry("total-data-files", "9");
        assertThat(other.eventsByFile().select(EventTable.TS_NS.name()).collectAsList())
                .extracting(row -> row.getLong(0))
                .hasSize(70_000)
                .isSorted();
    }

    private static Dataset<EventPage> rows(String run) {
        return EventPages.of(lake.eventsByFile().where("run_id = '" + run + "'"), MODEL);
    }

    private static Map<String, Long> counts(Dataset<EventPage> pages) {
        var counts = new TreeMap<String, Long>();
        Discovery.of(pages, inputs(), MODEL).collectAsList().forEach(facts -> facts.events()
                .forEach((event, count) -> counts.merge(event, count, Long::sum)));
        return counts;
    }

    private static List<String> walk(Dataset<EventPage> pages) {
        var facts = Discovery.of(pages, inputs(), MODEL).collectAsList();
        return Walk.of(pages, WalkPlan.of(MODEL, inputs(), facts)).collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    private static WalkInputs inputs() {
        return WalkTables.of(
                lake.table(RunTable.SCHEMA).collectAsList(),
                lake.table(SourceTable.SCHEMA).collectAsList(),
                List.of());
    }
}
