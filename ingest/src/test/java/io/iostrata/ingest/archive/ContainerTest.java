package io.iostrata.ingest.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class ContainerTest {
    private final List<String> files = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    @Test
    void tarAndZipAreRecognisedByContent() throws IOException {
        assertThat(Container.recognises(tar("a"))).isTrue();
        assertThat(Container.recognises(zip("a"))).isTrue();
        assertThat(Container.recognises("plain text".getBytes(UTF_8))).isFalse();
        assertThat(Container.recognises(new byte[0])).isFalse();
    }

    @Test
    void visitsRegularFilesInStoredOrder() throws IOException {
        visit(tar("./b/two", "a/one"));
        visit(gzip(tar("c")));
        visit(zip("z/two", "z/one"));

        assertThat(files)
                .containsExactly("b/two=of ./b/two", "a/one=of a/one", "c=of c", "z/two=of z/two", "z/one=of z/one");
        assertThat(refusals).isEmpty();
    }

    @Test
    void namesThatLeaveTheContainerAreRefused() throws IOException {
        visit(zip("../up", "/root", "a/../../b", "C:\\windows", "a\\..\\b", "a..b"));

        assertThat(files).containsExactly("a..b=of a..b");
        assertThat(refusals)
                .containsExactly(
                        "../up: a path that leaves the archive",
                        "/root: an absolute path",
                        "a/../../b: a path that leaves the archive",
                        "C:\\windows: an absolute path",
                        "a\\..\\b: a path that leaves the archive");
    }

    @Test
    void linksAndDevicesAreRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (byte type : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, '6'}) {
                var entry = new TarArchiveEntry("type" + (char) type, type);
                entry.setLinkName("/etc/passwd");
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
        visit(bytes.toByteArray());

        assertThat(files).isEmpty();
        assertThat(refusals)
                .containsExactly(
                        "type2: neither a regular file nor a directory",
                        "type1: neither a regular file nor a directory",
                        "type3: neither a regular file nor a directory",
                        "type6: neither a regular file nor a directory");
    }

    @Test
    void aVisitorMayStop() throws IOException {
        Container.visit(new ByteArrayInputStream(tar("a", "b", "c")), (name, bytes) -> !files.add(name), (n, w) -> {});

        assertThat(files).containsExactly("a");
    }

    @Test
    void aBreakIsAnExceptionAfterTheFilesBeforeIt() throws IOException {
        byte[] whole = tar("a", "b");

        assertThatThrownBy(() -> visit(Arrays.copyOf(whole, 1024 + 512 + 2))).isInstanceOf(IOException.class);
        assertThat(files).containsExactly("a=of a");
    }

    @Test
    void noiseAfterATarsMagicEndsInAnIOException() throws IOException {
        byte[] whole = tar("a");
        for (int at = 0; at < 512; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0xff;
            try {
                visit(damaged);
            } catch (IOException expected) {
                assertThat(expected.getMessage()).as("offset %d", at).isNotBlank();
            }
        }
    }

    private void visit(byte[] container) throws IOException {
        Container.visit(
                new ByteArrayInputStream(container),
                (name, bytes) -> files.add(name + "=" + new String(bytes.readAllBytes(), UTF_8)),
                (name, why) -> refusals.add(name + ": " + why));
    }

    private static byte[] tar(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var name : names) {
                byte[] text = ("of " + name).getBytes(UTF_8);
                var entry = new TarArchiveEntry(name, true);
                entry.setSize(text.length);
                tar.putArchiveEntry(entry);
                tar.write(text);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(("of " + name).getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
