package io.iostrata.ingest.tracedat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All CPUs' events in order of time; of equal ones the CPU that is listed first comes first. */
final class CpuMerge {
    /** A heap: each CPU's event is not after those of its two children. */
    private final Entry[] heap;

    private final Clock clock;
    private int size;
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
        var entries = new ArrayList<Entry>();
        for (var cpu : cpus) {
            var entry = new Entry(cpu, entries.size());
            if (advance(entry)) {
                entries.add(entry);
            }
        }
        heap = entries.toArray(Entry[]::new);
        size = heap.length;
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /** Moves to the next event; false after the last. */
    boolean next() throws IOException {
        if (begun && size > 0) {
            if (!advance(heap[0])) {
                heap[0] = heap[--size];
            }
            sink(0);
        }
        begun = true;
        return size > 0;
    }

    /** The CPU whose event it is. */
    CpuEvents cpu() {
        return heap[0].events;
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
        var entry = heap[from];
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(entry)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = entry;
    }
}
