package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Signal;
import io.iostrata.transforms.walk.SourceFacts.Line;
import io.iostrata.transforms.walk.SourceFacts.Series;
import io.iostrata.transforms.walk.SourceFacts.Side;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The stamps of a signal, line by line, thinned to every 2^n-th where there are many: the k-th can still be told. */
final class SeriesScan {
    static final int MOST_STAMPS = 1 << 14;
    /** Lines that are followed; later ones give no evidence. */
    static final int MOST_LINES = 32;

    private final int clock;
    private final Side side;
    private final SignalTest signal;
    private final Map<Line, Thinned> lines = new HashMap<>();

    private static final class Thinned {
        private long[] stamps = new long[64];
        private int kept;
        private long count;
        private int stride = 1;

        private void add(long stamp) {
            if (count++ % stride != 0) {
                return;
            }
            if (kept == MOST_STAMPS) {
                halve();
                if ((count - 1) % stride != 0) {
                    return;
                }
            }
            if (kept == stamps.length) {
                stamps = Arrays.copyOf(stamps, 2 * kept);
            }
            stamps[kept++] = stamp;
        }

        private void halve() {
            for (int i = 0; i < kept / 2; i++) {
                stamps[i] = stamps[2 * i];
            }
            kept /= 2;
            stride *= 2;
        }
    }

    SeriesScan(int clock, Side side, Signal signal, Arguments arguments) {
        this.clock = clock;
        this.side = side;
        this.signal = new SignalTest(signal, arguments);
    }

    void accept(TraceEvent event) {
        if (event.clocking() == TraceEvent.Clocking.NONE) {
            return;
        }
        signal.raised(event).ifPresent(line -> {
            if (lines.size() < MOST_LINES) {
                lines.putIfAbsent(line, new Thinned());
            }
            if (lines.containsKey(line)) {
                lines.get(line).add(event.stamp());
            }
        });
    }

    Stream<Series> series() {
        return lines.entrySet().stream().map(entry -> {
            var each = entry.getValue();
            return new Series(
                    clock, side, entry.getKey(), each.count, each.stride, Arrays.copyOf(each.stamps, each.kept));
        });
    }
}
