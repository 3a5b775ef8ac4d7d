package io.iostrata.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RunFileTest {

    @Test
    void filesOfACtfDirectoryAreOneSourceLedByItsMetadata() {
        assertThat(file("CTF", "kernel/ch_0").source())
                .isEqualTo(file("CTF", "kernel/metadata").source())
                .isNotEqualTo(file("CTF", "ust/ch_0").source())
                .isNotEqualTo(file("FTRACE_TEXT", "kernel/trace.txt").source());
        assertThat(file("CTF", "metadata").source())
                .isEqualTo(file("CTF", "ch_0.gz").source());
        assertThat(file("CTF", "kernel/metadata.gz").leads()).isTrue();
        assertThat(file("CTF", "kernel/ch_0").leads()).isFalse();
        assertThat(file("FTRACE_TEXT", "metadata").leads()).isFalse();
    }

    private static RunFile file(String format, String path) {
        return new RunFile(new Member("archive", path, path, 1), format, "", "", "", 0);
    }
}
