package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From raw bytes to the figures of the page Virtio/Block/Latency, KVM wiki, revision of 2 July 2010. */
class PublishedPageTest {
    @TempDir
    static Path dir;

    @BeforeAll
    static void ingestAndAnalyze() {
        assertThat(Commands.ingest(lake(), Runs.EXAMPLES.resolve("kvm-2010")).status())
                .isZero();
        assertThat(Commands.run("analyze", "--lake", lake().toString()).status())
                .isZero();
    }

    @Test
    void theLayersAreThePagesToTheDigit() {
        var query =
                """
                SELECT layer, CAST(cumulative_ns AS BIGINT) AS cumulative, CAST(control_ns AS BIGINT) AS control,
                  CAST(delta_ns AS BIGINT) AS delta, round(100 * share_of_total, 2) AS percent,
                  round(100 * overhead_vs_baseline, 2) AS overhead
                FROM layer_breakdown WHERE pairing = 'across_runs' ORDER BY position""";

        assertThat(Commands.sql(lake(), "csv", query).out())
                .isEqualTo(
                        """
                        layer,cumulative,control,delta,percent,overhead
                        guest_benchmark,196528,,25699,13.08,52.51
                        guest_virtio_pci,170829,202095,7561,3.85,52.51
                        host_kvm,163268,,3640,1.85,52.51
                        qemu_virtio,159628,205165,29393,14.96,52.51
                        qemu_paio,130235,202777,130235,66.27,52.51
                        host_benchmark,128862,,,,52.51
                        """);
        assertThat(Commands.sql(lake(), "json", query).out())
                .startsWith("[\n{\"layer\":\"guest_benchmark\",\"cumulative\":196528,\"control\":null,\"delta\":25699,"
                        + "\"percent\":13.08,\"overhead\":52.51},\n{\"layer\":\"guest_virtio_pci\",\"cumulative\":170829,"
                        + "\"control\":202095,\"delta\":7561,\"percent\":3.85,\"overhead\":52.51},\n")
                .endsWith("{\"layer\":\"host_benchmark\",\"cumulative\":128862,\"control\":null,\"delta\":null,"
                        + "\"percent\":null,\"overhead\":52.51}\n]\n");
    }

    @Test
    void theSetHoldsTheControlsOfEachRun() {
        assertThat(Commands.rows(
                        lake(),
                        "SELECT layer, run_id, cumulative_ns, control_ns FROM set_breakdown WHERE set_id = 'kvm-2010'"
                                + " ORDER BY position"))
                .containsExactly(
                        "guest_benchmark,kvm-2010-guest,196528.0,",
                        "guest_virtio_pci,kvm-2010-virtio-pci,170829.0,202095.0",
                        "host_kvm,kvm-2010-kvm,163268.0,",
                        "qemu_virtio,kvm-2010-qemu-virtio,159628.0,205165.0",
                        "qemu_paio,kvm-2010-qemu-paio,130235.0,202777.0",
                        "host_benchmark,kvm-2010-host,128862.0,");
    }

    @Test
    void distributionsAddUpToTheStatistics() {
        var merged = "(SELECT run_id, name, hdr_merge(histogram) AS sum, hdr_count(hdr_merge(histogram)) AS n"
                + " FROM distributions WHERE level = '%s' GROUP BY run_id, name) d";
        var layers = "SELECT count(*), count_if(d.sum = s.histogram AND d.n = s.count) FROM layer_stats s JOIN "
                + merged.formatted("layer") + " ON d.run_id = s.run_id AND d.name = s.layer";
        var stages = "SELECT count(*), count_if(d.sum = s.histogram AND d.n = s.count) FROM stage_stats s JOIN "
                + merged.formatted("stage") + " ON d.run_id = s.run_id AND d.name = concat(s.chain, '/', s.stage)";
        var seconds = "SELECT count(*), count_if(t.sum = s.histogram) FROM layer_stats s JOIN (SELECT run_id, layer,"
                + " hdr_merge(histogram) AS sum FROM latency_over_time GROUP BY run_id, layer) t"
                + " ON t.run_id = s.run_id AND t.layer = s.layer";
        var withSpans = Commands.rows(lake(), "SELECT count(*) FROM layer_stats WHERE histogram IS NOT NULL")
                .get(0);
        var links = Commands.rows(lake(), "SELECT count(*) FROM stage_stats").get(0);

        assertThat(Long.parseLong(withSpans)).isGreaterThan(3);
        assertThat(Commands.rows(lake(), layers)).containsExactly(withSpans + "," + withSpans);
        assertThat(Commands.rows(lake(), seconds)).containsExactly(withSpans + "," + withSpans);
        assertThat(Commands.rows(lake(), stages)).containsExactly(links + "," + links);
    }

    @Test
    void theQueriesOfTheDocumentOnHistogramsRun() throws IOException {
        var document = Files.readString(Path.of("../docs/sql.md"));
        var sql = document.substring(document.indexOf("```sql\n") + 7);
        var queries = sql.substring(0, sql.indexOf("```")).split(";");

        assertThat(queries).hasSizeGreaterThan(3);
        for (var query : queries) {
            if (!query.isBlank()) {
                var answer = Commands.sql(lake(), "csv", query);
                assertThat(answer.status()).as(query + answer.err()).isZero();
            }
        }
    }

    @Test
    void theStagesAreThePagesThreeLists() {
        assertThat(stages("aio=threads"))
                .isEqualTo(
                        """
                        stage,us
                        virtio_queue_notify,45.292
                        paio_submit,8.023
                        posix_aio_read,143.724
                        posix_aio_process_queue,1.965
                        virtio_blk_rw_complete,0.260
                        virtio_notify,1.034
                        """);
        assertThat(stages("aio=native, memset=true"))
                .isEqualTo(
                        """
                        stage,us
                        virtio_queue_notify,44.464
                        laio_submit,8.377
                        qemu_laio_completion_cb,136.241
                        qemu_laio_enqueue_completed,1.754
                        virtio_blk_rw_complete,0.294
                        virtio_notify,1.342
                        """);
        assertThat(stages("aio=native, memset=false"))
                .isEqualTo(
                        """
                        stage,us
                        virtio_queue_notify,44.696
                        virtqueue_pop,2.446
                        laio_submit,1.711
                        qemu_laio_completion_cb,134.478
                        qemu_laio_enqueue_completed,1.737
                        virtio_blk_rw_complete,0.296
                        virtio_notify,1.087
                        """);
    }

    @Test
    void theTotalsAreThePages() {
        assertThat(Commands.rows(
                        lake(),
                        "SELECT chain, CAST(sum(mean_ns) / 1000 AS DECIMAL(9,3)) AS us FROM stage_breakdown"
                                + " WHERE in_total GROUP BY config, chain ORDER BY us DESC"))
                .containsExactly("aio_threads,155.006", "aio_native,148.008", "aio_native,141.755");
    }

    @Test
    void comparingSaysWhereThePagesDifferencesComeFrom() {
        assertThat(compared("aio=threads", "aio=native,memset=true"))
                .contains("the total of the stages from 155006 to 148008 ns, -6998: submit +354, io -7483,")
                .contains("paio_submit -8023 (baseline only)", "laio_submit +8377 (candidate only)")
                .contains("virtio_blk_rw_complete +34, virtio_notify +308\n");
        assertThat(compared("aio=native,memset=true", "aio=native,memset=false"))
                .contains("By phase: the total of the stages from 148008 to 141755 ns, -6253: submit -4220, io -1763,")
                .contains("virtqueue_pop +2446 (candidate only)", "laio_submit -6666,")
                .contains("not enough runs: median");
    }

    private static String compared(String baseline, String candidate) {
        var stagesRuns = ",qemu=qemu-kvm.git of 29 June 2010";
        var compare = Commands.run(
                "compare",
                "--lake",
                lake().toString(),
                "--baseline",
                baseline + stagesRuns,
                "--candidate",
                candidate + stagesRuns);
        assertThat(compare.status()).as(compare.err()).isZero();
        return compare.out();
    }

    private static String stages(String config) {
        var query = "SELECT stage, CAST(mean_ns / 1000 AS DECIMAL(9,3)) AS us FROM stage_breakdown"
                + " WHERE config LIKE '" + config + "%' ORDER BY position";
        return Commands.sql(lake(), "csv", query).out();
    }

    private static Path lake() {
        return dir.resolve("lake");
    }
}
