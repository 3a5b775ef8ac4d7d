package io.iostrata.transforms;

import io.iostrata.transforms.Percentiles.EqualRuns;
import io.iostrata.transforms.Percentiles.Percentile;
import io.iostrata.transforms.statistics.Interval;
import io.iostrata.transforms.statistics.Resampling;
import io.iostrata.transforms.statistics.RunShares;
import io.iostrata.transforms.statistics.Scale;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Mean and percentiles of one figure of a configuration: of all its runs, of each run, of each block of runs. */
final class RunFigures {
    private final List<MergedRun> runs;
    private final Blocks blocks;
    private final double confidence;

    /** @param confidence of the intervals by resampling; 1 for none */
    RunFigures(List<MergedRun> runs, Blocks blocks, double confidence) {
        this.runs = List.copyOf(runs);
        this.blocks = blocks;
        this.confidence = confidence;
    }

    /**
     * A statistic of the runs.
     *
     * @param resampled its interval, where there are runs enough
     * @param within share of the variance between runs that their requests leave
     */
    record Figure(
            String statistic,
            double valueNs,
            SortedMap<String, Double> byRun,
            SortedMap<String, Double> byBlock,
            Optional<Interval> resampled,
            OptionalDouble within) {}

    Optional<Figure> mean() {
        var measured = runs.stream().filter(run -> run.meanNs().isPresent()).toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        Function<List<MergedRun>, Double> mean =
                some -> Means.unweighted(some, MergedRun::meanNs).orElseThrow();
        var byRun = byRun(measured);
        var values = byRun.values().stream().mapToDouble(Double::doubleValue).toArray();
        var interval =
                isResampled(measured.size()) ? Resampling.ofMean(values, confidence) : Optional.<Interval>empty();
        return Optional.of(new Figure(
                "mean", mean.apply(measured), byRun, mapped(inBlocks(measured), mean), interval, within(measured)));
    }

    /** Of merged histograms, in which runs weigh the same. */
    List<Figure> percentiles(List<Percentile> wanted) {
        var all = new EqualRuns();
        var ofRun = new TreeMap<String, Map<Percentile, Long>>();
        for (var run : runs) {
            run.latencies().ifPresent(latencies -> {
                all.add(latencies);
                ofRun.put(run.runId(), Percentiles.of(latencies, wanted));
            });
        }
        if (ofRun.isEmpty()) {
            return List.of();
        }
        var logged = runs.stream().filter(run -> ofRun.containsKey(run.runId())).toList();
        var ofAll = all.values(wanted);
        var ofBlock = ofBlocks(logged, wanted);
        var intervals = isResampled(logged.size())
                ? intervals(DistributionFunctions.of(logged, all.middles()))
                : Map.<Percentile, Interval>of();
        return wanted.stream()
                .map(percentile -> new Figure(
                        percentile.label(),
                        ofAll.get(percentile),
                        mapped(ofRun, values -> (double) values.get(percentile)),
                        mapped(ofBlock, values -> (double) values.get(percentile)),
                        Optional.ofNullable(intervals.get(percentile)),
                        OptionalDouble.empty()))
                .toList();
    }

    /** Empty where not every run tells, or there is nothing to take a share of. */
    private static OptionalDouble within(List<MergedRun> measured) {
        var means =
                measured.stream().mapToDouble(run -> run.meanNs().orElseThrow()).toArray();
        var inside = measured.stream()
                .flatMapToDouble(run -> run.within().stream())
                .sorted()
                .toArray();
        return inside.length < means.length ? OptionalDouble.empty() : Scale.shareWithin(inside, means);
    }

    /** Block by block, so that the runs of one are together in memory at a time. */
    private SortedMap<String, Map<Percentile, Long>> ofBlocks(List<MergedRun> logged, List<Percentile> wanted) {
        var ofBlock = new TreeMap<String, Map<Percentile, Long>>();
        inBlocks(logged)
                .forEach((block, members) ->
                        ofBlock.put(block, EqualRuns.of(members).values(wanted)));
        return ofBlock;
    }

    /** Of the percentiles that comparisons report; none where the draws are too few. */
    private Map<Percentile, Interval> intervals(RunShares shares) {
        var reported = ComparedFigures.REPORTED;
        var drawn = Resampling.ofQuantiles(
                shares, reported.stream().mapToDouble(Percentile::share).toArray(), confidence);
        return IntStream.range(0, drawn.size()).boxed().collect(Collectors.toMap(reported::get, drawn::get));
    }

    /** Blocks are compared as pairs, by themselves. */
    private boolean isResampled(int count) {
        return count >= Resampling.FEWEST_RUNS && !blocks.areAsked() && confidence < 1;
    }

    private static SortedMap<String, Double> byRun(List<MergedRun> measured) {
        var byRun = new TreeMap<String, Double>();
        measured.forEach(run -> byRun.put(run.runId(), run.meanNs().orElseThrow()));
        return byRun;
    }

    private static <T> SortedMap<String, Double> mapped(Map<String, T> byName, Function<T, Double> figure) {
        var figures = new TreeMap<String, Double>();
        byName.forEach((name, thing) -> figures.put(name, figure.apply(thing)));
        return figures;
    }

    private Map<String, List<MergedRun>> inBlocks(List<MergedRun> some) {
        return some.stream()
                .filter(run -> blocks.byRun().containsKey(run.runId()))
                .collect(Collectors.groupingBy(
                        run -> blocks.byRun().get(run.runId()), TreeMap::new, Collectors.toList()));
    }
}
