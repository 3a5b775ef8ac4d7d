package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Instrument;
import io.iostrata.schemas.stack.Told.Moment;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Passages of one instrument, in one pass over a source in time order. A second begin of a key opens the passage anew. At
 * most {@link LayerPairing#MOST_WAITING} are open; what leaves is a row each for waits, packs of durations for the others.
 */
final class InstrumentWalk {
    private final SourcePlan source;
    private final Instrument instrument;
    private final List<EventTest> begins;
    private final List<EventTest> ends;
    private final List<EventTest> breaks;
    private final List<PartTests> parts;
    private final List<Teller> tellers;
    private final PassagePacks packs;
    private final Map<List<Object>, OpenPassage> open = new LinkedHashMap<>();
    private long passages;
    private long unmatched;
    private long tainted;

    private record PartTests(List<EventTest> begins, List<EventTest> ends) {}

    InstrumentWalk(SourcePlan source, Instrument instrument, Arguments arguments) {
        this.source = source;
        this.instrument = instrument;
        var values = source.values();
        begins = EventTest.all(instrument.begin(), arguments, values);
        ends = EventTest.all(instrument.end(), arguments, values);
        breaks = EventTest.all(instrument.brokenBy(), arguments, values);
        parts = instrument.parts().parts().stream()
                .map(part -> new PartTests(
                        EventTest.all(part.begin(), arguments, values), EventTest.all(part.end(), arguments, values)))
                .toList();
        tellers = Teller.of(instrument, arguments, values);
        packs = new PassagePacks(instrument);
    }

    Set<String> events() {
        var events = new HashSet<String>();
        begins.forEach(test -> events.addAll(test.events()));
        ends.forEach(test -> events.addAll(test.events()));
        breaks.forEach(test -> events.addAll(test.events()));
        parts.forEach(part -> part.begins.forEach(test -> events.addAll(test.events())));
        parts.forEach(part -> part.ends.forEach(test -> events.addAll(test.events())));
        tellers.forEach(teller -> teller.meanwhile().forEach(test -> events.addAll(test.events())));
        return events;
    }

    /** What an event ends comes before what it begins. */
    void accept(TraceEvent event, Consumer<Found> out) {
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            openAt(parts.get(i).ends, event).ifPresent(passage -> passage.endPart(part, event.stamp()));
        }
        EventTest.keyOf(ends, event).ifPresent(key -> close(key, event, out));
        EventTest.keyOf(breaks, event).ifPresent(this::drop);
        EventTest.keyOf(begins, event).ifPresent(key -> begin(key, event, out));
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            openAt(parts.get(i).begins, event).ifPresent(passage -> passage.beginPart(part, event.stamp()));
        }
        for (var teller : tellers) {
            openAt(teller.meanwhile(), event).ifPresent(passage -> teller.tell(event, passage.told()));
        }
    }

    private Optional<OpenPassage> openAt(List<EventTest> tests, TraceEvent event) {
        return tests.isEmpty()
                ? Optional.empty()
                : EventTest.keyOf(tests, event).map(open::get);
    }

    private void drop(List<Object> key) {
        if (open.remove(key) != null) {
            unmatched++;
        }
    }

    private void begin(List<Object> key, TraceEvent event, Consumer<Found> out) {
        var told = new String[instrument.table().columns().size()];
        tell(Moment.BEGIN, event, told);
        if (ends.isEmpty()) {
            count(event, told, out);
            return;
        }
        drop(key);
        open.put(key, new OpenPassage(event.stamp(), told, parts.size()));
        if (open.size() > LayerPairing.MOST_WAITING) {
            drop(open.keySet().iterator().next());
        }
    }

    private void tell(Moment moment, TraceEvent event, String[] told) {
        for (var teller : tellers) {
            if (teller.moment() == moment) {
                teller.tell(event, told);
            }
        }
    }

    private void count(TraceEvent event, String[] told, Consumer<Found> out) {
        passages++;
        long ns = source.scale().ns(event.stamp());
        if (source.window().holds(ns, ns)) {
            packs.count(told, out);
        }
    }

    private void close(List<Object> key, TraceEvent event, Consumer<Found> out) {
        var passage = open.remove(key);
        if (passage == null) {
            return;
        }
        long length = event.stamp() - passage.begin();
        if (length < 0) {
            unmatched++;
            return;
        }
        passages++;
        tell(Moment.END, event, passage.told());
        long beginNs = source.scale().ns(passage.begin());
        long durNs = source.scale().length(length);
        var marks = new Found.Marks(
                source.window().holds(beginNs, beginNs + durNs),
                source.losses().fallInto(passage.begin(), event.stamp()));
        tainted += marks.tainted() ? 1 : 0;
        if (instrument.table() == Instrument.Table.FUTEX_WAITS) {
            out.accept(new Found.Wait(passage.told(), beginNs, durNs, marks));
        } else if (marks.inWindow() && !marks.tainted()) {
            packs.add(passage, durNs, source.scale(), out);
        }
    }

    void finish(Consumer<Found> out) {
        packs.finish(out);
        unmatched += open.size();
        open.clear();
        note(IssueKind.UNMATCHED, Severity.INFO, unmatched, "begins without an end beside " + passages, out);
        note(IssueKind.TAINTED, Severity.WARNING, tainted, "of " + passages + " hold lost events", out);
    }

    private void note(IssueKind kind, Severity severity, long count, String what, Consumer<Found> out) {
        if (count > 0) {
            out.accept(new Found.Note(kind, severity, count, instrument.name() + ": " + count + " " + what));
        }
    }
}
