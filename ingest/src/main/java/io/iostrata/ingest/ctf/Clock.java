package io.iostrata.ingest.ctf;

import java.util.Optional;

/**
 * A clock of a trace: what turns its ticks into ns. CLOCK_MONOTONIC keeps its own zero, so that its stamps are those of
 * other tracers; any other clock is told from the epoch on.
 *
 * @param frequency ticks a second, 1 to 9·10^9
 * @param offsetS of its zero from the epoch, s
 * @param offset of its zero from the epoch besides, ticks
 */
record Clock(String name, long frequency, long offsetS, long offset) {
    static final long HIGHEST_FREQUENCY = 9_000_000_000L;

    private static final long NS = 1_000_000_000L;
    private static final long REALTIME_NS = 1_000_000_000_000_000_000L;

    boolean isMonotonic() {
        return name.equals("monotonic");
    }

    /** Ticks as ns. */
    long ns(long ticks) {
        return isMonotonic() ? scaled(ticks) : scaled(ticks) + offsetNs();
    }

    /** True where {@link #ns} is the ticks themselves. */
    boolean isPlain() {
        return frequency == NS && (isMonotonic() || offsetNs() == 0);
    }

    /** Zero of the clock since the epoch, ns. */
    long offsetNs() {
        return offsetS * NS + scaled(offset);
    }

    /** Smallest step, ns: 1 or 1000. */
    long resolutionNs() {
        return frequency > 1_000_000 ? 1 : 1000;
    }

    /** As ftrace names it; empty where nothing tells. */
    Optional<String> traceClock() {
        if (isMonotonic()) {
            return Optional.of("mono");
        }
        boolean isWall = name.equals("realtime") || offsetNs() > REALTIME_NS;
        return isWall ? Optional.of("realtime") : name.equals("perf_clock") ? Optional.of("perf") : Optional.empty();
    }

    private long scaled(long ticks) {
        if (frequency == NS) {
            return ticks;
        }
        long seconds = Long.divideUnsigned(ticks, frequency);
        return seconds * NS + Long.divideUnsigned(Long.remainderUnsigned(ticks, frequency) * NS, frequency);
    }
}
