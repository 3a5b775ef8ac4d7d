package io.iostrata.transforms.walk;

import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is to be said of sources before they are walked. */
final class Notes {
    private final Map<SourceId, List<Found>> notes = new HashMap<>();

    void add(SourceId source, Found note) {
        notes.computeIfAbsent(source, id -> new ArrayList<>()).add(note);
    }

    /** Takes back what was said of a clock. */
    void forgetClock(String clock) {
        notes.values()
                .forEach(all -> all.removeIf(
                        note -> note instanceof Found.Clock said && said.clock().equals(clock)));
    }

    List<Found> of(SourceId source) {
        return List.copyOf(notes.getOrDefault(source, List.of()));
    }
}
