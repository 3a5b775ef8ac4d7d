package io.iostrata.ingest.perfdata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The events of a file, and which of them a record is of: by the number that the kernel gave each event on each CPU. */
final class SampledEvents {
    static final int MOST = 1 << 14;
    private static final int MOST_IDS = 1 << 20;

    private final List<Attr> attrs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private long[] keys = new long[64];
    private int[] values = filled(64);
    private int ids;

    /** Number of an event that is new; negative where there are too many. */
    int add(Attr attr) {
        if (attrs.size() == MOST) {
            return -1;
        }
        attrs.add(attr);
        names.add(CounterNames.of(attr));
        return attrs.size() - 1;
    }

    /** From now on {@code id} stands for the event of that number. */
    void identify(long id, int event) {
        int slot = slot(id);
        if (values[slot] < 0 && ids < MOST_IDS) {
            keys[slot] = id;
            values[slot] = event;
            ids++;
            if (2 * ids > keys.length) {
                rehash();
            }
        }
    }

    /** Events of the number {@code id} are called so. */
    void name(long id, String name) {
        int event = values[slot(id)];
        if (event >= 0) {
            rename(event, name);
        }
    }

    void rename(int event, String name) {
        if (!name.isEmpty()) {
            names.set(event, name);
        }
    }

    int size() {
        return attrs.size();
    }

    Attr attr(int event) {
        return attrs.get(event);
    }

    String eventName(int event) {
        return names.get(event);
    }

    Optional<Attr> first() {
        return attrs.stream().findFirst();
    }

    /** The event of a sample; negative where its number is unknown. */
    int ofSample(RecordView body) {
        int at = attrs.isEmpty() ? -1 : attrs.get(0).layout().id();
        if (at < 0 || attrs.size() == 1) {
            return attrs.isEmpty() ? -1 : 0;
        }
        return values[slot(body.s64(at))];
    }

    /** The event that a record of another kind came with: the first where nothing else is told. */
    int ofOther(RecordView body) {
        int at = attrs.isEmpty() ? -1 : attrs.get(0).layout().idFromEnd();
        int event = at < 0 ? 0 : values[slot(body.s64(body.size() - at))];
        return attrs.isEmpty() ? -1 : Math.max(0, event);
    }

    private int slot(long id) {
        int slot = (int) ((id * 0x9e3779b97f4a7c15L) >>> 40) & (keys.length - 1);
        while (values[slot] >= 0 && keys[slot] != id) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void rehash() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = filled(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] >= 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    private static int[] filled(int length) {
        int[] empty = new int[length];
        Arrays.fill(empty, -1);
        return empty;
    }
}
