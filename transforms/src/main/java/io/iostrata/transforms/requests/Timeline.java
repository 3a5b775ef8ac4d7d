package io.iostrata.transforms.requests;

import io.iostrata.transforms.walk.Place;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The passages of one layer, and its begins and ends, in the time of the requests that are being followed. */
final class Timeline {
    /** Passages held at most: beyond, the oldest go, whatever their ends. */
    static final int MOST_HELD = 1 << 18;

    private final Sliding<Use> passages = new Sliding<>(use -> use.passage.beginNs());
    private final Sliding<Signal> begins = new Sliding<>(signal -> signal.ns);
    private final Sliding<Signal> ends = new Sliding<>(signal -> signal.ns);
    private long free;

    /** A passage, and how many requests it is a layer of. */
    static final class Use {
        private final Passage passage;
        private final Signal begin;
        private final Signal end;
        private int requests;

        private Use(Passage passage) {
            this.passage = passage;
            boolean tainted = passage.marks().tainted();
            begin = new Signal(passage.beginNs(), passage.beforeNs(), passage.afterNs(), tainted);
            end = new Signal(passage.endNs(), passage.beforeNs(), passage.afterNs(), tainted);
        }

        Passage passage() {
            return passage;
        }

        boolean isFree() {
            return requests == 0;
        }

        void take() {
            requests++;
            begin.requests++;
            end.requests++;
        }
    }

    /** A begin or an end, whether of a passage or of none; times as in {@link Passage}; tainted if its passage is. */
    static final class Signal {
        private final long ns;
        private final long beforeNs;
        private final long afterNs;
        private final boolean tainted;
        private int requests;

        Signal(long ns, long beforeNs, long afterNs, boolean tainted) {
            this.ns = ns;
            this.beforeNs = beforeNs;
            this.afterNs = afterNs;
            this.tainted = tainted;
        }

        long ns() {
            return ns;
        }

        boolean isFree() {
            return requests == 0;
        }

        void take() {
            requests++;
        }

        /** What lies between this begin and an end. */
        Passage until(Signal end, int layer, Passage.Marks inner) {
            var marks = inner.and(new Passage.Marks(true, tainted || end.tainted));
            return new Passage(
                    layer,
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Place.UNKNOWN,
                    ns,
                    end.ns - ns,
                    beforeNs,
                    afterNs,
                    marks);
        }
    }

    void add(Passage passage) {
        var use = new Use(passage);
        passages.add(use);
        begins.add(use.begin);
        ends.add(use.end);
    }

    void addBegin(Signal begin) {
        begins.add(begin);
    }

    void addEnd(Signal end) {
        ends.add(end);
    }

    Sliding<Use> passages() {
        return passages;
    }

    Sliding<Signal> begins() {
        return begins;
    }

    Sliding<Signal> ends() {
        return ends;
    }

    /** Lets go of what ended before a time, of all at the end of time, but for the last begin; passages are given away. */
    void forgetBefore(long ns, Consumer<Passage> past) {
        boolean isLast = ns == Long.MAX_VALUE;
        passages.dropWhile(use -> {
            boolean isPast = isLast || use.passage.endNs() < ns || passages.size() > MOST_HELD;
            if (isPast) {
                free += use.isFree() ? 1 : 0;
                past.accept(use.passage);
            }
            return isPast;
        });
        begins.dropWhile(signal -> begins.size() > MOST_HELD || (begins.size() > 1 && begins.get(1).ns < ns));
        long last = begins.size() == 0 ? ns : begins.get(0).ns;
        ends.dropWhile(signal -> ends.size() > MOST_HELD || signal.ns < Math.min(ns, last));
    }

    /** How many of the passages that were let go of belonged to no request. */
    long free() {
        return free;
    }
}
