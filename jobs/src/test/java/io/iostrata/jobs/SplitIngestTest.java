package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same runs in two lakes: their files read whole in one, large ones in splits in the other. */
class SplitIngestTest {
    private static final int REQUESTS = 3000;
    private static final int PAGE = 4096;
    private static final int PAGES = 40;
    private static final String EVENT_COLUMNS =
            "run_id, source_id, ts_ns, ts_raw, cpu, pid, tid, comm, event, vdev, port, gsi, level, sector, bytes, ret";

    @TempDir
    static Path dir;

    @BeforeAll
    static void fill() throws IOException {
        Runs.write(dir.resolve("runs/text/host.txt"), trace());
        Runs.example("one-layer-per-run", dir.resolve("runs/examples"));
        Runs.example("kvm-2010/kvm-2010-stages-threads", dir.resolve("runs/stages"));
        Runs.simpletrace(dir.resolve("runs/log"), REQUESTS);
        Runs.simpletrace(dir.resolve("runs/two-logs"), 0);
        Runs.write(dir.resolve("runs/two-logs/qemu.trace"), twoLogs());
        Runs.write(dir.resolve("runs/pages/host.dat"), traceDat());
        Runs.write(dir.resolve("runs/disk/sda.blktrace.0"), blktrace());
        inSplits(() -> {
            var ingest = Commands.ingest(split(), dir.resolve("runs"));
            assertThat(ingest.status()).isZero();
            assertThat(ingest.err()).contains("reading 1 files again, that have to be read whole");
        });
        assertThat(Commands.ingest(whole(), dir.resolve("runs")).status()).isZero();
        for (var lake : List.of(split(), whole())) {
            assertThat(Commands.run("analyze", "--lake", lake.toString()).status())
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "log", "pages", "disk", "kvm-2010-stages-threads"})
    void aLargeFileBecomesManyDataFiles(String run) {
        assertThat(dataFiles(split(), run)).isGreaterThan(3);
        assertThat(dataFiles(whole(), run)).isLessThan(3);
    }

    @Test
    void aFileWhoseSplitsProveWrongBecomesOneDataFile() {
        assertThat(dataFiles(split(), "two-logs")).isEqualTo(1);
        assertThat(Commands.rows(split(), "SELECT count(*) FROM events WHERE run_id = 'two-logs'"))
                .containsExactly("" + 2 * REQUESTS);
    }

    private static int dataFiles(Path lake, String run) {
        var files = "SELECT count(*) FROM lake.iostrata.events.files WHERE file_path LIKE '%-" + run + "-%'";
        return Integer.parseInt(Commands.rows(lake, files).get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT " + EVENT_COLUMNS + ", map_entries(args) AS args FROM events ORDER BY run_id, source_id, seq",
                "SELECT * EXCEPT (ingest_id) FROM sources ORDER BY run_id, source_id",
                "SELECT * EXCEPT (ingest_id) FROM issues ORDER BY ALL",
                "SELECT * EXCEPT (ingest_id) FROM spans ORDER BY run_id, layer, source_id, ordinal",
                "SELECT * EXCEPT (ingest_id) FROM layer_stats ORDER BY run_id, layer, source_id",
                "SELECT * EXCEPT (ingest_id) FROM stages ORDER BY ALL",
                "SELECT * EXCEPT (ingest_id) FROM clocks ORDER BY ALL",
                "SELECT * EXCEPT (ingest_id) FROM pairings ORDER BY ALL"
            })
    void theTablesAreThoseOfAReadingOfWholeFiles(String query) {
        var rows = Commands.rows(whole(), query);
        assertThat(Commands.rows(split(), query)).isEqualTo(rows);
    }

    @Test
    void theSpansOfTheLargeFileAreThere() {
        assertThat(Commands.rows(split(), "SELECT layer, count(*) FROM spans WHERE run_id = 'text' GROUP BY layer"))
                .containsExactly("host_kvm," + REQUESTS);
    }

    @Test
    void theConnectorReadsASplitAPartition() {
        var raw = "iostrata.`" + dir.resolve("runs/text/host.txt") + "`";
        var columns = "seq, ts_ns, cpu, tid, comm, event, port, gsi, level, map_entries(args) AS args";
        var ingested = "SELECT " + columns + " FROM events WHERE run_id = 'text' ORDER BY seq";
        inSplits(() -> {
            var partitions = "SELECT count(DISTINCT p) > 10 FROM (SELECT spark_partition_id() AS p FROM " + raw + ")";
            assertThat(Commands.rows(split(), partitions)).containsExactly("true");
            assertThat(Commands.rows(split(), "SELECT " + columns + " FROM " + raw + " ORDER BY seq"))
                    .hasSize(3 * REQUESTS)
                    .isEqualTo(Commands.rows(split(), ingested));
        });
    }

    @Test
    void theConnectorReadsASplitOfABlktraceAPartition() {
        var raw = "iostrata.`" + dir.resolve("runs/disk/sda.blktrace.0") + "`";
        var columns = "seq, ts_ns, cpu, tid, comm, event, sector, bytes, map_entries(args) AS args";
        inSplits(() -> {
            var partitions = "SELECT count(DISTINCT p) > 10 FROM (SELECT spark_partition_id() AS p FROM " + raw + ")";
            assertThat(Commands.rows(split(), partitions)).containsExactly("true");
            assertThat(Commands.rows(split(), "SELECT " + columns + " FROM " + raw + " ORDER BY seq"))
                    .hasSize(2 * REQUESTS)
                    .isEqualTo(Commands.rows(
                            split(), "SELECT " + columns + " FROM events WHERE run_id = 'disk' ORDER BY seq"));
            assertThat(Commands.rows(split(), "SELECT count(*) FROM " + raw + " WHERE comm = 'fio'"))
                    .containsExactly("" + 2 * REQUESTS);
        });
    }

    @ParameterizedTest
    @CsvSource({"log/qemu.trace, 10, 20", "two-logs/qemu.trace, 1, 1", "pages/host.dat, 10, 30"})
    void theConnectorReadsSplitsWhereTheyAreProved(String file, int least, int most) {
        var run = file.substring(0, file.indexOf('/'));
        var raw = "iostrata.`" + dir.resolve("runs/" + file) + "`";
        var columns = "ts_ns, event, vdev, vq, map_entries(args) AS args";
        inSplits(() -> {
            var partitions = "SELECT count(DISTINCT p) FROM (SELECT spark_partition_id() AS p FROM " + raw + ")";
            assertThat(Integer.parseInt(Commands.rows(split(), partitions).get(0)))
                    .isBetween(least, most);
            assertThat(Commands.rows(split(), "SELECT " + columns + " FROM " + raw + " ORDER BY seq"))
                    .hasSizeGreaterThanOrEqualTo(REQUESTS)
                    .isEqualTo(Commands.rows(
                            whole(), "SELECT " + columns + " FROM events WHERE run_id = '" + run + "' ORDER BY seq"));
        });
    }

    private static void inSplits(Runnable work) {
        System.setProperty("iostrata.split-bytes", "20000");
        try {
            work.run();
        } finally {
            System.clearProperty("iostrata.split-bytes");
        }
    }

    /** Notifies and interrupts of one device, some lines out of order, some events lost. */
    private static String trace() {
        var text = new StringBuilder("# tracer: nop\n#\n");
        for (int request = 0; request < REQUESTS; request++) {
            int us = 100 * request;
            var notify = line(us, "kvm_pio: pio_write at 0xc090 size 2 count 1 val 0x0");
            var other = line(us + 5, "kvm_exit: reason io rip 0xffff");
            text.append(request % 13 == 0 ? other + notify : notify + other);
            text.append(request % 500 == 77 ? "CPU:1 [LOST 3 EVENTS]\n" : "");
            text.append(line(us + 60, "kvm_set_irq: gsi 24 level 1 source 0"));
        }
        return text.toString();
    }

    /** What a QEMU writes that is started again on the same file: the second log begins later. */
    private static byte[] twoLogs() {
        var log = ByteBuffer.wrap(Runs.notifies(2 * REQUESTS)).order(ByteOrder.LITTLE_ENDIAN);
        int middle = 64 * (REQUESTS + 1);
        return ByteBuffer.allocate(log.capacity() + 64)
                .put(log.slice(0, middle))
                .put(log.slice(0, 64))
                .put(log.slice(middle, log.capacity() - middle))
                .array();
    }

    /** The pages of two CPUs of a recorded host, each over and over, a minute later each time. */
    private static byte[] traceDat() throws IOException {
        byte[] small = Files.readAllBytes(Path.of("../ingest/src/test/resources/tracedat/host-6.1-kvm.dat"));
        int first = small.length - 2 * PAGE;
        var file = ByteBuffer.allocate(first + 2 * PAGES * PAGE).order(ByteOrder.LITTLE_ENDIAN);
        file.put(small, 0, first);
        int table = new String(small, StandardCharsets.ISO_8859_1).indexOf("flyrecord") + 10;
        for (int cpu = 0; cpu < 2; cpu++) {
            file.putLong(table + 16 * cpu, file.position()).putLong(table + 16 * cpu + 8, (long) PAGES * PAGE);
            for (int round = 0; round < PAGES; round++) {
                int page = file.position();
                file.put(small, first + cpu * PAGE, PAGE);
                file.putLong(page, file.getLong(page) + 60_000_000_000L * round);
            }
        }
        return file.array();
    }

    /** Requests of a task that is named once, issued and completed; some records are lost. */
    private static byte[] blktrace() {
        var file = ByteBuffer.allocate(64 + 2 * REQUESTS * 48).order(ByteOrder.LITTLE_ENDIAN);
        record(file, 1 << 26, 0).putShort((short) 16).put("fio".getBytes(StandardCharsets.US_ASCII));
        file.position(64);
        for (int i = 0; i < 2 * REQUESTS; i++) {
            record(file, (i % 2 == 0 ? 7 : 8) | 1 << 16, i + 1 + i / 1000).putShort((short) 0);
        }
        return file.array();
    }

    /** A record up to the length of its payload. */
    private static ByteBuffer record(ByteBuffer file, int action, int number) {
        file.putInt(0x65617407).putInt(number).putLong(1_000_000L + 1000L * number);
        file.putLong(8L * number).putInt(4096).putInt(action).putInt(42).putInt(8 << 20 | 1);
        return file.putInt(0).putShort((short) 0);
    }

    private static String line(int us, String event) {
        return "     qemu-system-202   [001] .....    54.%06d: %s%n".formatted(us, event);
    }

    private static Path split() {
        return dir.resolve("split");
    }

    private static Path whole() {
        return dir.resolve("whole");
    }
}
