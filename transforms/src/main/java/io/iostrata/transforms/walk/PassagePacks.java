package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Instrument;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Durations of an instrument's passages and of their parts, gathered by part and by what was told of them, so that a row
 * leaves for many of them. Holds at most {@link #OPEN_PACKS} packs of {@link #DURATIONS}.
 */
final class PassagePacks {
    static final int DURATIONS = 512;
    static final int OPEN_PACKS = 1024;

    private final Instrument instrument;
    private final List<Instrument.Part> parts;
    private final Map<Key, Pack> open = new HashMap<>();

    /** @param told by column of the instrument's table, nulls among them */
    private record Key(String part, String partOf, List<String> told) {}

    private static final class Pack {
        private long[] durations = new long[4];
        private int timed;
        private long counted;

        private void add(long ns) {
            if (timed == durations.length) {
                durations = Arrays.copyOf(durations, 2 * timed);
            }
            durations[timed++] = ns;
        }
    }

    PassagePacks(Instrument instrument) {
        this.instrument = instrument;
        parts = instrument.parts().parts();
    }

    /** One that is counted and not timed. */
    void count(String[] told, Consumer<Found> out) {
        pack(new Key(instrument.passage(), "", Arrays.asList(told)), out).counted++;
    }

    /** A passage with its parts, which add up to it once the rest is one of them. */
    void add(OpenPassage passage, long durNs, TimeScale scale, Consumer<Found> out) {
        var told = Arrays.asList(passage.told());
        add(new Key(instrument.passage(), "", told), durNs, out);
        long length = 0;
        long restNs = durNs;
        for (int i = 0; i < parts.size(); i++) {
            long before = scale.length(length);
            length += passage.spent(i);
            long partNs = scale.length(length) - before;
            restNs -= partNs;
            if (passage.passed(i)) {
                add(new Key(parts.get(i).name(), instrument.passage(), told), partNs, out);
            }
        }
        if (!parts.isEmpty()) {
            add(new Key(instrument.parts().rest(), instrument.passage(), told), Math.max(0, restNs), out);
        }
    }

    private void add(Key key, long ns, Consumer<Found> out) {
        var pack = pack(key, out);
        pack.add(ns);
        if (pack.timed == DURATIONS) {
            open.remove(key);
            out.accept(found(key, pack));
        }
    }

    private Pack pack(Key key, Consumer<Found> out) {
        if (open.size() == OPEN_PACKS && !open.containsKey(key)) {
            finish(out);
        }
        return open.computeIfAbsent(key, first -> new Pack());
    }

    void finish(Consumer<Found> out) {
        open.forEach((key, pack) -> out.accept(found(key, pack)));
        open.clear();
    }

    private Found found(Key key, Pack pack) {
        var durations = Arrays.copyOf(pack.durations, pack.timed);
        return new Found.Pack(
                instrument.table(), key.part, key.partOf, key.told.toArray(String[]::new), pack.counted, durations);
    }
}
