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

    @Test
    void filesOfARingBufferAreOneSourceWhateverTheirCpu() {
        assertThat(file("TRACE_PIPE_RAW", "per_cpu/cpu0/trace_pipe_raw").source())
                .isEqualTo(
                        file("TRACE_PIPE_RAW", "per_cpu/cpu12/trace_pipe_raw").source())
                .isNotEqualTo(file("TRACE_PIPE_RAW", "instances/a/per_cpu/cpu0/trace_pipe_raw")
                        .source());
        assertThat(file("TRACE_PIPE_RAW", "cpu1.raw").source())
                .isEqualTo(file("TRACE_PIPE_RAW", "cpu0.raw").source())
                .isNotEqualTo(file("TRACE_PIPE_RAW", "guest/cpu0.raw").source());
    }

    private static RunFile file(String format, String path) {
        return new RunFile(new Member("archive", path, path, 1), format, "", "", "", 0);
    }
}
