package io.iostrata.ingest.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged input of every format ends in rows and issues: no other exception, every byte accounted for, no more memory
 * than four times the input and 64 MiB.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamageTest {
    private static final int WHOLE_STUDY = 16 << 10;
    private static final int MOST_FLIPS_AT_ONCE = 8;

    static List<Seed> seeds() {
        return Seed.all();
    }

    @Test
    void everyFormatHasASeed() {
        var seeded = seeds().stream().map(Seed::format).collect(Collectors.toSet());

        assertThat(EnumSet.complementOf(EnumSet.copyOf(seeded))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTruncationIsRead(Seed seed) {
        int step = seed.length() <= WHOLE_STUDY ? 1 : seed.length() / 2000;
        try (var source = new HostileSource()) {
            for (int length = 0; length < seed.length(); length += step) {
                source.decode(seed.leading(Arrays.copyOf(seed.files().get(0), length)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void flippedBytesAreRead(Seed seed) {
        flip(seed, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("slow")
    void manyFlippedBytesAreRead(Seed seed) {
        flip(seed, seed.length() <= WHOLE_STUDY ? Integer.getInteger("iostrata.flips", 4_000) : 500);
    }

    private static void flip(Seed seed, int rounds) {
        var random = new Random(rounds);
        try (var source = new HostileSource()) {
            for (int round = 0; round < rounds; round++) {
                byte[] bytes = seed.files().get(0).clone();
                for (int flips = random.nextInt(MOST_FLIPS_AT_ONCE); flips >= 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                source.decode(seed.leading(bytes));
            }
        }
    }
}
