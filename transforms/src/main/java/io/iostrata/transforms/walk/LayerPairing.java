package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Alternative;
import io.iostrata.schemas.stack.EventMatch;
import io.iostrata.schemas.stack.Operation;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Begins and ends of one layer made into spans, in one pass over a source in time order. A second begin of a key opens
 * the span anew. Spans leave in the order of their begins, so a span waits for the older ones that are still open: what
 * is held is what is in flight, at most {@link #MOST_WAITING} spans and begins.
 */
final class LayerPairing {
    static final int MOST_WAITING = 1 << 16;

    private final SourcePlan source;
    private final SourcePlan.LayerPart layer;
    private final List<EventTest> begins;
    private final List<EventTest> ends;
    private final FallbackBegins fallbacks;
    private final Optional<Operation> operation;
    private final int operationPlace;
    private final List<String> keyNames;
    private final Place.Reader places;
    private final UnseenPassages unseen;
    private final Extent extent;

    private final Map<List<Object>, Open> open = new LinkedHashMap<>();
    private final PriorityQueue<Closed> closed = new PriorityQueue<>(Comparator.comparingLong(each -> each.open.order));
    private long begun;
    private long endsAlone;
    private long givenUp;
    private long spans;
    private long tainted;
    private long inWindow;

    record Open(List<Object> key, long order, long stamp, Optional<String> op, Place place) {}

    /** A begin and what came of it: its end, or a cause for there being none. */
    private record Closed(Open open, long stamp, Optional<Found.Cause> unseen) {}

    LayerPairing(SourcePlan source, SourcePlan.LayerPart layer, Arguments arguments, Extent extent) {
        this.source = source;
        this.layer = layer;
        Alternative alternative = layer.alternative();
        begins = tests(alternative.begin(), arguments);
        ends = tests(alternative.end(), arguments);
        fallbacks = new FallbackBegins(alternative.fallbacks(), arguments, source.values());
        keyNames = alternative.begin().get(0).key();
        places = new Place.Reader(arguments);
        var together = keyNames.isEmpty() ? UnseenPassages.Together.NO : UnseenPassages.Together.YES;
        unseen = new UnseenPassages(source, layer.layer(), together, extent);
        this.extent = extent;
        operation = alternative.operations().stream().findFirst();
        operationPlace = operation
                .map(Operation::argument)
                .filter(argument -> !argument.equals(Operation.EVENT))
                .map(arguments::place)
                .orElse(-1);
    }

    private List<EventTest> tests(List<EventMatch> matches, Arguments arguments) {
        return matches.stream()
                .flatMap(match -> EventTest.of(match, arguments, source.values()).stream())
                .toList();
    }

    Set<String> events() {
        var events = new HashSet<String>();
        begins.forEach(test -> events.addAll(test.events()));
        ends.forEach(test -> events.addAll(test.events()));
        events.addAll(fallbacks.events());
        return events;
    }

    void accept(TraceEvent event, Consumer<Found> out) {
        EventTest.keyOf(ends, event).ifPresent(key -> close(key, event, out));
        EventTest.keyOf(begins, event).ifPresent(key -> open(key, event, out));
        fallbacks.begin(event).ifPresent(begin -> openOtherwise(begin, event, out));
        release(out);
    }

    private void open(List<Object> key, TraceEvent event, Consumer<Found> out) {
        fallbacks.take(key);
        replace(key, event.stamp(), out);
        open.put(key, new Open(key, begun++, event.stamp(), operation(event), places.of(event)));
        if (open.size() > MOST_WAITING) {
            giveUpOldest();
        }
    }

    private void replace(List<Object> key, long stamp, Consumer<Found> out) {
        var replaced = open.remove(key);
        if (replaced != null) {
            park(new Closed(replaced, stamp, Optional.of(Found.Cause.REPLACED)));
            signal(Found.Side.BEGIN, replaced.stamp, out);
        }
    }

    private void openOtherwise(FallbackBegins.Begin begin, TraceEvent event, Consumer<Found> out) {
        replace(begin.key(), event.stamp(), out);
        fallbacks
                .put(new Open(begin.key(), begun++, event.stamp(), begin.operation(), places.of(event)))
                .ifPresent(each -> park(new Closed(each, event.stamp(), Optional.of(Found.Cause.REPLACED))));
        fallbacks.tooMany().ifPresent(this::giveUp);
    }

    /** Of a layer with keys they are of no use: nothing tells whose they are. */
    private void signal(Found.Side side, long stamp, Consumer<Found> out) {
        if (keyNames.isEmpty() && layer.rank() == Found.Rank.PRIMARY) {
            out.accept(new Found.Signal(layer.layer(), side, source.scale().ns(stamp)));
        }
    }

    private Optional<String> operation(TraceEvent event) {
        if (operation.isEmpty()) {
            return Optional.empty();
        }
        if (operationPlace >= 0 && !event.has(operationPlace)) {
            return Optional.empty();
        }
        Object value = operationPlace < 0 ? event.name() : event.value(operationPlace);
        if (value instanceof Long bits) {
            value = bits & operation.get().mask();
        }
        return Optional.ofNullable(operation.get().names().get(value.toString()));
    }

    private void close(List<Object> key, TraceEvent event, Consumer<Found> out) {
        boolean isAlone = open.size() == 1 && closed.isEmpty() && fallbacks.isEmpty();
        long stamp = event.stamp();
        var begin = open.containsKey(key) ? open.remove(key) : otherwise(key, event);
        if (begin == null) {
            endsAlone++;
            signal(Found.Side.END, stamp, out);
            return;
        }
        if (stamp < begin.stamp || stamp - begin.stamp < 0) {
            park(new Closed(begin, begin.stamp, Optional.of(Found.Cause.GIVEN_UP)));
            return;
        }
        var span = new Closed(begin, stamp, Optional.empty());
        if (isAlone) {
            tell(span, out);
            return;
        }
        park(span);
    }

    /** A begin that no better one came for; its device, where the end tells it. Null where there is none. */
    private Open otherwise(List<Object> key, TraceEvent end) {
        return fallbacks
                .take(key)
                .map(begin -> new Open(key, begin.order, begin.stamp, begin.op, begin.place.orDeviceOf(places.of(end))))
                .orElse(null);
    }

    private void park(Closed each) {
        closed.add(each);
        if (closed.size() > MOST_WAITING) {
            giveUpOldest();
        }
    }

    private void giveUpOldest() {
        if (fallbacks.oldest() < oldestOpen()) {
            fallbacks.giveUpOldest().ifPresent(this::giveUp);
            return;
        }
        var oldest = open.values().iterator();
        if (oldest.hasNext()) {
            var begin = oldest.next();
            oldest.remove();
            giveUp(begin);
        }
    }

    private void giveUp(Open begin) {
        closed.add(new Closed(begin, begin.stamp, Optional.of(Found.Cause.GIVEN_UP)));
        givenUp++;
    }

    private long oldestOpen() {
        return open.isEmpty() ? Long.MAX_VALUE : open.values().iterator().next().order;
    }

    private void release(Consumer<Found> out) {
        if (closed.isEmpty()) {
            return;
        }
        long oldest = Math.min(oldestOpen(), fallbacks.oldest());
        while (!closed.isEmpty() && closed.peek().open.order < oldest) {
            tell(closed.poll(), out);
        }
    }

    private void tell(Closed each, Consumer<Found> out) {
        tellAll(unseen.hiddenBefore(each.open.stamp, spans), out);
        if (each.unseen.isPresent()) {
            tellAll(List.of(unseen.begin(each.open.stamp, each.stamp, each.unseen.get(), spans)), out);
        } else {
            out.accept(span(each));
        }
    }

    /** Of a source that does not feed the layer nothing is left out that a figure needed. */
    private void tellAll(List<Found.Unseen> each, Consumer<Found> out) {
        if (layer.rank() == Found.Rank.PRIMARY) {
            each.forEach(out);
        }
    }

    private Found.Span span(Closed each) {
        long beginNs = source.scale().ns(each.open.stamp);
        long durNs = source.scale().length(each.stamp - each.open.stamp);
        var marks = new Found.Marks(
                source.window().holds(beginNs, beginNs + durNs), source.losses().fallInto(each.open.stamp, each.stamp));
        tainted += marks.tainted() ? 1 : 0;
        inWindow += marks.inWindow() ? 1 : 0;
        return new Found.Span(
                layer.layer(),
                layer.rank(),
                show(each.open.key),
                spans++,
                each.open.op,
                each.open.place,
                beginNs,
                durNs,
                marks);
    }

    private Optional<String> show(List<Object> key) {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        for (int i = 0; i < key.size(); i++) {
            text.append(i == 0 ? "" : ":").append(Scalars.show(keyNames.get(i), key.get(i)));
        }
        return Optional.of(text.toString());
    }

    void finish(Consumer<Found> out) {
        open.values().forEach(each -> closed.add(new Closed(each, extent.last(), Optional.of(Found.Cause.OPEN))));
        open.clear();
        fallbacks.rest().forEach(each -> closed.add(new Closed(each, extent.last(), Optional.of(Found.Cause.OPEN))));
        release(out);
        tellAll(unseen.hiddenAtTheEnd(spans), out);
        long first = source.window().firstOrdinal(spans);
        var method = source.window().method();
        long inside = method == Window.Method.LAST_REQUESTS ? spans - first : inWindow;
        var label = layer.alternative().label();
        var unmatched = unseen.unmatched(endsAlone);
        out.accept(new Found.Pairing(
                layer.layer(), layer.rank(), label, spans, unmatched, tainted, inside, method, layer.ofOtherDisks()));
        out.accept(new Found.WindowStart(layer.layer(), first));
        notes(unmatched.begins()).forEach(out);
    }

    private ArrayDeque<Found.Note> notes(long unmatched) {
        var notes = new ArrayDeque<Found.Note>();
        if (unmatched > 0) {
            var severity = unmatched * 100 > spans ? Severity.WARNING : Severity.INFO;
            var replaced = givenUp == 0 ? "" : ", " + givenUp + " of them given up behind " + MOST_WAITING + " others";
            notes.add(note(
                    IssueKind.UNMATCHED,
                    severity,
                    unmatched,
                    "begins without an end beside " + spans + " spans" + replaced));
        }
        if (tainted > 0) {
            notes.add(note(
                    IssueKind.TAINTED,
                    Severity.WARNING,
                    tainted,
                    "of " + spans + " spans: lost events fall into them"));
        }
        return notes;
    }

    private Found.Note note(IssueKind kind, Severity severity, long count, String what) {
        return new Found.Note(
                kind,
                severity,
                count,
                layer.layer() + " (" + layer.alternative().label() + "): " + count + " " + what);
    }
}
