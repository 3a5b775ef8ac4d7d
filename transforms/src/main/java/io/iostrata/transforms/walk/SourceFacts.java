package io.iostrata.transforms.walk;

import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a first pass over one source tells: a few kB, whatever its size.
 *
 * @param events events by name, of those the model speaks of
 * @param nsStamps events with a time in ns
 * @param tickStamps events with ticks alone
 * @param firstTick the first of those
 * @param uncounted events left out of the tallies because they held too many different values
 * @param series kept where a clock of the run needs evidence
 */
public record SourceFacts(
        SourceId id,
        Map<String, Long> events,
        long nsStamps,
        long tickStamps,
        long firstTick,
        long uncounted,
        List<Tally> tallies,
        List<Answer> answers,
        List<Series> series)
        implements Serializable {

    public SourceFacts {
        events = Map.copyOf(events);
        tallies = List.copyOf(tallies);
        answers = List.copyOf(answers);
        series = List.copyOf(series);
    }

    /**
     * How many events carried a value.
     *
     * @param seen what was counted
     */
    public record Tally(Seen seen, long events) implements Serializable {}

    /**
     * A value in its circumstances.
     *
     * @param rule number of the rule in the model
     * @param match number of the match in the rule
     * @param circumstances values of the arguments that the match holds against run values, "" for an absent one
     */
    public record Seen(int rule, int match, List<Object> circumstances, Object value) implements Serializable {}

    /**
     * A line that signals: an interrupt, a doorbell.
     *
     * @param names the run values its key is a value of
     */
    public record Line(List<String> names, List<Object> key) implements Serializable {}

    /**
     * How often one line answered another.
     *
     * @param pairs notifies that an answer followed before the next notify
     */
    public record Answer(int rule, Line ring, Line answer, long pairs, long notifies, long answers)
            implements Serializable {
        /** Pairs weighed by the Jaccard index of notifies and answers. */
        double weight() {
            return (double) pairs * pairs / (notifies + answers - pairs);
        }
    }

    /**
     * The stamps of every {@code stride}-th signal of a line, from the first.
     *
     * @param clock number of the evidence in the model
     */
    public record Series(int clock, Side side, Line line, long count, int stride, long[] stamps)
            implements Serializable {}

    /** Which of an evidence's signals. */
    public enum Side {
        AT,
        LOWER,
        UPPER
    }

    long count(List<String> names) {
        return names.stream().mapToLong(name -> events.getOrDefault(name, 0L)).sum();
    }
}
