package io.iostrata.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.tracedat.LongTraceDat;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceDatSplitsTest {
    private static final Path CASES = Path.of("src/test/resources/tracedat");
    private static final int PAGE = 4096;
    private static final long[] SIZES = {1, 20_000, 50_000, 120_000};

    @ParameterizedTest
    @ValueSource(strings = {"host-6.1-kvm.dat", "guest-6.1-functions.dat", "built"})
    void tellWhatAReadingOfTheWholeTells(String name) throws IOException {
        byte[] input = LongTraceDat.of(small(name), 90, new Random(name.hashCode()));
        var file = file(input);
        var whole = file.whole();
        for (long size : SIZES) {
            var splits = file.splits(size);
            assertThat(splits).as("size %d", size).hasSizeGreaterThan(1);
            assertThat(file.inSplits(splits)).as("size %d", size).contains(whole);
        }
    }

    @Test
    void tellOfLossesWhatTheStatisticsAddUpTo() throws IOException {
        var file = file(LongTraceDat.of(LongTraceDat.small(), 90, new Random(2)));
        var read = file.inSplits(file.splits(50_000)).orElseThrow();
        assertThat(read.result().lostEvents()).isGreaterThanOrEqualTo(100_000);
        assertThat(read.issues().toString())
                .contains("events more than its pages tell")
                .contains("(said once)");
        assertThat(read).isEqualTo(file.whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"host-6.1-kvm.dat", "built"})
    void tellNothingElseOfDamagedTraces(String name) throws IOException {
        var random = new Random(name.hashCode());
        byte[] input = LongTraceDat.of(small(name), 40, random);
        int pages = input.length / PAGE;
        int told = 0;
        for (int i = 0; i < 60; i++) {
            byte[] damaged = random.nextInt(4) == 0 ? Arrays.copyOf(input, input.length - 3000) : input.clone();
            for (int flip = 0; flip < 3; flip++) {
                int page = pages - 1 - random.nextInt(45);
                damaged[page * PAGE + random.nextInt(1000)] ^= (byte) (1 << random.nextInt(8));
            }
            var file = file(damaged);
            var read = file.inSplits(file.splits(40_000));
            told += read.isPresent() ? 1 : 0;
            var whole = file.whole();
            assertThat(read.orElse(whole)).isEqualTo(whole);
        }
        assertThat(told).isBetween(5, 59);
    }

    @Test
    void proveNothingWherePagesAreNotInOrderOfTime() throws IOException {
        byte[] input = LongTraceDat.of(small("host-6.1-kvm.dat"), 90, new Random(3));
        int last = input.length - 8 * PAGE;
        byte[] swapped = input.clone();
        System.arraycopy(input, last, swapped, last + PAGE, PAGE);
        System.arraycopy(input, last + PAGE, swapped, last, PAGE);
        var file = file(swapped);
        assertThat(file.inSplits(file.splits(30_000))).isEmpty();
    }

    @Test
    void areNoneOfAFileThatEndsBeforeItsEvents() throws IOException {
        byte[] input = small("host-6.1-kvm.dat");
        assertThat(file(Arrays.copyOf(input, 5000)).splits(1)).isEmpty();
    }

    /** Wherever that is: in the descriptions, among the looks for pages, in the pages. */
    @Test
    void areReadWholeWhereTheFileCannotBeRead() throws IOException {
        byte[] input = LongTraceDat.of(small("host-6.1-kvm.dat"), 90, new Random(4));
        var splits = file(input).splits(50_000);
        var left = new AtomicInteger(Integer.MAX_VALUE);
        assertThat(failing(input, left).inSplits(splits)).contains(file(input).whole());
        int all = Integer.MAX_VALUE - left.get();
        for (int i = 0; i < 60; i++) {
            int readable = (int) (all / 60L * i);
            var read = failing(input, new AtomicInteger(readable)).inSplits(splits);
            assertThat(read).as("after %d bytes of %d", readable, all).isEmpty();
        }
    }

    private static Readings failing(byte[] input, AtomicInteger left) {
        return new Readings(input, Optional.empty(), at -> new Failing(Readings.opened(input, at), left));
    }

    @Test
    void areReadWholeWhereTheFileIsShorterByThen() throws IOException {
        byte[] input = LongTraceDat.of(small("host-6.1-kvm.dat"), 90, new Random(5));
        byte[] shorter = Arrays.copyOf(input, input.length - 3 * PAGE);
        var splits = file(input).splits(50_000);
        var shrunk = new Readings(input, Optional.empty(), at -> Readings.opened(shorter, at));
        assertThat(shrunk.inSplits(splits)).isEmpty();
    }

    @Test
    void arePlannedWithoutALookAtAPageTwice() throws IOException {
        byte[] input = LongTraceDat.of(small("host-6.1-kvm.dat"), 400, new Random(6));
        var looks = new TreeMap<Long, Integer>();
        var file = new Readings(input, Optional.empty(), at -> {
            looks.merge(at, 1, Integer::sum);
            return Readings.opened(input, at);
        });
        assertThat(file.splits(50_000)).hasSizeGreaterThan(20);
        long events = input.length - 400L * PAGE;
        assertThat(looks.tailMap(events)).hasSizeGreaterThan(100);
        assertThat(looks.tailMap(events).values()).containsOnly(1);
    }

    /** Fails after so many bytes of all streams together, once and never again. */
    private static final class Failing extends FilterInputStream {
        private final AtomicInteger left;

        Failing(InputStream in, AtomicInteger left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int before = left.get();
            int read = super.read(into, from, length);
            if (before >= 0 && left.addAndGet(-Math.max(0, read)) < 0) {
                throw new IOException("disk error");
            }
            return read;
        }
    }

    private static byte[] small(String name) throws IOException {
        return name.equals("built") ? LongTraceDat.small() : Files.readAllBytes(CASES.resolve(name));
    }

    private static Readings file(byte[] bytes) {
        return new Readings(bytes, Optional.empty());
    }
}
