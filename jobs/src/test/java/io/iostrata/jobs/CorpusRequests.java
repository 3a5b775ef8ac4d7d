package io.iostrata.jobs;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What requests and their layers are held to, of the corpus's runs and of its table of segments across layers. */
final class CorpusRequests {
    private static final double TOLERANCE_NS = 50;
    private static final double TICK_RATE_TOLERANCE = 5e-6;

    private final SparkSession spark;
    private final Corpus corpus;

    CorpusRequests(SparkSession spark, Corpus corpus) {
        this.spark = spark;
        this.corpus = corpus;
    }

    /** Every request of the benchmark once, with every layer, own times adding up to the total. */
    Cells completeness() {
        var found = byRun(
                """
                SELECT run_id, count(*), count_if(complete), count_if(total_ns = own)
                FROM requests JOIN (SELECT run_id, request_no, sum(delta_ns) AS own FROM request_layers GROUP BY 1, 2)
                  USING (run_id, request_no)
                WHERE in_window GROUP BY 1
                """);
        var cells = new Cells();
        corpus.runs().forEach((run, files) -> {
            long requests = files.manifest().at("/benchmark/requests").asLong();
            if (run.startsWith("b-") && files.isOneRequestAtATime()) {
                var row = found.get(run);
                cells.compare(run + " requests", requests, row == null ? 0 : row.getLong(1));
                cells.compare(run + " complete", requests, row == null ? 0 : row.getLong(2));
                cells.compare(run + " adding up", requests, row == null ? 0 : row.getLong(3));
            }
        });
        return cells;
    }

    /** Of requests that were on their way together, as many are found in the host's block layer as there must be. */
    Cells blockLayer() {
        var found = byRun(
                """
                SELECT run_id, count_if(layer = 'qemu_request'), count_if(layer = 'host_block')
                FROM request_layers GROUP BY 1 HAVING count_if(layer = 'host_block') > 0
                """);
        var cells = new Cells();
        found.forEach((run, row) ->
                cells.compare(run + " in the block layer", true, row.getLong(2) >= 0.999 * row.getLong(1)));
        return cells;
    }

    /** Mean segments of one clock to the microsecond's resolution, those across clocks inside their interval. */
    Cells segments(Map<String, Map<String, String>> expected) {
        var found = byRun(
                """
                SELECT run_id,
                  avg(delta_ns) FILTER (WHERE layer = 'qemu_paio'), avg(cumulative_ns) FILTER (WHERE layer = 'guest_virtio_pci'),
                  avg(down_ns) FILTER (WHERE layer = 'host_kvm'), avg(down_ns) FILTER (WHERE layer = 'qemu_virtio'),
                  avg(up_ns) FILTER (WHERE layer = 'qemu_virtio'), avg(up_ns) FILTER (WHERE layer = 'host_kvm'),
                  avg(down_lo_ns) FILTER (WHERE layer = 'guest_virtio_pci'), avg(down_hi_ns) FILTER (WHERE layer = 'guest_virtio_pci'),
                  avg(up_lo_ns) FILTER (WHERE layer = 'guest_virtio_pci'), avg(up_hi_ns) FILTER (WHERE layer = 'guest_virtio_pci')
                FROM request_layers WHERE in_window GROUP BY 1
                """);
        var exact = List.of(
                "->aio completion",
                "total",
                "kvm_pio->virtio_queue_notify",
                "->aio submit",
                "->virtio_notify",
                "->kvm_set_irq");
        var cells = new Cells();
        expected.forEach((run, row) -> {
            var means = found.get(run);
            for (int i = 0; i < exact.size(); i++) {
                double segment = meanNs(row.get(exact.get(i)));
                double tolerance = TOLERANCE_NS + segment * TICK_RATE_TOLERANCE + resolution(run);
                cells.compare(run + " " + exact.get(i), segment, means.getDouble(i + 1), tolerance);
            }
            inside(cells, run + " vp_notify->kvm_pio", meanNs(row.get("vp_notify->kvm_pio")), means, 7);
            inside(cells, run + " ->vring_interrupt", meanNs(row.get("->vring_interrupt")), means, 9);
        });
        return cells;
    }

    /** Segments from one clock of the host to another are as uncertain as those are. */
    private double resolution(String run) {
        return corpus.runs()
                        .get(run)
                        .manifest()
                        .at("/tracing/host/clock")
                        .asText()
                        .equals("mono")
                ? 0
                : 8_000;
    }

    private static void inside(Cells cells, String cell, double segment, Row means, int lo) {
        boolean inside = means.getDouble(lo) - 1000 <= segment && segment <= means.getDouble(lo + 1) + 1000;
        cells.compare(cell + " in its interval", true, inside);
    }

    private static double meanNs(String cell) {
        return 1000 * Double.parseDouble(cell.replaceAll(" .*", ""));
    }

    private Map<String, Row> byRun(String query) {
        return spark.sql(query).collectAsList().stream().collect(Collectors.toMap(row -> row.getString(0), row -> row));
    }
}
