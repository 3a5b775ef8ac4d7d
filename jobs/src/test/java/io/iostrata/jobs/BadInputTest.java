package io.iostrata.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.jobs.archive.Archives;
import io.iostrata.jobs.ingest.IngestJob;
import io.iostrata.jobs.ingest.IngestOptions;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One lake for all; what is good of each archive must be in it, and every byte accounted for. */
class BadInputTest {
    @TempDir
    static Path dir;

    @BeforeAll
    static void aGoodRunIsThere() {
        assertThat(Commands.ingest(lake(), Runs.simpletrace(dir.resolve("good"), 10))
                        .status())
                .isZero();
    }

    @AfterEach
    void everyByteIsAccountedFor() {
        assertThat(Commands.rows(lake(), "SELECT path FROM sources WHERE bytes_decoded + bytes_skipped <> size_bytes"))
                .isEmpty();
    }

    @Test
    void anEmptyFileBesideGoodOnesIsNoted() {
        var run = Runs.simpletrace(dir.resolve("empty-file"), 10);
        Runs.write(run.resolve("nothing.trace"), "");

        assertIngested(run, 0);
        assertThat(sources("empty-file"))
                .containsExactly(
                        "nothing.trace,other,0,0", "qemu.trace,simpletrace 0,10,0", "trace-events,trace-events,0,0");
    }

    @Test
    void aValueThatNoModelLooksForIsRefused() {
        var analyze = Commands.run("analyze", "--lake", lake().toString(), "--value", "notifyport=0xc0b0");

        assertThat(analyze.status()).isEqualTo(2);
        assertThat(analyze.err()).contains("Invalid --value: notifyport (expected one of gsi, msi_dst, ");
    }

    @Test
    void aValueThatHasToBeANumberIsOne() {
        var run = Runs.simpletrace(dir.resolve("values"), 10);
        var expected = "Invalid --value: notify_port=0xc0g0 (expected a number, decimal or hexadecimal with 0x)";

        for (var command : List.of(List.of("analyze"), List.of("ingest", run.toString()))) {
            var words = new ArrayList<>(command);
            words.addAll(List.of("--lake", lake().toString(), "--value", "notify_port=0xc0g0"));
            var printed = Commands.run(words.toArray(String[]::new));
            assertThat(printed.status()).isEqualTo(2);
            assertThat(printed.err()).contains(expected);
        }
        assertThat(Commands.run("analyze", "--lake", lake().toString(), "--value", "vdev=0x10,disk")
                        .err())
                .contains("Invalid --value: vdev=0x10,disk (expected a number");
    }

    @Test
    void anArchiveThatIsAnEmptyFileHoldsNoRun() {
        var file = Runs.write(dir.resolve("empty"), "");

        assertThat(refused(file)).contains("error: " + file + "@0x0: no run in it, expected a directory");
    }

    @Test
    void aDirectoryOfRandomBytesHoldsNoRun() {
        for (int seed = 0; seed < 20; seed++) {
            byte[] noise = new byte[5000];
            new Random(seed).nextBytes(noise);
            Runs.write(dir.resolve("noise/file" + seed), noise);
        }

        assertThat(refused(dir.resolve("noise"))).contains("noise@0x0: no run in it, expected");
    }

    @Test
    void aCutGzipKeepsWhatCameBeforeTheCut() throws IOException {
        var archive = dir.resolve("gzip");
        Runs.simpletrace(archive.resolve("gzip-good"), 10);
        var bad = Runs.simpletrace(archive.resolve("gzip-cut"), 20_000).resolve("qemu.trace");
        byte[] whole = gzip(Files.readAllBytes(bad));
        Files.write(bad, Arrays.copyOf(whole, whole.length / 2));

        assertThat(refused(archive))
                .containsPattern("error: .*gzip-cut/qemu.trace@0x[0-9a-f]+: cannot be decompressed any further: ");
        assertThat(sources("gzip-good")).contains("qemu.trace,simpletrace 0,10,0");
        assertThat(Commands.rows(
                        lake(),
                        "SELECT events BETWEEN 5000 AND 15000 FROM sources WHERE run_id = 'gzip-cut'"
                                + " AND path = 'qemu.trace'"))
                .containsExactly("true");
    }

    @Test
    void aCutZstdKeepsWhatCameBeforeTheCut() throws IOException {
        var run = Runs.simpletrace(dir.resolve("zstd-cut"), 20_000);
        byte[] noise = Files.readAllBytes(run.resolve("qemu.trace"));
        var random = new Random(1);
        for (int at = 64; at < noise.length; at += 64) {
            noise[at + 33] = (byte) random.nextInt();
        }
        byte[] whole = Zstd.compress(noise);
        Files.write(run.resolve("qemu.trace"), Arrays.copyOf(whole, whole.length - 100));

        assertThat(refused(run))
                .containsPattern("error: .*zstd-cut/qemu.trace@0x[0-9a-f]+: cannot be decompressed any further: ");
        assertThat(Commands.rows(lake(), "SELECT count(*) > 1000 FROM events WHERE run_id = 'zstd-cut'"))
                .containsExactly("true");
    }

    @Test
    void aSimpletraceWithoutTraceEventsSaysWhatItNeeds() throws IOException {
        var run = Runs.simpletrace(dir.resolve("undeclared"), 10);
        Files.delete(run.resolve("trace-events"));

        assertThat(refused(run)).containsPattern("error: .*undeclared/qemu.trace@0x[0-9a-f]+: .*trace-events");
        assertThat(sources("undeclared")).hasSize(1);
    }

    @Test
    void traceEventsOfAnotherVersionAreSaidToBe() throws IOException {
        var golden = Path.of("..", "ingest", "src", "test", "resources", "simpletrace", "strings");
        var run = dir.resolve("other-version");
        Runs.write(run.resolve("qemu.trace"), Files.readAllBytes(golden.resolve("input")));
        Runs.write(run.resolve("trace-events"), "some_event(int a) \"a %d\"\n");

        assertThat(Commands.ingest(lake(), run).err()).containsPattern("(error|warning): .*qemu.trace@0x[0-9a-f]+: ");
        assertThat(sources("other-version")).hasSize(2);
    }

    @Test
    void aManifestThatIsNotJsonIsNamedAndItsRunIsKept() {
        var run = Runs.simpletrace(dir.resolve("manifest"), 10);
        Runs.write(run.resolve("run.json"), "{\"run_id\": oops}");

        assertThat(refused(run)).containsPattern("error: .*manifest/run.json@0x[0-9a-f]+: not JSON");
        assertThat(sources("manifest")).contains("qemu.trace,simpletrace 0,10,0");
    }

    @Test
    void twoRunsOfOneIdAreBothRefused() {
        var archive = dir.resolve("twins");
        Runs.write(Runs.simpletrace(archive.resolve("a"), 10).resolve("run.json"), "{\"run_id\": \"twin\"}");
        Runs.write(Runs.simpletrace(archive.resolve("b"), 10).resolve("run.json"), "{\"run_id\": \"twin\"}");
        Runs.simpletrace(archive.resolve("twins-good"), 10);

        assertThat(refused(archive))
                .contains("twins/a and ", "twins/b: run_id \"twin\" is that of 2 runs, expected one each");
        assertThat(sources("twin")).isEmpty();
        assertThat(sources("twins-good")).hasSize(2);
    }

    @Test
    void aPathThatIsNotThereIsWrongUsage() {
        var answer = Commands.ingest(lake(), dir.resolve("not-there"));

        assertThat(answer.err()).isEqualTo("iostrata: " + dir.resolve("not-there") + ": no such file or directory\n");
        assertThat(answer.status()).isEqualTo(2);
    }

    @Test
    void aLakeThatIsAFileIsWrongUsage() {
        var run = Runs.simpletrace(dir.resolve("lake-file"), 10);

        var answer = Commands.ingest(run.resolve("qemu.trace"), run);

        assertThat(answer.err())
                .contains("iostrata: " + run.resolve("qemu.trace") + ": ")
                .doesNotContain("\tat ");
        assertThat(answer.status()).isEqualTo(2);
    }

    @Test
    void aMemberThatLeavesItsContainerIsRefused() throws IOException {
        var archive = dir.resolve("leaving.tar");
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            add(tar, "leaving/seqread.txt");
            add(tar, "leaving/../../seqread.txt");
        }
        Runs.write(archive, bytes.toByteArray());

        assertThat(assertIngested(archive, 0))
                .contains(
                        "warning: " + archive + "!leaving/../../seqread.txt: refused: a path that leaves the archive");
        assertThat(sources("leaving")).containsExactly("seqread.txt,seqread,1,0");
    }

    @Test
    void aContainerThatBreaksOffIsAnError() throws IOException {
        var archive = dir.resolve("broken.tar.gz");
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (int run = 0; run < 50; run++) {
                add(tar, "broken-%d/seqread.txt".formatted(run));
            }
        }
        Runs.write(archive, Arrays.copyOf(bytes.toByteArray(), bytes.size() * 3 / 4));

        assertThat(refused(archive))
                .containsPattern("error: .*broken.tar.gz@0x0: .* members, expected a whole container");
        assertThat(sources("broken-0")).containsExactly("seqread.txt,seqread,1,0");
    }

    @Test
    void aRawTraceIsAnArchiveOfOneRun() {
        var trace = Runs.simpletrace(dir.resolve("plain"), 10).resolve("qemu.trace");
        var alone = Runs.write(dir.resolve("alone/single.trace"), Runs.notifies(10));

        assertIngested(trace, 0);
        assertThat(sources("qemu")).contains("qemu.trace,simpletrace 0,10,0");
        var declarations = trace.resolveSibling("trace-events").toString();
        assertThat(Commands.ingest(lake(), alone, "--trace-events", declarations)
                        .status())
                .isZero();
        assertThat(sources("single")).containsExactly("single.trace,simpletrace 0,10,0");
    }

    @Test
    void aFileThatMayNotBeReadIsAnErrorAndTheRestIsInTheLake() throws IOException {
        var run = Runs.simpletrace(dir.resolve("denied"), 10);
        Runs.write(run.resolve("secret.trace"), "unseen");
        var lake = new Lake(LakeSession.open("test", lake()));
        lake.create();
        var options = new IngestOptions(List.of(run.toString()), Map.of(), Map.of(), Optional.empty());
        var summary = new IngestJob(
                        lake,
                        new Denying(),
                        options,
                        new Progress(
                                new PrintStream(OutputStream.nullOutputStream(), false, UTF_8),
                                Progress.Style.LOG,
                                System::nanoTime))
                .run();

        assertThat(summary.hasErrors()).isTrue();
        assertThat(summary.complaints())
                .singleElement()
                .asString()
                .contains("secret.trace@0x0: ", "AccessDeniedException", "expected a file to read");
        assertThat(sources("denied")).contains("qemu.trace,simpletrace 0,10,0", "secret.trace,other,0,0");
    }

    private static String refused(Path archive) {
        return assertIngested(archive, 1);
    }

    private static String assertIngested(Path archive, int status) {
        var answer = Commands.ingest(lake(), archive);
        assertThat(answer.status()).as(answer.err()).isEqualTo(status);
        assertThat(answer.err()).doesNotContain("\tat ").doesNotContain("failed");
        return answer.err();
    }

    private static List<String> sources(String run) {
        return Commands.rows(
                lake(),
                "SELECT path, format, events, bytes_skipped FROM sources WHERE run_id = '%s' ORDER BY path"
                        .formatted(run));
    }

    private static Path lake() {
        return dir.resolve("lake");
    }

    private static void add(TarArchiveOutputStream tar, String name) throws IOException {
        byte[] text = Runs.SEQREAD.getBytes(UTF_8);
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(text.length);
        tar.putArchiveEntry(entry);
        tar.write(text);
        tar.closeArchiveEntry();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** A disk on which the files called secret may not be read. */
    private static final class Denying implements ArchiveStore {
        private static final long serialVersionUID = 1;

        private final Archives disk = new Archives();

        @Override
        public List<Entry> list(String directory) throws IOException {
            return disk.list(directory);
        }

        @Override
        public Entry entry(String path) throws IOException {
            return disk.entry(path);
        }

        @Override
        public InputStream open(String file) throws IOException {
            if (file.contains("secret")) {
                throw new AccessDeniedException(file);
            }
            return disk.open(file);
        }
    }
}
