package io.iostrata.transforms.walk;

import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a first pass over one source tells: bounded, whatever its size.
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
        List<Series> series,
        List<CounterFact> counters)
        implements Serializable {

    public SourceFacts {
        events = Map.copyOf(events);
        tallies = List.copyOf(tallies);
        answers = List.copyOf(answers);
        series = List.copyOf(series);
        counters = List.copyOf(counters);
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
     * The stamps of a line's signals in order; of too many, those in the middle are left out.
     *
     * @param count how many there were
     * @param first the stamps from the first on
     * @param last those up to the last, where some in between are left out
     */
    public record Series(Place place, Line line, long count, long[] first, long[] last) implements Serializable {

        boolean holds(long index) {
            return index < first.length || (index >= count - last.length && index < count);
        }

        long stamp(long index) {
            return index < first.length ? first[(int) index] : last[(int) (index - count + last.length)];
        }
    }

    /**
     * What of the model's evidence on clocks a series shows.
     *
     * @param evidence its number
     * @param station number of the station on its way; 0 where there are none
     * @param choice number of the signal among those that show the same
     */
    public record Place(int evidence, Side side, int station, int choice) implements Serializable {

        Place withChoice(int other) {
            return new Place(evidence, side, station, other);
        }
    }

    /**
     * The last value of a counter's offset.
     *
     * @param counter number of the declaration in the model
     * @param stamp when it was set
     */
    public record CounterFact(int counter, List<Object> key, long offset, long stamp) implements Serializable {}

    /** Which of an evidence's signals. */
    public enum Side {
        AT,
        LOWER,
        UPPER,
        DOWN,
        UP
    }

    long count(List<String> names) {
        return names.stream().mapToLong(name -> events.getOrDefault(name, 0L)).sum();
    }
}
