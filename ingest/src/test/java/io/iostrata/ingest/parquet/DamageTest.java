package io.iostrata.ingest.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.TraceFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged input of every format ends in rows and issues: no other exception, no endless loop, every byte accounted for, no
 * more memory than four times the input and 64 MiB.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamageTest {
    private static final int WHOLE_STUDY = 16 << 10;
    private static final int SAMPLE = 500;
    private static final int MOST_FLIPS_AT_ONCE = 8;
    /** Damaged inputs of each format, of all its seeds together. */
    private static final int FLIPS = Integer.getInteger("iostrata.flips", 100_000);

    private static final List<byte[]> HUGE = List.of(
            new byte[] {-1, -1, -1, -1},
            new byte[] {-1, -1, -1, 0x7f},
            new byte[] {0x7f, -1, -1, -1},
            new byte[] {0, 0, 0, 0, 1, 0, 0, 0},
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1},
            "4294967295".getBytes(StandardCharsets.US_ASCII));

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
    void everyTruncationIsRead(Seed seed) throws InterruptedException {
        int step = isStudiedWhole(seed) ? 1 : seed.length() / SAMPLE;

        DamagedInputs.decode(
                seed, seed.length() / step, cut -> Arrays.copyOf(seed.files().get(0), cut * step));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void flippedBytesAreRead(Seed seed) throws InterruptedException {
        DamagedInputs.decode(seed, SAMPLE, round -> flipped(seed, round));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("slow")
    void aHundredThousandFlipsOfEachFormatAreRead(TraceFormat format) throws InterruptedException {
        var ofFormat = seeds().stream().filter(seed -> seed.format() == format).toList();

        for (var seed : ofFormat) {
            int rounds = -Math.floorDiv(-FLIPS, ofFormat.size());
            DamagedInputs.decode(seed, rounds, round -> flipped(seed, SAMPLE + round));
        }
    }

    /** Whatever counts or measures something says four billion or more, in either order, in binary or in digits. */
    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("slow")
    void hugeNumbersAnywhereAreRead(Seed seed) throws InterruptedException {
        int step = Math.max(1, seed.length() / SAMPLE);
        int places = seed.length() / step;

        DamagedInputs.decode(
                seed, places * HUGE.size(), i -> overwritten(seed, i / HUGE.size() * step, HUGE.get(i % HUGE.size())));
    }

    /** As an ingest does it: put in order and written, the writer in a thread of its own. */
    @ParameterizedTest
    @MethodSource("seeds")
    void flippedBytesAreWritten(Seed seed, @TempDir Path directory) throws IOException {
        try (var source = new HostileSource()) {
            for (int round = 0; round < 20; round++) {
                source.write(seed.leading(flipped(seed, round)), directory);
            }
        }
    }

    private static boolean isStudiedWhole(Seed seed) {
        return seed.length() <= WHOLE_STUDY;
    }

    private static byte[] overwritten(Seed seed, int from, byte[] number) {
        byte[] bytes = seed.files().get(0).clone();
        System.arraycopy(number, 0, bytes, from, Math.min(number.length, bytes.length - from));
        return bytes;
    }

    private static byte[] flipped(Seed seed, int round) {
        var random = new Random(round);
        byte[] bytes = seed.files().get(0).clone();
        for (int flips = random.nextInt(MOST_FLIPS_AT_ONCE); flips >= 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
