package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Fallback;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Begins of a layer that count only where no better one of their key follows: {@link Fallback}. Until one of them was met
 * by a begin or an end of its key, nothing says that its keys are the layer's: then they are let go of without a word.
 */
final class FallbackBegins {
    /** Those that wait; beyond, the oldest is given up. */
    static final int MOST_WAITING = 1024;

    private final List<Fallback> declared;
    private final List<EventTest> tests;
    private final Map<List<Object>, LayerPairing.Open> waiting = new LinkedHashMap<>();
    private boolean isMet;

    /** What an event begins. */
    record Begin(List<Object> key, Optional<String> operation) {}

    FallbackBegins(List<Fallback> declared, Arguments arguments, RunValues values) {
        this.declared = declared.stream()
                .filter(each -> EventTest.of(each.match(), arguments, values).isPresent())
                .toList();
        tests = this.declared.stream()
                .map(each -> EventTest.of(each.match(), arguments, values).orElseThrow())
                .toList();
    }

    Set<String> events() {
        var events = new HashSet<String>();
        tests.forEach(test -> events.addAll(test.events()));
        return events;
    }

    Optional<Begin> begin(TraceEvent event) {
        for (int i = 0; i < tests.size(); i++) {
            if (tests.get(i).matches(event)) {
                var operation = declared.get(i).operations().stream().findFirst();
                return tests.get(i).key(event).map(key -> new Begin(key, operation));
            }
        }
        return Optional.empty();
    }

    /** Begins a passage; yields one that this puts an end to, if that was one of the layer. */
    Optional<LayerPairing.Open> put(LayerPairing.Open begin) {
        var before = Optional.ofNullable(waiting.remove(begin.key()));
        waiting.put(begin.key(), begin);
        return before.filter(each -> isMet);
    }

    /** One more than may wait, the oldest; waits no longer. */
    Optional<LayerPairing.Open> tooMany() {
        return waiting.size() > MOST_WAITING ? giveUpOldest() : Optional.empty();
    }

    /** The oldest that waits, if it may be one of the layer; waits no longer. */
    Optional<LayerPairing.Open> giveUpOldest() {
        var oldest = waiting.values().iterator();
        var begin = Optional.<LayerPairing.Open>empty();
        if (oldest.hasNext()) {
            begin = Optional.of(oldest.next());
            oldest.remove();
        }
        return begin.filter(each -> isMet);
    }

    /** The begin of a key that a better one or the end has come for. */
    Optional<LayerPairing.Open> take(List<Object> key) {
        var begin = Optional.ofNullable(waiting.remove(key));
        isMet |= begin.isPresent();
        return begin;
    }

    /** Those that no end has come for; empty afterwards. */
    List<LayerPairing.Open> rest() {
        var rest = isMet ? List.copyOf(waiting.values()) : List.<LayerPairing.Open>of();
        waiting.clear();
        return rest;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The smallest order of those that wait and may be of the layer. */
    long oldest() {
        return waiting.isEmpty() || !isMet
                ? Long.MAX_VALUE
                : waiting.values().iterator().next().order();
    }
}
