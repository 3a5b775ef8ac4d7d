package io.iostrata.jobs.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The scripts are POSIX sh that shellcheck has nothing to say about; skipped where it is not installed. */
class ShellcheckTest {
    @Test
    void shellcheckFindsNothing() throws Exception {
        assumeThat(Script.isThere("shellcheck")).as("shellcheck is installed").isTrue();
        var line = new String[] {
            "sh",
            "-c",
            "shellcheck --severity=warning --exclude=SC2317,SC2329 recording.sh tracefs.sh record bench join qemu-trace"
        };
        var check = new ProcessBuilder(line)
                .directory(Script.SOURCES.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(check.waitFor()).isZero();
    }
}
