package io.iostrata.ingest.ctf;

import io.iostrata.ingest.ctf.CtfType.StructType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a metadata text declares.
 *
 * @param isBigEndian the trace's byte order
 * @param packetHeader of every packet
 * @param streams by id
 * @param env properties of the tracer, by name
 */
record Metadata(
        boolean isBigEndian,
        Optional<StructType> packetHeader,
        Map<Long, StreamClass> streams,
        List<EventClass> events,
        List<Clock> clocks,
        Map<String, String> env) {
    Metadata {
        streams = Map.copyOf(streams);
        events = List.copyOf(events);
        clocks = List.copyOf(clocks);
        env = Map.copyOf(env);
    }

    record StreamClass(
            Optional<StructType> packetContext, Optional<StructType> eventHeader, Optional<StructType> eventContext) {}

    record EventClass(String name, long id, long streamId, Optional<StructType> context, Optional<StructType> fields) {}

    /** The clock of that name, or else the first. */
    Optional<Clock> clock(String name) {
        return clocks.stream()
                .filter(clock -> clock.name().equals(name))
                .findFirst()
                .or(() -> clocks.stream().findFirst());
    }

    boolean isOfPerf() {
        return env.getOrDefault("tracer_name", "").equals("perf");
    }
}
