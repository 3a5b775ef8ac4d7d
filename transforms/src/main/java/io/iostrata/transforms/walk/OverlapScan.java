package io.iostrata.transforms.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Over which stages of requests waits lie, in one pass over both in the order of their begins. Holds what is open: a wait
 * a thread, a stage a request in flight.
 */
public final class OverlapScan {
    private final List<Wait> waits = new ArrayList<>();
    private final List<OpenStage> stages = new ArrayList<>();
    private final Map<Place, Sum> sums = new LinkedHashMap<>();
    private long stagesNs;

    /** What is waited for. */
    public record Futex(String uaddr, String name, String op) {}

    /** A futex and a stage. */
    public record Place(Futex futex, String chain, String stage) {}

    /** A stage of one request; times in ns on the clock that all share. */
    public record Stage(String chain, String stage, long requestNo, long beginNs, long endNs) {}

    /** A wait on that clock. */
    public record Wait(Futex futex, long beginNs, long endNs) {}

    /** Requests and time at a place. */
    public static final class Sum {
        private long requests;
        private long ns;
        private long lastRequest = -1;

        public long requests() {
            return requests;
        }

        public long ns() {
            return ns;
        }
    }

    /** A stage, and up to when each futex has been counted in it. */
    private record OpenStage(Stage stage, Map<Futex, Long> counted) {}

    public void accept(Wait wait) {
        stages.removeIf(open -> open.stage.endNs <= wait.beginNs);
        stages.forEach(open -> overlap(open, wait, wait.beginNs));
        waits.add(wait);
    }

    public void accept(Stage stage) {
        stagesNs += stage.endNs - stage.beginNs;
        waits.removeIf(wait -> wait.endNs <= stage.beginNs);
        var open = new OpenStage(stage, new HashMap<>());
        waits.forEach(wait -> overlap(open, wait, stage.beginNs));
        stages.add(open);
    }

    /** Two waits for a futex at once are one: what an earlier one covered is not counted again. */
    private void overlap(OpenStage open, Wait wait, long fromNs) {
        long from = Math.max(fromNs, open.counted.getOrDefault(wait.futex, Long.MIN_VALUE));
        long to = Math.min(open.stage.endNs, wait.endNs);
        if (to <= from) {
            return;
        }
        open.counted.put(wait.futex, to);
        var place = new Place(wait.futex, open.stage.chain, open.stage.stage);
        var sum = sums.computeIfAbsent(place, first -> new Sum());
        sum.ns += to - from;
        sum.requests += sum.lastRequest == open.stage.requestNo ? 0 : 1;
        sum.lastRequest = open.stage.requestNo;
    }

    /** Where waits and stages met. */
    public Map<Place, Sum> sums() {
        return sums;
    }

    /** All stages together, ns. */
    public long stagesNs() {
        return stagesNs;
    }
}
