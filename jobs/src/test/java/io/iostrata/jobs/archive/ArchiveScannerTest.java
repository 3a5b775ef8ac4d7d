package io.iostrata.jobs.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.archive.ArchiveScanner;
import io.iostrata.ingest.archive.RunArchive;
import io.iostrata.schemas.tables.IssueKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveScannerTest {
    private static final String SEQREAD = "seqread: requests=10 mean_ns=5000\n";

    /** A page with one event of 8 bytes. */
    private static final byte[] RING_PAGE = ByteBuffer.allocate(4096)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(1000)
            .putLong(12)
            .putInt(2)
            .putInt(7)
            .putInt(1778)
            .array();

    @TempDir
    Path dir;

    @Test
    void aDirectoryWithAManifestOwnsWhatIsBelowIt() throws IOException {
        write(
                "a/run.json",
                "{\"run_id\": \"r1\", \"set\": \"s\", \"config\": {\"aio\": \"native\", \"workload\": {\"bs\": 4096}}}");
        write("a/guest/seqread.txt", SEQREAD);
        write("a/notes.txt", "whatever");

        assertThat(runs(dir)).containsExactly("r1 [guest/seqread.txt SEQREAD, notes.txt ]");
        assertThat(scan(dir).runs().get(0).manifest().config())
                .containsEntry("aio", "native")
                .containsEntry("workload.bs", "4096");
    }

    @Test
    void aDirectoryWithoutAManifestIsARunIfItHoldsARecognisedFile() throws IOException {
        write("with/seqread.txt", SEQREAD);
        write("without/notes.txt", "whatever");
        write("declarations/trace-events-all", "virtio_notify(void *vdev, void *vq) \"vdev %p vq %p\"\n");

        assertThat(runs(dir)).containsExactly("with [seqread.txt SEQREAD]");
    }

    @Test
    void pagesOfARingBufferAreOneRunWithWhatDescribesThem() throws IOException {
        write("t/events/header_page", "field: u64 timestamp;");
        write("t/events/kvm/kvm_pio/format", "name: kvm_pio\nID: 7\n");
        write("t/events/kvm/enable", "1\n");
        write("t/saved_cmdlines", "7 qemu\n");
        Files.createDirectories(dir.resolve("t/per_cpu/cpu0"));
        Files.write(dir.resolve("t/per_cpu/cpu0/trace_pipe_raw"), RING_PAGE);
        Files.createDirectories(dir.resolve("t/per_cpu/cpu1"));
        Files.write(dir.resolve("t/per_cpu/cpu1/trace_pipe_raw"), RING_PAGE);
        Files.createDirectories(dir.resolve("bare"));
        Files.write(dir.resolve("bare/cpu0.raw"), RING_PAGE);

        assertThat(runs(dir))
                .containsExactly(
                        "bare [cpu0.raw TRACE_PIPE_RAW]",
                        "t [events/header_page event-formats, events/kvm/enable event-formats,"
                                + " events/kvm/kvm_pio/format event-formats, per_cpu/cpu0/trace_pipe_raw TRACE_PIPE_RAW,"
                                + " per_cpu/cpu1/trace_pipe_raw TRACE_PIPE_RAW, saved_cmdlines event-formats]");
        assertThat(scan(dir).runs().get(1).eventFormats())
                .containsOnlyKeys("per_cpu/cpu0/trace_pipe_raw", "per_cpu/cpu1/trace_pipe_raw");
        assertThat(scan(dir.resolve("t/per_cpu/cpu1/trace_pipe_raw"))
                        .runs()
                        .get(0)
                        .eventFormats())
                .containsOnlyKeys("per_cpu/cpu1/trace_pipe_raw");
    }

    @Test
    void groundTruthIsNotAmongTheFiles() throws IOException {
        write(
                "r/run.json",
                "{\"files\": [{\"path\": \"clk.txt\", \"layer\": \"ground-truth\"}], \"ground_truth\": {\"gsi\": 11}}");
        write("r/clk.txt", "the answer");
        write("r/seqread.txt", SEQREAD);

        assertThat(runs(dir)).containsExactly("r [seqread.txt SEQREAD]");
    }

    @Test
    void containersAreReadByContentWhateverTheirName() throws IOException {
        Files.write(dir.resolve("one.bin"), tarGz("run1/seqread.txt"));
        Files.write(dir.resolve("two.dat"), zip("run2/seqread.txt"));

        assertThat(runs(dir)).containsExactlyInAnyOrder("run1 [seqread.txt SEQREAD]", "run2 [seqread.txt SEQREAD]");
    }

    @Test
    void membersThatLeaveTheContainerAreRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            add(tar, "run/seqread.txt");
            add(tar, "../../escape/seqread.txt");
            tar.putArchiveEntry(linkTo("run/passwd", "/etc/passwd"));
            tar.closeArchiveEntry();
        }
        Files.write(dir.resolve("evil.tar"), bytes.toByteArray());

        assertThat(runs(dir)).containsExactly("run [seqread.txt SEQREAD]");
        assertThat(scan(dir).issues())
                .extracting(found -> found.issue().kind())
                .containsExactly(IssueKind.REFUSED, IssueKind.REFUSED);
        assertThat(scan(dir).issues().get(0).issue().message()).contains("evil.tar!../../escape/seqread.txt");
    }

    @Test
    void aContainerThatBreaksOffKeepsWhatCameBefore() throws IOException {
        byte[] whole = tarGz("run1/seqread.txt", "run2/seqread.txt", "run3/seqread.txt");
        Files.write(dir.resolve("cut.tar.gz"), Arrays.copyOf(whole, whole.length * 9 / 10));

        assertThat(runs(dir)).contains("run1 [seqread.txt SEQREAD]");
        assertThat(scan(dir).issues())
                .extracting(found -> found.issue().kind())
                .containsExactly(IssueKind.BROKEN_CONTAINER);
    }

    @Test
    void aManifestThatIsNotJsonIsAnErrorWithItsPlaceAndTheRunIsKept() throws IOException {
        write("r/run.json", "{\"run_id\": \"x\",\n nonsense}");
        write("r/seqread.txt", SEQREAD);

        var run = scan(dir).runs().get(0);
        assertThat(run.runId()).isEqualTo("r");
        assertThat(run.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.kind()).isEqualTo(IssueKind.BAD_MANIFEST);
            assertThat(issue.message()).contains("r/run.json@0x").contains("not JSON");
        });
    }

    @Test
    void traceEventsComeFromTheRunOrFromBesideItNeverFromElsewhere() throws IOException {
        write("common/trace-events-all", "virtio_notify(void *vdev, void *vq) \"vdev %p vq %p\"\n");
        write("elsewhere/deep/trace-events", "virtio_notify(void *vdev, void *vq) \"vdev %p vq %p\"\n");
        write("beside/run.json", "{\"files\": [{\"path\": \"../common/trace-events-all\"}]}");
        write("leaving/run.json", "{\"files\": [{\"path\": \"../../trace-events-all\"}]}");
        write(
                "absolute/run.json",
                "{\"files\": [{\"path\": \"%s\"}]}".formatted(dir.resolve("common/trace-events-all")));

        var runs = scan(dir).runs();
        assertThat(runs).extracting(RunArchive::runId).containsExactly("absolute", "beside", "leaving");
        assertThat(runs).extracting(run -> run.declarations().isPresent()).containsExactly(false, true, false);
        assertThat(runs.get(0).issues()).extracting(issue -> issue.kind()).containsExactly(IssueKind.REFUSED);
    }

    @Test
    void aContainerInAContainerHoldsRunsOfItsOwn() throws IOException {
        var inner = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(inner)) {
            add(tar, "seqread.txt");
            add(tar, "deeper/seqread.txt");
        }
        Files.write(dir.resolve("outer.zip"), zip("sub/inner.tar", inner.toByteArray()));

        assertThat(runs(dir)).containsExactly("inner [seqread.txt SEQREAD]", "deeper [seqread.txt SEQREAD]");
        var file = scan(dir).runs().get(1).files().get(0).member();
        assertThat(file.name()).isEqualTo(dir.resolve("outer.zip") + "!sub/inner.tar!deeper/seqread.txt");
        assertThat(scan(dir).issues())
                .extracting(found -> found.issue().message())
                .containsExactly(dir.resolve("outer.zip") + ": 0 files and no run in it");
    }

    @Test
    void ofTwoMembersOfOneNameTheFirstIsFound() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            add(tar, "run/run.json", "{\"run_id\": \"first\"}");
            add(tar, "run/./run.json", "{\"run_id\": \"second\"}");
        }
        Files.write(dir.resolve("twice.tar"), bytes.toByteArray());

        assertThat(runs(dir)).containsExactly("first []");
        assertThat(scan(dir).issues()).singleElement().satisfies(found -> assertThat(
                        found.issue().message())
                .endsWith("twice.tar!run/./run.json: refused: a second member of that name, the first one is read"));
    }

    @Test
    void manifestsOfAContainerHaveABoundTogether() throws IOException {
        var padding = " ".repeat(15 << 20);
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (int run = 1; run <= 5; run++) {
                add(tar, "r%d/run.json".formatted(run), "{\"run_id\": \"id%d\"}%s".formatted(run, padding));
            }
        }
        Files.write(dir.resolve("heavy.tar.gz"), bytes.toByteArray());

        var runs = scan(dir).runs();
        assertThat(runs).extracting(RunArchive::runId).containsExactly("id1", "id2", "id3", "id4", "r5");
        assertThat(runs.get(4).issues()).singleElement().satisfies(issue -> assertThat(issue.message())
                .endsWith("r5/run.json@0x0: the manifests and trace-events beside it take 67108864 bytes with it,"
                        + " not read"));
    }

    @Test
    void aManifestThatIsTooLongIsAnErrorAndItsRunIsKept() throws IOException {
        write("r/run.json", "{}" + " ".repeat(16 << 20));
        write("r/seqread.txt", SEQREAD);

        assertThat(runs(dir)).containsExactly("r [seqread.txt SEQREAD]");
        assertThat(scan(dir).runs().get(0).issues()).singleElement().satisfies(issue -> assertThat(issue.message())
                .endsWith("r/run.json@0x0: longer than 16777216 bytes"));
    }

    private ArchiveScanner.Findings scan(Path archive) throws IOException {
        return ArchiveScanner.scan(new Archives(), archive.toString());
    }

    private List<String> runs(Path archive) throws IOException {
        return scan(archive).runs().stream()
                .map(run -> run.runId() + " "
                        + run.files().stream()
                                .map(file -> file.member().path() + " " + file.format())
                                .toList())
                .toList();
    }

    private void write(String path, String text) throws IOException {
        var file = dir.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static byte[] tarGz(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream gz = new GZIPOutputStream(bytes);
                var tar = new TarArchiveOutputStream(gz)) {
            for (var name : names) {
                add(tar, name);
            }
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String name) throws IOException {
        add(tar, name, SEQREAD);
    }

    private static void add(TarArchiveOutputStream tar, String name, String text) throws IOException {
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(text.length());
        tar.putArchiveEntry(entry);
        tar.write(text.getBytes(UTF_8));
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry linkTo(String name, String target) {
        var link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        link.setLinkName(target);
        return link;
    }

    private static byte[] zip(String name) throws IOException {
        return zip(name, SEQREAD.getBytes(UTF_8));
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }
}
