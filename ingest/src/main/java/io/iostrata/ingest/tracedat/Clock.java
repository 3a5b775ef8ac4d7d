package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * From a stamp in the ring buffer to the row's time, in trace-cmd's order: the guest's correction, ticks to ns, and what
 * is added. {@code ts_ns} is the corrected time where it is in ns; {@code ts_raw} the stamp, where that is another number.
 */
final class Clock {
    private static final long UPTIME_TICK_NS = 10_000_000;
    private static final Set<String> TICKING = Set.of("x86-tsc", "counter", "uptime", "tsc2nsec", "ppc-tb");

    private final Options options;
    private final boolean ticks;
    private final boolean uptime;
    private final boolean plain;

    /** Of a file whose clock the manifest may name, should its own options not. */
    Clock(Options options, Optional<String> manifest) {
        this.options = options;
        var named = manifest.map(clock -> clock.substring(clock.lastIndexOf(' ') + 1))
                .orElse("");
        var clock = options.clock().isEmpty() ? named : options.clock();
        ticks = TICKING.contains(clock) && options.ticksToNs().isEmpty();
        uptime = clock.equals("uptime");
        plain = !ticks && options.ticksToNs().isEmpty() && options.shifts().isEmpty() && options.shiftNs() == 0;
    }

    /** The event's time as far as the file's options tell: ns, or ticks. */
    long time(CpuEvents events) {
        return plain ? events.time() : corrected(events.data().cpu(), events.time());
    }

    long corrected(int cpu, long stamp) {
        long time = stamp;
        int shifts = options.shifts().size();
        if (shifts > 0) {
            time = options.shifts().get(Math.floorMod(cpu, shifts)).corrected(time);
        }
        if (options.ticksToNs().isPresent()) {
            time = options.ticksToNs().get().ns(time);
        }
        return ticks ? time : time + options.shiftNs();
    }

    /** True where rows are in the order of their own stamps. */
    boolean ordersRows() {
        return !uptime && (!ticks || options.shifts().isEmpty());
    }

    void stamp(EventBatch batch, CpuEvents events) {
        if (plain) {
            batch.set(LongColumn.TS_NS, events.time());
            return;
        }
        long time = time(events);
        if (!ticks) {
            batch.set(LongColumn.TS_NS, time);
        } else if (uptime && time >= 0 && time < Long.MAX_VALUE / UPTIME_TICK_NS) {
            batch.set(LongColumn.TS_NS, time * UPTIME_TICK_NS);
        }
        if (ticks || time != events.time()) {
            batch.set(LongColumn.TS_RAW, events.time());
        }
    }

    OptionalLong resolutionNs() {
        if (uptime) {
            return OptionalLong.of(UPTIME_TICK_NS);
        }
        return ticks ? OptionalLong.empty() : OptionalLong.of(1);
    }

    /** The name in ftrace's words; empty where the file has none. Stamps of a guest that are corrected are the host's. */
    Optional<String> name() {
        boolean isHosts = !options.shifts().isEmpty();
        return Optional.of(options.clock())
                .filter(name -> !name.isEmpty())
                .map(name -> isHosts ? "host " + name : name);
    }
}
