package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PageFileTest {
    private static final String HTML = "<!DOCTYPE html>\n<html>" + "<p>µs</p>\n".repeat(20_000) + "</html>\n";

    @TempDir
    Path dir;

    @Test
    void aPageIsOfWhatItWasMadeOf() throws IOException {
        var page = written();

        assertThat(page.isOf("d1")).isTrue();
        assertThat(page.isOf("d2")).isFalse();
        assertThat(Files.readString(page.path())).startsWith(HTML);
    }

    @Test
    void aPageThatWasChangedIsOfNothing() throws IOException {
        byte[] bytes = Files.readAllBytes(written().path());

        for (int cut : new int[] {0, 20, bytes.length / 2, bytes.length - 1}) {
            assertThat(isOf(Arrays.copyOf(bytes, cut)))
                    .as("cut to %d bytes", cut)
                    .isFalse();
        }
        assertThat(isOf(Arrays.copyOf(bytes, bytes.length + 1))).isFalse();
        for (int at : new int[] {0, bytes.length / 2, bytes.length - 10}) {
            byte[] edited = bytes.clone();
            edited[at]++;
            assertThat(isOf(edited)).as("byte %d is another", at).isFalse();
        }
        assertThat(isOf(bytes)).isTrue();
    }

    @Test
    void noFileAndADirectoryAreOfNothing() throws IOException {
        assertThat(new PageFile(dir.resolve("none.html")).isOf("d1")).isFalse();
        assertThat(new PageFile(dir).isOf("d1")).isFalse();
    }

    @Test
    @Timeout(10)
    void aLargeFileOfAnotherMakerIsNotReadThrough() throws IOException {
        var large = dir.resolve("large.html");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(1L << 40);
        }

        assertThat(new PageFile(large).isOf("d1")).isFalse();
    }

    @Test
    void aPageThatMayNotBeReadIsOfNothing() throws IOException {
        var page = written();
        assumeTrue(
                page.path().toFile().setReadable(false) && !Files.isReadable(page.path()),
                "whoever runs this reads all");

        assertThat(page.isOf("d1")).isFalse();
    }

    private boolean isOf(byte[] bytes) throws IOException {
        return new PageFile(Files.write(dir.resolve("page.html"), bytes)).isOf("d1");
    }

    private PageFile written() throws IOException {
        var page = new PageFile(dir.resolve("page.html"));
        page.write(HTML, "d1");
        return page;
    }
}
