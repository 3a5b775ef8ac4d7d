package io.iostrata.ingest.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;

class ContainerTest {
    private final List<String> files = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
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
                        "../up: refused: a path that leaves the archive",
                        "/root: refused: an absolute path",
                        "a/../../b: refused: a path that leaves the archive",
                        "C:/windows: refused: an absolute path",
                        "a/../b: refused: a path that leaves the archive");
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
                        "type2: refused: neither a regular file nor a directory",
                        "type1: refused: neither a regular file nor a directory",
                        "type3: refused: neither a regular file nor a directory",
                        "type6: refused: neither a regular file nor a directory");
    }

    @Test
    void aVisitorMayStop() throws IOException {
        Container.visit(
                new ByteArrayInputStream(tar("a", "b", "c")), (name, bytes) -> !files.add(name.entry()), trouble -> {});

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

    @Test
    void containersInContainersAreReadOneDeep() throws IOException {
        byte[] inner = tar("run/a");
        visit(tarOf(Map.of("in.tar", inner)));
        visit(tarOf(Map.of("in.tar.xz", Packed.of(Compression.XZ, inner))));
        visit(zipOf(Map.of("in.tar.bz2", Packed.of(Compression.BZIP2, tarOf(Map.of("noise", noise(1_000_000)))))));
        visit(gzip(tarOf(Map.of("in.zip", zip("run/b")))));
        visit(tarOf(Map.of("in.tar", tarOf(Map.of("deep.tar.gz", gzip(inner))))));

        assertThat(names).containsExactly("in.tar!run/a", "in.tar.xz!run/a", "in.tar.bz2!noise", "in.zip!run/b");
        assertThat(refusals).containsExactly("in.tar!deep.tar.gz: refused: a container in a container in a container");
    }

    @Test
    void anInnerContainerThatBreaksOffDoesNotBreakTheOuterOne() throws IOException {
        byte[] inner = Arrays.copyOf(tar("one", "two"), 1024 + 512 + 2);
        visit(tarOf(new TreeMap<>(Map.of("a.tar", inner, "b", new byte[3]))));

        assertThat(names).containsExactly("a.tar!one", "a.tar!two", "b");
        assertThat(refusals).singleElement().asString().startsWith("a.tar: ");
    }

    @Test
    void ofTwoMembersOfOneNameTheFirstIsRead() throws IOException {
        visit(tar("a", "./a", "b//c", "b/./c"));

        assertThat(files).containsExactly("a=of a", "b/c=of b//c");
        assertThat(refusals)
                .containsExactly(
                        "./a: refused: a second member of that name, the first one is read",
                        "b/./c: refused: a second member of that name, the first one is read");
    }

    @Test
    void oddNamesAreRefusedAndShownWithoutHarm() throws IOException {
        visit(tar("a\nb", "esc\033[31m", "x".repeat(5000), "back\\slash"));

        assertThat(files).containsExactly("back\\slash=of back\\slash");
        assertThat(refusals)
                .containsExactly(
                        "a\\x0ab: refused: a control character in its name",
                        "esc\\x1b[31m: refused: a control character in its name",
                        "x".repeat(200) + "…: refused: a name of 5000 characters");
    }

    @Test
    void bytesBehindTheEndOfATarAreSaid() throws IOException {
        visit(Packed.joined(tar("a"), new byte[20_000]));
        visit(Packed.joined(tar("b"), tar("c")));
        visit(Packed.joined(gzip(tar("d")), "rubbish".getBytes(UTF_8)));

        assertThat(names).containsExactly("a", "b", "d");
        assertThat(refusals)
                .containsExactly(
                        ": 2048 bytes behind its end, not read",
                        ": 7 bytes from 0x%x of the stored file on, expected the end of the gzip data"
                                .formatted(gzip(tar("d")).length));
    }

    @Test
    void aTarsHeaderHasABoundHoweverLongANameItClaims() throws IOException {
        byte[] claim = tarOf(Map.of("L", new byte[4 << 20]));
        claim[156] = 'L';
        byte[] sum = "        ".getBytes(UTF_8);
        System.arraycopy(sum, 0, claim, 148, 8);
        int total = 0;
        for (int i = 0; i < 512; i++) {
            total += claim[i];
        }
        System.arraycopy("%06o\0 ".formatted(total).getBytes(UTF_8), 0, claim, 148, 8);

        assertThatThrownBy(() -> visit(claim)).hasMessage("member header of more than 1048576 bytes");
    }

    @Test
    void aZipMemberThatIsNotWhatWasStoredIsAnError() throws IOException {
        byte[] zip = zipOf(Map.of("a", noise(100)));
        zip[40] ^= 1;
        visit(zip);

        assertThat(refusals).singleElement().asString().matches("a: member with checksum .*, expected .*");
    }

    @Test
    void zipMembersThatCannotBeReadEndInATrouble() throws IOException {
        byte[] encrypted = zip("secret", "after");
        encrypted[6] |= 1;

        assertThatThrownBy(() -> visit(encrypted)).hasMessageContaining("encryption used in entry secret");
        assertThat(refusals).containsExactly("secret: refused: an encrypted file");
    }

    @Test
    void zipsOf64BitsAndStoredMembersAreRead() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            zip.setUseZip64(Zip64Mode.Always);
            for (int method : new int[] {ZipEntry.DEFLATED, ZipEntry.STORED}) {
                var entry = new ZipArchiveEntry("method" + method);
                entry.setMethod(method);
                entry.setSize(1);
                entry.setCrc(0xe8b7be43L);
                zip.putArchiveEntry(entry);
                zip.write('a');
                zip.closeArchiveEntry();
            }
        }
        visit(bytes.toByteArray());

        assertThat(files).containsExactly("method8=a", "method0=a");
        assertThat(refusals).isEmpty();
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private void visit(byte[] container) throws IOException {
        Container.visit(
                new ByteArrayInputStream(container),
                (name, bytes) -> {
                    names.add(name.entry());
                    return files.add(name.entry() + "=" + new String(bytes.readAllBytes(), UTF_8));
                },
                trouble -> refusals.add(trouble.name() + ": " + trouble.what()));
    }

    static byte[] tar(String... names) throws IOException {
        var members = new ArrayList<Map.Entry<String, byte[]>>();
        for (var name : names) {
            members.add(Map.entry(name, ("of " + name).getBytes(UTF_8)));
        }
        return tarOf(members);
    }

    static byte[] tarOf(Map<String, byte[]> members) throws IOException {
        return tarOf(members.entrySet());
    }

    private static byte[] tarOf(Collection<Map.Entry<String, byte[]>> members) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var member : members) {
                var entry = new TarArchiveEntry(member.getKey(), true);
                entry.setSize(member.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(member.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    static byte[] zip(String... names) throws IOException {
        var members = new LinkedHashMap<String, byte[]>();
        for (var name : names) {
            members.put(name, ("of " + name).getBytes(UTF_8));
        }
        return zipOf(members);
    }

    private static byte[] zipOf(Map<String, byte[]> members) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        return Packed.gzip(bytes);
    }
}
