package io.iostrata.ingest.ctf;

import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.ctf.Metadata.EventClass;
import io.iostrata.ingest.ctf.Metadata.StreamClass;
import io.iostrata.ingest.ctf.PlanCompiler.Field;
import io.iostrata.ingest.ctf.Scope.Known;
import io.iostrata.ingest.format.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the packets of a trace are read.
 *
 * @param magic register of the packet's magic, negative where it has none
 * @param streamId register of the packet's stream id, negative where it has none
 * @param streams by id
 * @param registers that readers need
 */
record TracePlan(FieldReader packetHeader, int magic, int streamId, Map<Long, StreamPlan> streams, int registers) {
    static final int NONE = -1;

    static TracePlan of(MetadataText source, Names names) throws MalformedTraceException {
        var metadata = MetadataParser.parse(source);
        var compiler = new PlanCompiler(source, metadata);
        var scope = Scope.outermost();
        var header = compiler.root(metadata.packetHeader(), unkept(Scope.PACKET_HEADER, scope));
        var packet = new Registers(compiler, scope, Scope.PACKET_HEADER);
        var streams = new HashMap<Long, StreamPlan>();
        var events = metadata.events().stream().collect(Collectors.groupingBy(EventClass::streamId));
        for (var stream : metadata.streams().entrySet()) {
            var own = events.getOrDefault(stream.getKey(), List.of());
            streams.put(
                    stream.getKey(), new Compiling(metadata, compiler, names).stream(stream.getValue(), own, scope));
        }
        return new TracePlan(
                header, packet.of("magic"), packet.of("stream_id"), Map.copyOf(streams), compiler.registers());
    }

    /** The stream of that id; of a packet without an id, the only one. */
    Optional<StreamPlan> stream(long id) {
        return streamId == NONE ? streams.values().stream().findFirst() : Optional.ofNullable(streams.get(id));
    }

    private static Field unkept(String path, Scope scope) {
        return Field.root(path, scope, unused -> Slot.NOWHERE);
    }

    /** Registers of what a header says of its packet. */
    private record Registers(PlanCompiler compiler, Scope scope, String root) {
        int of(String name) {
            return integer(name).map(compiler::registerOf).orElse(NONE);
        }

        int bits(String name) {
            return integer(name).map(IntegerReader::bits).orElse(64);
        }

        private Optional<IntegerReader> integer(String name) {
            return scope.at(root + "." + name).map(Known::reader);
        }
    }

    private record Compiling(Metadata metadata, PlanCompiler compiler, Names names) {
        StreamPlan stream(StreamClass stream, List<EventClass> events, Scope outer) throws MalformedTraceException {
            var scope = outer.inner();
            var context = compiler.root(stream.packetContext(), unkept(Scope.PACKET_CONTEXT, scope));
            var header = compiler.root(stream.eventHeader(), unkept(Scope.EVENT_HEADER, scope));
            var packet = new Registers(compiler, scope, Scope.PACKET_CONTEXT);
            var plans = new HashMap<Long, EventPlan>();
            for (var event : events) {
                plans.put(event.id(), event(stream, event, scope.inner()));
            }
            return new StreamPlan(
                    context,
                    header,
                    new StreamPlan.PacketFields(
                            packet.of("content_size"),
                            packet.of("packet_size"),
                            packet.of("packet_seq_num"),
                            packet.of("events_discarded"),
                            packet.bits("events_discarded"),
                            packet.of("cpu_id"),
                            packet.of("timestamp_begin"),
                            packet.of("timestamp_end")),
                    new EventPlans(plans),
                    ClockOf.header(stream, metadata));
        }

        private EventPlan event(StreamClass stream, EventClass event, Scope scope) throws MalformedTraceException {
            var naming = new EventNaming(event.name(), metadata.isOfPerf(), names);
            return new EventPlan(
                    names.id(naming.event()),
                    compiler.root(stream.eventContext(), Field.root(Scope.STREAM_CONTEXT, scope, naming::context)),
                    compiler.root(event.context(), Field.root(Scope.EVENT_CONTEXT, scope, naming::context)),
                    compiler.root(event.fields(), Field.root(Scope.FIELDS, scope, naming::payload)));
        }
    }
}
