package io.iostrata.transforms;

import java.util.Arrays;
import java.util.List;

/** How many of a run's latencies are in each bucket that holds any, from the lowest up: an entry a bucket, no array of all. */
final class BucketCounts {
    private static final int FIRST_CAPACITY = 1024;

    private int[] buckets;
    private long[] counts;
    private int size;
    private long total;

    private BucketCounts(int capacity) {
        buckets = new int[capacity];
        counts = new long[capacity];
    }

    /** What those hold together; of anything but histograms of the tables an {@link IllegalArgumentException} says why. */
    static BucketCounts of(List<byte[]> histograms) {
        var sum = new BucketCounts(0);
        for (var histogram : histograms) {
            sum = sum.plus(StoredHistogram.of(histogram));
        }
        return sum;
    }

    /** Both are in order: one is merged into the other. */
    private BucketCounts plus(StoredHistogram histogram) {
        var sum = new BucketCounts(Math.max(FIRST_CAPACITY, size));
        sum.total = histogram.countWith(total);
        var more = histogram.buckets();
        int place = 0;
        while (more.next()) {
            while (place < size && buckets[place] < more.index()) {
                sum.append(buckets[place], counts[place++]);
            }
            boolean isInBoth = place < size && buckets[place] == more.index();
            sum.append(more.index(), more.count() + (isInBoth ? counts[place++] : 0));
        }
        while (place < size) {
            sum.append(buckets[place], counts[place++]);
        }
        return sum;
    }

    private void append(int bucket, long count) {
        if (size == buckets.length) {
            buckets = Arrays.copyOf(buckets, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        buckets[size] = bucket;
        counts[size++] = count;
    }

    /** Buckets that hold any. */
    int size() {
        return size;
    }

    /** Number of the bucket at that place, as {@link StoredBuckets} count them. */
    int bucket(int place) {
        return buckets[place];
    }

    /** The value that stands for those of the bucket at that place, ns. */
    long middleNs(int place) {
        return StoredBuckets.middleNs(buckets[place]);
    }

    /** Latencies in the bucket at that place. */
    long count(int place) {
        return counts[place];
    }

    /** All latencies. */
    long total() {
        return total;
    }
}
