package io.iostrata.ingest.tracedat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All CPUs' events in order of time; of equal ones the CPU that is listed first comes first. */
final class CpuMerge {
    /** A heap: each CPU's event is not after those of its two children. */
    private final List<Entry> heap = new ArrayList<>();

    private final Clock clock;
    private boolean begun;

    private static final class Entry {
        private final CpuEvents events;
        private final int rank;
        private long key;

        Entry(CpuEvents events, int rank) {
            this.events = events;
            this.rank = rank;
        }

        boolean isBefore(Entry other) {
            return key < other.key || (key == other.key && rank < other.rank);
        }
    }

    CpuMerge(List<CpuEvents> cpus, Clock clock) throws IOException {
        this.clock = clock;
        for (var cpu : cpus) {
            var entry = new Entry(cpu, heap.size());
            if (advance(entry)) {
                heap.add(entry);
            }
        }
        for (int i = heap.size() / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /** The CPU whose event is next; empty after the last. */
    Optional<CpuEvents> next() throws IOException {
        if (begun && !heap.isEmpty()) {
            if (!advance(heap.get(0))) {
                var last = heap.remove(heap.size() - 1);
                if (heap.isEmpty()) {
                    return Optional.empty();
                }
                heap.set(0, last);
            }
            sink(0);
        }
        begun = true;
        return heap.isEmpty() ? Optional.empty() : Optional.of(heap.get(0).events);
    }

    private boolean advance(Entry entry) throws IOException {
        boolean more = entry.events.next();
        if (more) {
            entry.key = clock.time(entry.events);
        }
        return more;
    }

    private void sink(int from) {
        int at = from;
        var entry = heap.get(from);
        while (2 * at + 1 < heap.size()) {
            int child = 2 * at + 1;
            if (child + 1 < heap.size() && heap.get(child + 1).isBefore(heap.get(child))) {
                child++;
            }
            if (!heap.get(child).isBefore(entry)) {
                break;
            }
            heap.set(at, heap.get(child));
            at = child;
        }
        heap.set(at, entry);
    }
}
