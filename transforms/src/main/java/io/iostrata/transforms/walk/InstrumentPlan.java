package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.EventMatch;
import io.iostrata.schemas.stack.Instrument;
import io.iostrata.transforms.walk.RunPlan.Candidate;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which source of a run each instrument is read of: one, so that nothing is counted twice. */
final class InstrumentPlan {
    private final List<Candidate> timed;
    private final Comparator<Candidate> worth;
    private final Map<SourceId, List<Instrument>> instruments = new HashMap<>();
    private final Set<String> assigned = new HashSet<>();

    private InstrumentPlan(List<Candidate> timed, Comparator<Candidate> worth) {
        this.timed = timed;
        this.worth = worth;
    }

    /**
     * The instruments of each source.
     *
     * @param timed sources that have a time
     * @param worth the best first, where several hold an instrument's events
     */
    static Map<SourceId, List<Instrument>> of(
            List<Instrument> declared, List<Candidate> timed, Comparator<Candidate> worth) {
        var plan = new InstrumentPlan(timed, worth);
        declared.forEach(plan::assign);
        return plan.instruments;
    }

    private void assign(Instrument instrument) {
        if (assigned.contains(instrument.name())) {
            return;
        }
        timed.stream()
                .filter(source -> isRecordedBy(instrument, source) && holds(instrument, source))
                .min(worth.thenComparing(source -> -source.count(instrument.begin()))
                        .thenComparing(source -> source.facts().id().sourceId()))
                .ifPresent(source -> {
                    assigned.add(instrument.name());
                    instruments
                            .computeIfAbsent(source.facts().id(), id -> new ArrayList<>())
                            .add(instrument.with(partsIn(source, instrument)));
                });
    }

    private static boolean isRecordedBy(Instrument instrument, Candidate source) {
        return source.machine().isEmpty()
                || instrument.whereRecorded().isEmpty()
                || source.machine().equals(instrument.whereRecorded());
    }

    private static boolean holds(Instrument instrument, Candidate source) {
        return source.holdsAny(instrument.begin()) && (instrument.end().isEmpty() || source.holdsAny(instrument.end()));
    }

    private static List<Instrument.Part> partsIn(Candidate source, Instrument instrument) {
        return instrument.parts().parts().stream()
                .filter(part -> holdsBoth(source, part.begin(), part.end()))
                .toList();
    }

    private static boolean holdsBoth(Candidate source, List<EventMatch> begin, List<EventMatch> end) {
        return source.holdsAny(begin) && source.holdsAny(end);
    }
}
