package io.iostrata.transforms;

import io.iostrata.transforms.statistics.RunShares;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;

/** Histograms of runs as distribution functions side by side, from which runs can be drawn. */
final class DistributionFunctions {
    /** Cells at most: with more, only every second, third, … value is kept. */
    private static final long MOST_CELLS = 8_000_000;

    private DistributionFunctions() {}

    /** At the middles of all buckets that any of the runs holds; each of them has a histogram. */
    static RunShares of(List<MergedRun> runs) {
        var histograms = runs.stream().flatMap(run -> run.histogram().stream()).toList();
        var values = values(histograms);
        var shares = new float[values.length][histograms.size()];
        for (int run = 0; run < histograms.size(); run++) {
            fill(shares, run, new Run(histograms.get(run), values));
        }
        return new RunShares(values, shares);
    }

    private record Run(Histogram histogram, double[] values) {}

    private static double[] values(List<Histogram> histograms) {
        var all = histograms.stream()
                .flatMapToLong(DistributionFunctions::middles)
                .sorted()
                .distinct()
                .toArray();
        int stride = (int) (1 + (long) all.length * histograms.size() / MOST_CELLS);
        return IntStream.range(0, all.length)
                .filter(place -> (all.length - 1 - place) % stride == 0)
                .mapToDouble(place -> all[place])
                .toArray();
    }

    private static LongStream middles(Histogram histogram) {
        return StreamSupport.stream(histogram.recordedValues().spliterator(), false)
                .mapToLong(bucket -> histogram.medianEquivalentValue(bucket.getValueIteratedTo()));
    }

    private static void fill(float[][] shares, int column, Run run) {
        double total = run.histogram().getTotalCount();
        int place = 0;
        long seen = 0;
        for (var bucket : run.histogram().recordedValues()) {
            long middle = run.histogram().medianEquivalentValue(bucket.getValueIteratedTo());
            while (place < run.values().length && run.values()[place] < middle) {
                shares[place++][column] = (float) (seen / total);
            }
            seen += bucket.getCountAtValueIteratedTo();
        }
        while (place < run.values().length) {
            shares[place++][column] = (float) (seen / total);
        }
    }
}
