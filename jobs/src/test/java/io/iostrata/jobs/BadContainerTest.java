package io.iostrata.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged compressed files and containers: what is good is in the lake, what is not has a row in issues. */
class BadContainerTest {
    @TempDir
    static Path dir;

    @AfterEach
    void everyByteIsAccountedFor() {
        assertThat(Commands.rows(lake(), "SELECT path FROM sources WHERE bytes_decoded + bytes_skipped <> size_bytes"))
                .isEmpty();
    }

    @Test
    void whatFollowsAGzipMemberIsAWarning() throws IOException {
        var run = Runs.simpletrace(dir.resolve("tail"), 10);
        var trace = run.resolve("qemu.trace");
        byte[] stored = packed(Files.readAllBytes(trace), Packing.GZIP);
        Runs.write(trace, joined(stored, "rubbish".getBytes(UTF_8)));

        assertThat(ingested(run, 0))
                .contains("warning: %s@0x2c0: 7 bytes from 0x%x of the stored file on".formatted(trace, stored.length));
        assertThat(sources("tail")).contains("qemu.trace,simpletrace 0,10,0");
        assertThat(issues("tail")).containsExactly("skipped,warning,704,7");
    }

    @Test
    void aBrokenChecksumIsAnErrorAndLosesNothing() throws IOException {
        var run = Runs.simpletrace(dir.resolve("checksum"), 10);
        byte[] stored = packed(Files.readAllBytes(run.resolve("qemu.trace")), Packing.GZIP);
        stored[stored.length - 6] ^= 1;
        Runs.write(run.resolve("qemu.trace"), stored);

        assertThat(ingested(run, 1)).containsPattern("error: .*qemu.trace@0x2c0: gzip member with checksum ");
        assertThat(sources("checksum")).contains("qemu.trace,simpletrace 0,10,0");
    }

    @Test
    void cutFilesOfEveryCompressionKeepWhatCameBefore() throws IOException {
        for (var packing : Packing.values()) {
            var run = Runs.simpletrace(dir.resolve("cut/cut-" + packing), 100_000);
            byte[] stored = packed(noisy(Files.readAllBytes(run.resolve("qemu.trace"))), packing);
            Runs.write(run.resolve("qemu.trace"), Arrays.copyOf(stored, stored.length * 3 / 4));
        }

        assertThat(ingested(dir.resolve("cut"), 1))
                .containsPattern("cut-LZ4/qemu.trace@0x[0-9a-f]+: cannot be decompressed any further: lz4 block of");
        assertThat(Commands.rows(
                        lake(),
                        "SELECT run_id FROM sources WHERE run_id LIKE 'cut-%' AND path = 'qemu.trace'"
                                + " AND events BETWEEN 50000 AND 80000 ORDER BY run_id"))
                .containsExactly("cut-BZIP2", "cut-GZIP", "cut-LZ4", "cut-ZSTD");
    }

    @Test
    void aFileCompressedThriceIsRefused() throws IOException {
        var run = Runs.simpletrace(dir.resolve("thrice"), 10);
        byte[] twice = packed(packed(Files.readAllBytes(run.resolve("qemu.trace")), Packing.LZ4), Packing.BZIP2);
        Runs.write(run.resolve("twice.trace"), twice);
        Runs.write(run.resolve("thrice.trace"), packed(twice, Packing.GZIP));

        assertThat(ingested(run, 1)).contains("thrice.trace@0x0: cannot be decompressed any further: compressed more");
        assertThat(sources("thrice"))
                .contains("qemu.trace,simpletrace 0,10,0", "twice.trace,simpletrace 0,10,0", "thrice.trace,other,0,0");
        assertThat(issues("thrice")).containsExactly("refused,error,0,1");
    }

    @Test
    void aContainerCutInsideALargeMemberKeepsTheMembersBeginning() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            add(tar, "inside/trace-events", Runs.TRACE_EVENTS.getBytes(UTF_8));
            add(tar, "inside/qemu.trace", noisy(Runs.notifies(50_000)));
        }
        var archive = Runs.write(dir.resolve("inside.tar.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));

        assertThat(ingested(archive, 1))
                .containsPattern("error: .*inside.tar.gz!inside/qemu.trace@0x[0-9a-f]+: cannot");
        assertThat(Commands.rows(
                        lake(), "SELECT path FROM sources WHERE run_id = 'inside' AND events BETWEEN 20000 AND 30000"))
                .containsExactly("qemu.trace");
        assertThat(issues("inside")).contains("broken_container,error,null,1");
    }

    @Test
    void whatWasRefusedOfAContainerHasRowsWithItsRuns() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            add(tar, "one/seqread.txt", Runs.SEQREAD.getBytes(UTF_8));
            add(tar, "two/seqread.txt", Runs.SEQREAD.getBytes(UTF_8));
            add(tar, "two/seqread.txt", Runs.SEQREAD.getBytes(UTF_8));
            add(tar, "../../escape", new byte[1]);
        }
        Runs.write(dir.resolve("rows/refused.tar"), bytes.toByteArray());
        Runs.simpletrace(dir.resolve("rows/untouched"), 1);

        var said = ingested(dir.resolve("rows"), 0);

        assertThat(said.lines()).filteredOn(line -> line.contains("refused: ")).hasSize(2);
        assertThat(issues("one")).containsExactly("refused,warning,null,1", "refused,warning,null,1");
        assertThat(issues("two")).containsExactly("refused,warning,null,1", "refused,warning,null,1");
        assertThat(issues("untouched")).isEmpty();
    }

    @Test
    void aLinkInADirectoryHasARowWithTheRunItIsIn() throws IOException {
        var run = Runs.simpletrace(dir.resolve("linked"), 1);
        Files.createSymbolicLink(run.resolve("passwd"), Path.of("/etc/passwd"));

        assertThat(ingested(run, 0)).contains("linked/passwd: refused: neither a regular file nor a directory");
        assertThat(issues("linked")).containsExactly("refused,warning,null,1");
    }

    @Test
    void dumpPrintsWhatCameBeforeACut() throws IOException {
        var run = Runs.simpletrace(dir.resolve("dumped"), 1000);
        byte[] stored = packed(noisy(Files.readAllBytes(run.resolve("qemu.trace"))), Packing.GZIP);
        var trace = Runs.write(run.resolve("qemu.trace"), Arrays.copyOf(stored, stored.length / 2));

        var printed = Commands.run("dump", trace.toString());

        assertThat(printed.out().lines()).hasSizeBetween(400, 600);
        assertThat(printed.err())
                .containsPattern("error: .*qemu.trace@0x[0-9a-f]+: cannot be decompressed any further");
        assertThat(printed.status()).isEqualTo(1);
    }

    private static String ingested(Path archive, int status) {
        var answer = Commands.ingest(lake(), archive);
        assertThat(answer.status()).as(answer.err()).isEqualTo(status);
        assertThat(answer.err()).doesNotContain("\tat ").doesNotContain("failed");
        return answer.err();
    }

    private static List<String> sources(String run) {
        return Commands.rows(
                lake(), "SELECT path, format, events, bytes_skipped FROM sources WHERE run_id = '%s'".formatted(run));
    }

    private static List<String> issues(String run) {
        return Commands.rows(
                lake(),
                "SELECT kind, severity, coalesce(string(offset), 'null'), count FROM issues WHERE run_id = '%s'"
                        .formatted(run));
    }

    private static Path lake() {
        return dir.resolve("lake");
    }

    /** The third argument's bytes, which nobody looks at, made incompressible. */
    private static byte[] noisy(byte[] trace) {
        var random = new java.util.Random(1);
        for (int at = 64; at < trace.length; at += 64) {
            for (int i = 32; i < 64; i++) {
                trace[at + i] = (byte) random.nextInt();
            }
        }
        return trace;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** The compressions of these tests. */
    private enum Packing {
        GZIP,
        ZSTD,
        LZ4,
        BZIP2
    }

    private static byte[] packed(byte[] bytes, Packing packing) throws IOException {
        if (packing == Packing.ZSTD) {
            return Zstd.compress(bytes);
        }
        var stored = new ByteArrayOutputStream();
        try (var out = over(stored, packing)) {
            out.write(bytes);
        }
        return stored.toByteArray();
    }

    private static OutputStream over(OutputStream out, Packing packing) throws IOException {
        return switch (packing) {
            case GZIP -> new GZIPOutputStream(out);
            case LZ4 -> new FramedLZ4CompressorOutputStream(out);
            case BZIP2 -> new BZip2CompressorOutputStream(out);
            case ZSTD -> throw new IllegalArgumentException("compressed at once");
        };
    }
}
