package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.StackModel;
import io.iostrata.transforms.clocks.Bounds;
import io.iostrata.transforms.clocks.Bounds.Bound;
import io.iostrata.transforms.clocks.Bounds.Side;
import io.iostrata.transforms.clocks.OffsetFit;
import io.iostrata.transforms.walk.RunPlan.Candidate;
import io.iostrata.transforms.walk.SourceFacts.CounterFact;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Counters of which the archive says how far the guest's reading is ahead of the host's. */
record CounterOffsets(StackModel model, List<Candidate> sources, Map<SourceId, TimeScale> scales) {
    private static final String GUEST = "guest ";
    private static final String HOST = "host ";
    /** What rounding ticks to ns takes, ns. */
    private static final long ROUNDING_NS = 2;
    /** Far enough apart to fix a line. */
    private static final long APART_TICKS = 1L << 40;

    /** What the offsets of all readers of a counter are, if they are one. */
    private Optional<Long> offset(String counter) {
        for (int i = 0; i < model.counters().size(); i++) {
            int number = i;
            var told = sources.stream()
                    .flatMap(source -> source.facts().counters().stream())
                    .filter(fact -> fact.counter() == number)
                    .map(CounterFact::offset)
                    .distinct()
                    .toList();
            if (model.counters().get(i).counter().equals(counter) && told.size() == 1) {
                return Optional.of(told.get(0));
            }
        }
        return Optional.empty();
    }

    /** The offset of one clock from another, both in ns, where both are readings of such a counter. */
    Optional<OffsetFit> between(Candidate one, Candidate other) {
        return tie(one, other, GUEST, HOST, 1).or(() -> tie(one, other, HOST, GUEST, -1));
    }

    private Optional<OffsetFit> tie(Candidate one, Candidate other, String onOne, String onOther, int sign) {
        var clock = one.input().clockName();
        if (!clock.startsWith(onOne) || !other.input().clockName().equals(onOther + clock.substring(onOne.length()))) {
            return Optional.empty();
        }
        return offset(clock.substring(onOne.length()))
                .flatMap(ticks -> OffsetFit.steady(bounds(one, other, sign * ticks)));
    }

    private Bounds bounds(Candidate one, Candidate other, long ticks) {
        long first = one.facts().firstTick();
        return new Bounds(Stream.of(first, first + APART_TICKS)
                .flatMap(tick -> {
                    long reading = scales.get(one.facts().id()).ns(tick);
                    long offset = reading - scales.get(other.facts().id()).ns(tick - ticks);
                    return Stream.of(
                            new Bound(reading, offset - ROUNDING_NS, Side.AT_LEAST),
                            new Bound(reading, offset + ROUNDING_NS, Side.AT_MOST));
                })
                .toList());
    }
}
