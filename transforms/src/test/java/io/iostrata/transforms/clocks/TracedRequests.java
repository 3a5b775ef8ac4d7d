package io.iostrata.transforms.clocks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Requests that a guest and its host traced, made up: when each moment truly was is known.
 *
 * @param offset of the guest's clock from the host's at host time 0, ns
 * @param drift change of it, ns a ns
 */
record TracedRequests(long offset, double drift, List<long[]> moments) {
    private static final int RUNG = 0;
    private static final int HEARD = 1;
    private static final int RAISED = 2;
    private static final int TAKEN = 3;
    private static final long START = 90_000_000_000L;

    /** So many requests, one after the other, with delays as a busy machine has them. */
    static TracedRequests oneByOne(long seed, int count) {
        var random = new Random(seed);
        var requests = new TracedRequests(
                random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L),
                random.nextDouble(-1e-4, 1e-4),
                new ArrayList<>());
        long time = START;
        for (int i = 0; i < count; i++) {
            time += 100_000 + random.nextInt(2_000_000);
            long heard = time + 2_000 + tail(random, 30_000);
            long raised = heard + 2_000_000 + tail(random, 300_000);
            long taken = raised + 20_000 + tail(random, 400_000);
            requests.moments.add(new long[] {time, heard, raised, taken});
            time = taken;
        }
        return requests;
    }

    private static long tail(Random random, double mean) {
        return Math.round(-mean * Math.log(1 - random.nextDouble()));
    }

    /** The offset when the guest's clock reads so. */
    double truth(long reading) {
        return (offset + drift * reading) / (1 + drift);
    }

    private long guest(long hostTime) {
        return hostTime + offset + Math.round(drift * hostTime);
    }

    long reading(int request) {
        return guest(moments.get(request)[RUNG]);
    }

    Sightings all() {
        return heardIf(request -> true);
    }

    /** What is left where the host lost the doorbells and interrupts of some requests. */
    Sightings heardIf(IntPredicate kept) {
        return new Sightings(
                series(RUNG, request -> true),
                series(HEARD, kept),
                series(RAISED, kept),
                series(TAKEN, request -> true));
    }

    private long[] series(int kind, IntPredicate kept) {
        boolean isGuest = kind == RUNG || kind == TAKEN;
        return IntStream.range(0, moments.size())
                .filter(kept)
                .mapToLong(request -> moments.get(request)[kind])
                .map(time -> isGuest ? guest(time) : time)
                .sorted()
                .toArray();
    }
}
