package io.iostrata.transforms;

import org.HdrHistogram.Histogram;

/** Histograms of the tables added up. The order does not matter: equal sums have equal bytes. */
public final class HistogramSum {
    private final Histogram sum = Histograms.empty();

    /** Adds what a {@code histogram} column holds; anything else is an {@link IllegalArgumentException} that says why. */
    public void add(byte[] encoded) {
        var stored = StoredHistogram.of(encoded);
        stored.countWith(sum.getTotalCount());
        var buckets = stored.buckets();
        while (buckets.next()) {
            sum.recordValueWithCount(buckets.loNs(), buckets.count());
        }
    }

    /** The sum as columns hold it. */
    public byte[] encoded() {
        return Histograms.encode(sum);
    }
}
