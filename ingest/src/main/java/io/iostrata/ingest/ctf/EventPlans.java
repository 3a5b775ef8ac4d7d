package io.iostrata.ingest.ctf;

import java.util.Map;
import java.util.Optional;

/** The events of a stream by their ids, which tracers number from 0. */
final class EventPlans {
    private static final int SPARE = 64;

    private final Map<Long, EventPlan> all;
    private final EventPlan[] dense;

    EventPlans(Map<Long, EventPlan> events) {
        all = Map.copyOf(events);
        dense = new EventPlan[2 * events.size() + SPARE];
        for (int id = 0; id < dense.length; id++) {
            dense[id] = all.get((long) id);
        }
    }

    Optional<EventPlan> find(long id) {
        return Optional.ofNullable(id >= 0 && id < dense.length ? dense[(int) id] : all.get(id));
    }
}
