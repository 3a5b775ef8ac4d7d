package io.iostrata.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.jobs.doctor.Finding.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
    private static final long GIB = 1L << 30;

    @ParameterizedTest
    @CsvSource({"16, BAD", "17, OK", "21, OK", "22, BAD", "25, BAD"})
    void javaIsOfTheVersionsThatSparkRunsOn(int version, Level level) {
        assertThat(Machine.java(version, "here").level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"1, 16, OK", "15, 16, BAD", "2, 2, BAD"})
    void theHeapFitsTheMachine(long heap, long physical, Level level) {
        assertThat(Machine.memory(heap * GIB, physical * GIB).level()).isEqualTo(level);
    }

    @Test
    void aHeapTooSmallSaysWhichSizeDoes() {
        var finding = Machine.memory(GIB / 4, 16 * GIB);
        assertThat(finding.level()).isEqualTo(Level.BAD);
        assertThat(finding.text()).contains("0.3 GiB of heap").contains("IOSTRATA_HEAP=2g");
    }

    @ParameterizedTest
    @CsvSource({"0, BAD", "1, NOTE", "50, OK"})
    void theDiskHasRoom(long gib, Level level) {
        assertThat(Machine.room("lake disk", Path.of("lake"), gib * GIB).level())
                .isEqualTo(level);
    }

    @Test
    void aLakeThatIsNotThereYetHasTheRoomOfTheDirectoryAbove(@TempDir Path dir) {
        assertThat(Machine.room("lake disk", dir.resolve("a/b/c")).found()).endsWith("free at " + dir);
    }
}
