package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.jobs.analyze.AnalyzeJob;
import io.iostrata.jobs.analyze.AnalyzeOptions;
import io.iostrata.jobs.archive.Archives;
import io.iostrata.jobs.ingest.IngestJob;
import io.iostrata.jobs.ingest.IngestOptions;
import io.iostrata.jobs.ingest.IngestSummary;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.RunTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every figure of the corpus, from raw traces to tables, beside what scripts without a line in common made of them. */
@Tag("corpus")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CorpusTest {
    private static final String GUEST_TEXT = "guest-trace(_pipe)?\\.(txt|dat).*";
    private static final String HOST_TEXT = "host-trace(_pipe)?\\.(txt|dat).*";
    private static final String SIMPLE = "qemu-simple\\.trace.*";
    private static final double TICK_RATE_TOLERANCE = 5e-6;

    private Corpus corpus;
    private ExpectedNumbers expected;
    private Lake lake;
    private IngestSummary first;

    /** A column of the expected table of layers: our layer, and the files that its figures were computed of. */
    private enum Column {
        GUEST_VIRTIO_PCI("guest virtio-pci", "guest_virtio_pci", GUEST_TEXT),
        HOST_KVM("host kvm", "host_kvm", HOST_TEXT),
        QEMU_VIRTIO("QEMU virtio", "qemu_virtio", SIMPLE),
        QEMU_REQUEST("QEMU request", "qemu_request", SIMPLE),
        AIO("aio", "qemu_paio", SIMPLE),
        WORKER("worker", "qemu_worker", SIMPLE);

        private final String title;
        private final String layer;
        private final String files;

        Column(String title, String layer, String files) {
            this.title = title;
            this.layer = layer;
            this.files = files;
        }
    }

    @BeforeAll
    void fillsALake(@TempDir Path directory) throws IOException {
        var found = Corpus.find();
        assumeTrue(found.isPresent(), "no corpus: set iostrata.corpus or IOSTRATA_CORPUS");
        corpus = Corpus.read(found.orElseThrow());
        expected = ExpectedNumbers.read(corpus.directory());
        lake = new Lake(LakeSession.open("corpus", directory));
        lake.create();
        first = ingest();
        var options = new AnalyzeOptions(AnalyzeOptions.EVERY_RUN, List.of(), Map.of(), StackModel.virtioBlk());
        try (var progress = new Progress()) {
            new AnalyzeJob(lake, options, progress).run();
        }
        lake.registerViews();
    }

    @AfterAll
    void closesIt() {
        if (lake != null) {
            lake.spark().stop();
        }
    }

    @Test
    void everyRunIsRead() {
        assertThat(first.read())
                .containsExactlyInAnyOrderElementsOf(corpus.runs().keySet());
    }

    @Test
    void layersOfEachRunAreAsExpected() {
        var spans = durations();
        var cells = new Cells();
        comparable(expected.table("Layers, per run")).forEach((run, row) -> {
            for (var column : Column.values()) {
                if (row.containsKey(column.title) && corpus.runs().get(run).hasFile(column.files)) {
                    var found = spans.getOrDefault(run + " " + column.layer, List.of());
                    compare(cells, run + " " + column.layer, row.get(column.title), found, run);
                }
            }
        });
        cells.assertAllAgree(712);
    }

    private void compare(Cells cells, String cell, String figures, List<Long> found, String run) {
        var layer = ExpectedNumbers.distribution(figures);
        double unit = layer.isTicks() ? corpus.runs().get(run).nsPerTick() : 1;
        double tolerance = layer.isTicks() ? unit * layer.mean() * TICK_RATE_TOLERANCE : 1;
        double mean = found.stream().mapToLong(Long::longValue).average().orElse(Double.NaN);
        cells.compare(cell + " count", layer.count(), (long) found.size());
        cells.compare(cell + " mean", unit * layer.mean(), mean, tolerance);
        cells.compare(cell + " p50", unit * layer.p50(), nearestRank(found, 50), tolerance);
        cells.compare(cell + " p99", unit * layer.p99(), nearestRank(found, 99), tolerance);
    }

    @Test
    void stagesOfEachRunAreAsExpected() {
        var stages = rows("SELECT run_id || ' ' || stage, mean_ns, count FROM stage_stats WHERE in_total");
        var totals = rows("SELECT run_id, mean_ns, count, map_values(other_shapes_detail) FROM chain_stats");
        var cells = new Cells();
        comparable(expected.chains()).forEach((run, chain) -> {
            for (var link : chain.links()) {
                var found = stages.get(run + " " + link.event());
                cells.compare(run + " " + link.event() + " found", true, found != null);
                cells.compare(
                        run + " " + link.event(), link.meanNs(), found == null ? Double.NaN : found.getDouble(1), 1);
            }
            var total = totals.get(run);
            cells.compare(run + " chain", true, total != null);
            if (total != null) {
                cells.compare(run + " total", chain.totalNs(), total.getDouble(1), 1);
                cells.compare(run + " requests", chain.requests(), total.getLong(2));
                cells.compare(run + " other shapes", chain.otherShapes(), counts(total));
            }
        });
        cells.assertAllAgree(430);
    }

    private static List<Long> counts(Row total) {
        return total.<String>getList(3).stream().map(Long::valueOf).sorted().toList();
    }

    @Test
    void layersAcrossTheRunsOfASetAreAsExpected() {
        var layers = Map.of(
                "guest benchmark", "guest_benchmark",
                "virtio-pci (control)", "guest_virtio_pci",
                "kvm (control)", "host_kvm",
                "QEMU virtio (control)", "qemu_virtio",
                "QEMU paio/laio (control)", "qemu_paio",
                "worker pread", "qemu_worker",
                "host benchmark", "host_benchmark");
        var breakdown = rows(
                """
                SELECT set_id || ' ' || layer, cumulative_ns, control_ns FROM set_breakdown
                WHERE set_id NOT IN (SELECT set_id FROM set_breakdown GROUP BY set_id
                                     HAVING count(DISTINCT config_id) > 1)
                UNION ALL
                SELECT set_id || ' ' || layer, mean_ns, control_ns FROM layer_stats JOIN runs USING (run_id)
                WHERE layer = 'qemu_worker'
                """);
        var cells = new Cells();
        expected.table("The page's layer table")
                .forEach((set, row) -> row.forEach((column, cell) -> {
                    var measured = ExpectedNumbers.measured(cell);
                    var found = Optional.ofNullable(breakdown.get(set + " " + layers.get(column)));
                    cells.compare(
                            set + " " + column,
                            measured.meanNs(),
                            found.map(each -> each.getDouble(1)).orElse(Double.NaN),
                            0.1);
                    measured.controlNs()
                            .ifPresent(control -> cells.compare(
                                    set + " control of " + column,
                                    control,
                                    found.map(each -> each.getDouble(2)).orElse(Double.NaN),
                                    0.1));
                }));
        cells.assertAllAgree(51);
    }

    @Test
    void everyRequestIsFollowedThroughEveryLayer() {
        requests().completeness().assertAllAgree(60);
        requests().blockLayer().assertAllAgree(6);
    }

    @Test
    void segmentsAcrossLayersAreAsExpected() {
        requests().segments(expected.table("Joined across layers")).assertAllAgree(184);
    }

    private CorpusRequests requests() {
        return new CorpusRequests(lake.spark(), corpus);
    }

    @Test
    void clocksOfGuestsHoldTheGroundTruth() {
        var clocks = rows("SELECT run_id, clock, at_ref_ns, ns_per_tick, offset_lo_ns, offset_hi_ns FROM clocks"
                + " WHERE clock IN ('guest mono', 'guest x86-tsc') AND reference = 'host mono'");
        var joined = expected.table("Joined across layers");
        var cells = new Cells();
        clocks.forEach((run, clock) -> {
            var truth = ClockTruth.of(corpus.runs().get(run).manifest());
            if (truth.isKnown()) {
                truth.compare(cells, run, clock);
            }
        });
        joined.forEach((run, row) -> {
            cells.compare(run + " clock", true, clocks.containsKey(run));
            if (clocks.containsKey(run)) {
                ClockTruth.compareWidth(cells, run, row, clocks.get(run));
            }
        });
        cells.assertAllAgree(86);
    }

    @Test
    void everyByteOfEveryFileIsAccountedFor() {
        var found = rows("SELECT run_id || ' ' || path, size_bytes, bytes_decoded + bytes_skipped FROM sources");
        var cells = new Cells();
        corpus.runs().forEach((run, files) -> files.sizes().forEach((path, size) -> {
            var source = Optional.ofNullable(found.get(run + " " + path));
            cells.compare(
                    run + " " + path + " size",
                    size,
                    source.map(row -> row.getLong(1)).orElse(-1L));
            cells.compare(
                    run + " " + path + " read",
                    size,
                    source.map(row -> row.getLong(2)).orElse(-1L));
        }));
        cells.assertAllAgree(1688);
    }

    @Test
    void countsOfEachRunAreAsExpected() {
        var sources = lake.spark()
                .sql("SELECT run_id, path, events, lost_events FROM sources")
                .collectAsList();
        var cells = new Cells();
        expected.table("Counts, per run").forEach((run, row) -> {
            var events = ofRun(run, sources);
            compareCount(cells, run, row.get("guest lines"), events, GUEST_TEXT, 2);
            compareCount(cells, run, row.get("guest lost"), events, GUEST_TEXT, 3);
            compareCount(cells, run, row.get("host events"), events, HOST_TEXT, 2);
            compareCount(cells, run, row.get("host lost"), events, HOST_TEXT, 3);
            var dropped = row.get("dropped records (events)");
            compareCount(cells, run, eventRecords(row.get("simple records"), dropped), events, SIMPLE, 2);
            compareCount(cells, run, lostEvents(dropped), events, SIMPLE, 3);
        });
        cells.assertAllAgree(272);
    }

    private static List<Row> ofRun(String run, List<Row> sources) {
        return sources.stream()
                .filter(source -> source.getString(0).equals(run))
                .toList();
    }

    private static void compareCount(
            Cells cells, String run, String expected, List<Row> sources, String files, int column) {
        sources.stream()
                .filter(source -> expected != null && source.getString(1).matches(files))
                .forEach(source -> cells.compare(
                        run + " " + source.getString(1) + " " + source.schema().fieldNames()[column],
                        Long.valueOf(expected),
                        source.getLong(column)));
    }

    /** Records that are events: the others say how many were dropped. */
    private static String eventRecords(String records, String dropped) {
        return records == null
                ? null
                : Long.toString(Long.parseLong(records) - Long.parseLong(dropped.replaceAll(" .*", "")));
    }

    private static String lostEvents(String dropped) {
        return dropped == null ? null : dropped.replaceAll(".*\\((\\d+)\\)", "$1");
    }

    @Test
    void theSameAgainChangesNothing() throws IOException {
        long events = snapshot(EventTable.SCHEMA);
        long runs = snapshot(RunTable.SCHEMA);
        var again = ingest();
        assertThat(again.read()).isEmpty();
        assertThat(again.unchanged()).containsExactlyInAnyOrderElementsOf(first.read());
        assertThat(snapshot(EventTable.SCHEMA)).isEqualTo(events);
        assertThat(snapshot(RunTable.SCHEMA)).isEqualTo(runs);
    }

    private long snapshot(TableSchema table) {
        return lake.iceberg(table).currentSnapshot().snapshotId();
    }

    private IngestSummary ingest() throws IOException {
        var traceEvents = corpus.directory().resolve("common/trace-events-all");
        var declarations = new Declarations(traceEvents.toString(), Files.readAllBytes(traceEvents));
        var options = new IngestOptions(
                List.of(corpus.directory().toString()), Map.of(), Map.of(), Optional.of(declarations));
        try (var progress = new Progress()) {
            return new IngestJob(lake, new Archives(), options, progress).run();
        }
    }

    /** Of a table by run, what can be said request by request of undamaged runs. */
    private <T> Map<String, T> comparable(Map<String, T> table) {
        var chosen = new LinkedHashMap<String, T>();
        table.forEach((run, row) -> {
            if (run.matches("[abx]\\d?-.*") && corpus.runs().get(run).isOneRequestAtATime()) {
                chosen.put(run, row);
            }
        });
        return chosen;
    }

    /** Durations of all primary spans in rising order, by run and layer. */
    private Map<String, List<Long>> durations() {
        var rows = rows("SELECT run_id || ' ' || layer, sort_array(collect_list(dur_ns)) FROM spans WHERE is_primary"
                + " GROUP BY 1");
        return rows.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, row -> row.getValue()
                .getList(1)));
    }

    private Map<String, Row> rows(String query) {
        return lake.spark().sql(query).collectAsList().stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row));
    }

    private static double nearestRank(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
