package io.iostrata.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilePackingTest {
    private static final long MIB = 1 << 20;

    @Test
    void putsSmallFilesTogetherForFourTasksACore() {
        assertThat(FilePacking.of(Collections.nCopies(64, 1000L), 2)).isEqualTo(new FilePacking(2 * MIB + 1, MIB / 4));
    }

    @Test
    void cutsNoFile() {
        assertThat(FilePacking.of(List.of(1000L, 900 * MIB, 1000L), 2).partitionBytes())
                .isEqualTo(900 * MIB);
    }

    @Test
    void putsNoMoreThan64FilesTogether() {
        assertThat(FilePacking.of(List.of(640 * MIB, 1000L), 2).leastFileBytes())
                .isEqualTo(10 * MIB);
    }

    @Test
    void knowsWhatToDoWithNoFiles() {
        assertThat(FilePacking.of(List.of(), 2)).isEqualTo(new FilePacking(1, MIB / 4));
    }
}
