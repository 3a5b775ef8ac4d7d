package io.iostrata.transforms.walk;

import io.iostrata.schemas.config.GivenOffset;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the small tables say of the runs to be walked. */
public record WalkInputs(List<Run> runs, List<Source> sources, Map<SourceId, List<Losses.Interval>> losses)
        implements Serializable {

    public WalkInputs {
        runs = List.copyOf(runs);
        sources = List.copyOf(sources);
        losses = Map.copyOf(losses);
    }

    /** The same with further run values given, for every run; they beat those a run has. */
    public WalkInputs giving(Map<String, String> values) {
        var with = runs.stream()
                .map(run -> {
                    var given = new HashMap<>(run.given());
                    given.putAll(values);
                    return new Run(run.runId(), run.ingestId(), given, run.benchmark(), run.clocks());
                })
                .toList();
        return new WalkInputs(with, sources, losses);
    }

    /** What they say of one run. */
    public WalkInputs of(String runId) {
        return new WalkInputs(
                runs.stream().filter(run -> run.runId().equals(runId)).toList(),
                sources.stream()
                        .filter(source -> source.id().runId().equals(runId))
                        .toList(),
                losses);
    }

    /**
     * One run.
     *
     * @param given run values that the manifest or the command line gives
     * @param benchmark nulls where the run does not tell
     * @param clocks offsets that the manifest gives
     */
    public record Run(
            String runId, String ingestId, Map<String, String> given, Benchmark benchmark, List<GivenOffset> clocks)
            implements Serializable {
        public Run {
            clocks = List.copyOf(clocks);
            given = Map.copyOf(given);
        }
    }

    /** The benchmark's requests and times; each null where unknown. */
    public record Benchmark(Long requests, Long beginNs, Long endNs, String clock) implements Serializable {
        public static final Benchmark UNKNOWN = new Benchmark(null, null, null, null);

        /** How it cuts a source of that clock. */
        Window window(String sourceClock) {
            if (beginNs != null && endNs != null && clock != null && clock.equals(sourceClock)) {
                return Window.times(beginNs, endNs);
            }
            return requests == null ? Window.EVERYTHING : Window.last(requests);
        }
    }

    /**
     * One raw file; machine, clock, resolution and rate are null where unknown.
     *
     * @param resolutionNs step of the stamps; null without a time in ns
     */
    public record Source(
            SourceId id, String machine, String clock, Long resolutionNs, Double nsPerTick, long lostEvents)
            implements Serializable {
        Optional<String> knownMachine() {
            return Optional.ofNullable(machine);
        }

        /** Of a file of which nothing tells the clock, one of its own: its stamps can be held against one another all the same. */
        String clockName() {
            return clock == null ? "clock of source " + id.sourceId() : clock;
        }

        OptionalDouble knownNsPerTick() {
            return nsPerTick == null ? OptionalDouble.empty() : OptionalDouble.of(nsPerTick);
        }
    }

    /** Whether sources of the run are of different clocks, or may need the length of their ticks found out. */
    public SourceScan.Evidence evidence(String runId) {
        var ofRun = sources.stream()
                .filter(source -> source.id().runId().equals(runId))
                .toList();
        long clocks = ofRun.stream().map(Source::clockName).distinct().count();
        boolean ticks = ofRun.stream().anyMatch(source -> source.resolutionNs() == null && source.nsPerTick() == null);
        return clocks > 1 || ticks ? SourceScan.Evidence.NEEDED : SourceScan.Evidence.NOT_NEEDED;
    }
}
