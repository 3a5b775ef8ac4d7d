package io.iostrata.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredHistogramTest {
    private static final double[] SHARES = {0, 0.001, 0.07, 0.5, 0.9, 0.99, 0.999, 0.9999, 1};
    private static final int HEADER = 40;

    @Test
    void bucketsAreThoseOfHdrHistogram() {
        var values = new long[] {0, 1, 2047, 2048, 2049, 4096, 1_000_000, 123_456_789_012L, Long.MAX_VALUE};
        var histogram = Histograms.empty();
        for (long value : values) {
            histogram.recordValueWithCount(value, 3);
        }

        var buckets = StoredHistogram.of(Histograms.encode(histogram)).buckets();

        for (var expected : histogram.recordedValues()) {
            long value = expected.getValueIteratedTo();
            assertThat(buckets.next()).isTrue();
            assertThat(buckets.loNs()).isEqualTo(histogram.lowestEquivalentValue(value));
            assertThat(buckets.middleNs()).isEqualTo(histogram.medianEquivalentValue(value));
            assertThat(buckets.hiNs() - 1 + (buckets.hiNs() == Long.MAX_VALUE ? 1 : 0))
                    .isEqualTo(histogram.highestEquivalentValue(value));
            assertThat(buckets.count()).isEqualTo(expected.getCountAtValueIteratedTo());
        }
        assertThat(buckets.next()).isFalse();
    }

    /** Sums of parts, whichever they are and in whatever order, are the histogram of all the values, byte for byte. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void sumsOfAnyPartsAreTheHistogramOfAllValues(long seed) {
        var random = new Random(seed);
        long[] values = latencies(random, 1 + random.nextInt(5_000));
        int runs = 1 + random.nextInt(20);
        var parts = new ArrayList<Histogram>();
        IntStream.range(0, runs).forEach(run -> parts.add(Histograms.empty()));
        Arrays.stream(values).forEach(value -> parts.get(random.nextInt(runs)).recordValue(value));
        var encoded = new ArrayList<>(parts.stream().map(Histograms::encode).toList());
        var whole = Histograms.empty();
        Arrays.stream(values).forEach(whole::recordValue);

        Collections.shuffle(encoded, random);
        int cut = random.nextInt(runs + 1);
        var left = sum(encoded.subList(0, cut));
        var right = sum(encoded.subList(cut, runs));

        assertThat(sum(encoded)).isEqualTo(Histograms.encode(whole));
        assertThat(sum(List.of(left, right))).isEqualTo(sum(encoded));
        assertThat(sum(List.of(right, left))).isEqualTo(sum(encoded));
    }

    /** The oracle sorts the values: nearest rank, within half a bucket, which is at most 1/2048 of the value. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void percentilesOfSumsAreNearestRankToAThousandth(long seed) {
        var random = new Random(seed);
        long[] values = latencies(random, 20_000);
        var parts = IntStream.range(0, 10)
                .mapToObj(part -> encoded(Arrays.copyOfRange(values, part * 2_000, (part + 1) * 2_000)))
                .toList();
        var stored = StoredHistogram.of(sum(parts));
        Arrays.sort(values);

        assertThat(stored.count()).isEqualTo(values.length);
        for (double share : SHARES) {
            long exact = values[Math.max(0, (int) Math.ceil(share * values.length - 1e-6) - 1)];
            assertThat((double) stored.percentile(share).orElseThrow())
                    .isCloseTo((double) exact, within(exact / 1000.0));
        }
        double mean =
                Arrays.stream(values).mapToDouble(value -> value).average().orElseThrow();
        assertThat(stored.mean().orElseThrow()).isCloseTo(mean, within(mean / 1000));
        long below = Arrays.stream(values).filter(value -> value < 1L << 20).count();
        assertThat(stored.countBetween(0, 1L << 20)).isEqualTo(below);
        assertThat(stored.countBetween(1L << 20, Long.MAX_VALUE)).isEqualTo(values.length - below);
    }

    @Test
    void percentilesAreThoseOfLayerStatsBeyondTheirLimit() {
        long[] values = latencies(new Random(16), 3_000);
        var sample = new LatencySample(10);
        Arrays.stream(values).forEach(sample::add);
        var row = sample.row();
        var stored = StoredHistogram.of(encoded(values));

        assertThat(List.of(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7)))
                .isEqualTo(List.of(0.5, 0.9, 0.99, 0.999).stream()
                        .map(share -> stored.percentile(share).orElseThrow())
                        .toList());
    }

    @Test
    void aShareIsTheDecimalItPrintsAs() {
        var values = IntStream.rangeClosed(1, 100).asLongStream().toArray();
        // 0.07 * 100 is a little more than 7 in doubles.
        assertThat(StoredHistogram.of(encoded(values)).percentile(0.07)).hasValue(7);
        assertThatThrownBy(() -> StoredHistogram.of(encoded(values)).percentile(99.9))
                .hasMessage("Invalid percentile: 99.9 (0 to 1; 0.999 is the 99.9th)");
        assertThatThrownBy(() -> StoredHistogram.of(encoded(values)).percentile(Double.NaN))
                .hasMessageStartingWith("Invalid percentile: NaN");
    }

    @Test
    void anEmptyHistogramHasNoPercentile() {
        var empty = StoredHistogram.of(encoded(new long[0]));
        assertThat(empty.count()).isZero();
        assertThat(empty.percentile(0.5)).isEmpty();
        assertThat(empty.mean()).isEmpty();
    }

    @Test
    void everyCutAndEveryFlippedBitIsAHistogramOrOneClearError() {
        byte[] good = encoded(latencies(new Random(17), 500));
        int refused = 0;
        for (int length = 0; length < good.length; length++) {
            refused += refusedOrRead(Arrays.copyOf(good, length));
        }
        assertThat(refused).isEqualTo(good.length);
        for (int bit = 0; bit < good.length * Byte.SIZE; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            refused += refusedOrRead(flipped);
        }
        assertThat(refused).isGreaterThan(good.length);
    }

    @Test
    void aPayloadThatClaimsMuchOrTellsTooMuchIsRefused() {
        assertRefused(hostile(Integer.MAX_VALUE, new byte[0]), "payload of 2147483647 bytes, expected 0 to 497664");
        assertRefused(hostile(-1, new byte[0]), "payload of -1 bytes, expected 0 to 497664");
        assertRefused(hostile(5, new byte[] {2}), "ends after 1 bytes of 5");
        assertRefused(hostile(1, new byte[] {(byte) 0x80}), "ends within a count");
        byte[] least = new byte[9];
        Arrays.fill(least, (byte) 0xff);
        assertRefused(hostile(9, least), "more than 55296 buckets");
        byte[] most = {-2, -1, -1, -1, -1, -1, -1, -1, -1, 2};
        assertRefused(hostile(10, most), "more than 9223372036854775807 values");
        var other = ByteBuffer.allocate(100);
        int length = new Histogram(1, 1000, 2).encodeIntoCompressedByteBuffer(other);
        assertRefused(Arrays.copyOf(other.array(), length), "2 significant digits, expected 3");
        assertRefused(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, "begins with 0x01020304, expected 0x1c849314");
    }

    @Test
    void sumsDoNotOverflow() {
        var most = Histograms.empty();
        most.recordValueWithCount(5, Long.MAX_VALUE);
        var sum = new HistogramSum();
        sum.add(Histograms.encode(most));
        assertThatThrownBy(() -> sum.add(encoded(new long[] {1})))
                .hasMessage("Invalid histogram: more than 9223372036854775807 values together with others");
    }

    private static int refusedOrRead(byte[] encoded) {
        try {
            var buckets = StoredHistogram.of(encoded).buckets();
            while (buckets.next()) {
                assertThat(buckets.loNs()).isNotNegative();
            }
            return 0;
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("Invalid histogram: ");
            return 1;
        }
    }

    private static void assertRefused(byte[] encoded, String what) {
        assertThatThrownBy(() -> StoredHistogram.of(encoded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid histogram: " + what);
    }

    /** What says of itself that its payload has so many bytes. */
    private static byte[] hostile(int claimed, byte[] payload) {
        var plain = ByteBuffer.allocate(HEADER + payload.length);
        plain.putInt(Histograms.UNCOMPRESSED).putInt(claimed).putInt(0).putInt(3);
        plain.putLong(1).putLong(2).putDouble(1).put(payload);
        var deflater = new Deflater();
        deflater.setInput(plain.array());
        deflater.finish();
        byte[] packed = new byte[200];
        int size = deflater.deflate(packed);
        deflater.end();
        return ByteBuffer.allocate(8 + size)
                .putInt(Histograms.COMPRESSED)
                .putInt(size)
                .put(packed, 0, size)
                .array();
    }

    /** Lognormal around 100 µs with a tail, some of them 0, some beyond 2.8 hours. */
    private static long[] latencies(Random random, int count) {
        return random.doubles(count)
                .mapToLong(kind -> kind < 0.01
                        ? 0
                        : kind > 0.999
                                ? 10_000_000_000_000L + random.nextInt()
                                : (long) Math.exp(11.5 + 1.5 * random.nextGaussian()))
                .toArray();
    }

    private static byte[] encoded(long[] values) {
        var histogram = Histograms.empty();
        Arrays.stream(values).forEach(histogram::recordValue);
        return Histograms.encode(histogram);
    }

    private static byte[] sum(List<byte[]> parts) {
        var sum = new HistogramSum();
        parts.forEach(sum::add);
        return sum.encoded();
    }
}
