package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Condition;
import io.iostrata.schemas.stack.EventMatch;
import io.iostrata.schemas.stack.RunValueRule;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.transforms.walk.SourceFacts.Seen;
import io.iostrata.transforms.walk.SourceFacts.Tally;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The first pass over a source in time order: counts what the rules for run values and clocks ask for. */
public final class SourceScan {
    /** Different values that are counted; events with more are left out and counted as such. */
    static final int MOST_VALUES = 4096;

    private final SourceId id;
    private final List<Counted> counted = new ArrayList<>();
    private final List<AnswerScan> answers = new ArrayList<>();
    private final ClockScan clocks;
    private final List<String> names;
    private final long[] counts;
    private final Map<Seen, Long> tallies = new HashMap<>();
    private long nsStamps;
    private long tickStamps;
    private OptionalLong firstTick = OptionalLong.empty();
    private long uncounted;

    private record Counted(int rule, int number, EventTest test, int[] circumstances, int value) {}

    /** Whether the run has clocks that are to be held against each other. */
    public enum Evidence {
        NEEDED,
        NOT_NEEDED
    }

    public SourceScan(SourceId id, StackModel model, Arguments arguments, Evidence evidence) {
        this.id = id;
        names = arguments.events();
        counts = new long[names.size()];
        for (int i = 0; i < model.runValues().size(); i++) {
            listen(i, model.runValues().get(i), arguments);
        }
        clocks = evidence == Evidence.NEEDED ? ClockScan.of(model, arguments) : ClockScan.NONE;
    }

    private void listen(int number, RunValueRule rule, Arguments arguments) {
        if (rule instanceof RunValueRule.MostFrequent frequent) {
            count(number, frequent.of(), arguments.place(frequent.argument()), arguments);
        } else if (rule instanceof RunValueRule.AllSeen seen) {
            count(number, seen.of(), arguments.place(seen.argument()), arguments);
        } else if (rule instanceof RunValueRule.Answered answered) {
            answers.add(new AnswerScan(number, answered, arguments));
        }
    }

    private void count(int rule, List<EventMatch> of, int value, Arguments arguments) {
        for (int i = 0; i < of.size(); i++) {
            var names = of.get(i).where().stream()
                    .filter(Condition::isRunValue)
                    .map(Condition::argument)
                    .toList();
            var circumstances = EventTest.places(names, arguments);
            counted.add(new Counted(rule, i, EventTest.literal(of.get(i), arguments), circumstances, value));
        }
    }

    public void accept(TraceEvent event) {
        counts[event.kind()]++;
        stamp(event);
        for (var each : counted) {
            if (each.test.matches(event) && event.has(each.value)) {
                tally(each, event);
            }
        }
        answers.forEach(scan -> scan.accept(event));
        clocks.accept(event);
    }

    private void stamp(TraceEvent event) {
        switch (event.clocking()) {
            case NS -> nsStamps++;
            case TICKS -> {
                tickStamps++;
                firstTick = firstTick.isPresent() ? firstTick : OptionalLong.of(event.stamp());
            }
            case NONE -> {}
        }
    }

    private void tally(Counted each, TraceEvent event) {
        var circumstances = new ArrayList<Object>();
        for (int place : each.circumstances) {
            circumstances.add(event.has(place) ? event.value(place) : "");
        }
        var seen = new Seen(each.rule, each.number, circumstances, event.value(each.value));
        if (tallies.size() >= MOST_VALUES && !tallies.containsKey(seen)) {
            uncounted++;
        } else {
            tallies.merge(seen, 1L, Long::sum);
        }
    }

    private Map<String, Long> events() {
        var events = new HashMap<String, Long>();
        for (int kind = 0; kind < counts.length; kind++) {
            if (counts[kind] > 0) {
                events.put(names.get(kind), counts[kind]);
            }
        }
        return events;
    }

    public SourceFacts facts() {
        return new SourceFacts(
                id,
                events(),
                nsStamps,
                tickStamps,
                firstTick.orElse(0),
                uncounted,
                tallies.entrySet().stream()
                        .map(entry -> new Tally(entry.getKey(), entry.getValue()))
                        .toList(),
                answers.stream().flatMap(AnswerScan::answers).toList(),
                clocks.series(),
                clocks.counters());
    }
}
