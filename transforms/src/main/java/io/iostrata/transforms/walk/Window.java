package io.iostrata.transforms.walk;

import java.io.Serializable;

/**
 * How the benchmark's own requests are told from boot and shutdown.
 *
 * @param beginNs begin of the benchmark on the source's clock; for BENCHMARK_TIMES
 * @param endNs its end
 * @param requests how many requests it made; for LAST_REQUESTS
 */
public record Window(Method method, long beginNs, long endNs, long requests) implements Serializable {

    /** As written in {@code pairings.window}, in lower case. */
    public enum Method {
        BENCHMARK_TIMES,
        LAST_REQUESTS,
        EVERYTHING
    }

    public static final Window EVERYTHING = new Window(Method.EVERYTHING, 0, 0, 0);

    public static Window times(long beginNs, long endNs) {
        return new Window(Method.BENCHMARK_TIMES, beginNs, endNs, 0);
    }

    public static Window last(long requests) {
        return new Window(Method.LAST_REQUESTS, 0, 0, requests);
    }

    /** What a passage's own times tell; LAST_REQUESTS is settled by its ordinal once all are counted. */
    boolean holds(long begin, long end) {
        return method != Method.BENCHMARK_TIMES || (begin >= beginNs && end <= endNs);
    }

    /** Whether any moment of a time may be inside; of LAST_REQUESTS ordinals tell. */
    boolean touches(long begin, long end) {
        return method != Method.BENCHMARK_TIMES || (begin <= endNs && end >= beginNs);
    }

    /** The moment, or that end of the benchmark's times which it lies beyond. */
    long cut(long ns) {
        return method == Method.BENCHMARK_TIMES ? Math.max(beginNs, Math.min(endNs, ns)) : ns;
    }

    /** The first ordinal inside, of so many. */
    long firstOrdinal(long count) {
        return method == Method.LAST_REQUESTS ? Math.max(0, count - requests) : 0;
    }
}
