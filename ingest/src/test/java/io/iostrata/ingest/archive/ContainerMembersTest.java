package io.iostrata.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

final class ContainerMembersTest {
    @Test
    void goesOnAfterAMemberOfATarIsClosed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var name : List.of("a.txt", "b.txt", "c.txt")) {
                var entry = new TarArchiveEntry(name);
                entry.setSize(1);
                tar.putArchiveEntry(entry);
                tar.write(name.charAt(0));
                tar.closeArchiveEntry();
            }
        }
        assertThat(contents(bytes.toByteArray())).containsExactly("a.txt=a", "b.txt=b", "c.txt=c");
    }

    @Test
    void goesOnAfterAMemberOfAZipIsClosed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : List.of("a.txt", "b.txt")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.charAt(0));
            }
        }
        assertThat(contents(bytes.toByteArray())).containsExactly("a.txt=a", "b.txt=b");
    }

    private static List<String> contents(byte[] container) throws IOException {
        var contents = new ArrayList<String>();
        Container.visit(
                new ByteArrayInputStream(container),
                (name, bytes) -> {
                    try (bytes) {
                        contents.add(name.entry() + "=" + (char) bytes.read());
                    }
                    return true;
                },
                trouble -> {});
        return contents;
    }
}
