package io.iostrata.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockNamesTest {
    @ParameterizedTest
    @CsvSource({
        "guest CLOCK_MONOTONIC, '', guest mono",
        "CLOCK_MONOTONIC, guest, guest mono",
        "CLOCK_MONOTONIC_RAW, host, host mono_raw",
        "host mono, guest, host mono",
        "Host   x86-TSC (invariant), '', host x86-tsc",
        "' guest local ', '', guest local",
        "CLOCK_REALTIME, host, host realtime",
        "CLOCK_BOOTTIME, '', boot",
        "CLOCK_TAI, guest, guest tai"
    })
    void everyClockHasOneSpelling(String written, String machine, String normalised) {
        assertThat(ClockNames.normalised(written, Optional.of(machine).filter(name -> !name.isEmpty())))
                .isEqualTo(normalised);
    }
}
