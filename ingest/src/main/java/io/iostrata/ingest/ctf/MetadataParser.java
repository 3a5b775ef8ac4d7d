package io.iostrata.ingest.ctf;

import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.ctf.CtfType.StructType;
import io.iostrata.ingest.ctf.Metadata.EventClass;
import io.iostrata.ingest.ctf.Metadata.StreamClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A metadata text of CTF 1.8 (TSDL):
 *
 * <pre>
 * metadata := { ("trace" | "stream" | "event" | "clock" | "env") block ";" | definition | type ";" | other block ";" }
 * block    := "{" { path "=" value ";" | path ":=" type ";" | definition | type ";" } "}"
 * </pre>
 *
 * Blocks of other names ({@code callsite}) are passed.
 */
final class MetadataParser {
    private static final int MOST_STREAMS = 1 << 12;
    private static final int MOST_EVENTS = 1 << 16;

    private final Tokens tokens;
    private final TypeParser types;
    private final Map<Long, StreamClass> streams = new HashMap<>();
    private final List<EventClass> events = new ArrayList<>();
    private final List<Clock> clocks = new ArrayList<>();
    private final Map<String, String> env = new HashMap<>();
    private boolean isBigEndian;
    private Optional<StructType> packetHeader = Optional.empty();

    /** What a block says: values and types by their paths. */
    private record Block(Map<String, String> values, Map<String, CtfType> types) {
        Optional<StructType> struct(String path) {
            return Optional.ofNullable(types.get(path))
                    .filter(StructType.class::isInstance)
                    .map(StructType.class::cast);
        }
    }

    private MetadataParser(Tokens tokens) {
        this.tokens = tokens;
        types = new TypeParser(tokens);
    }

    static Metadata parse(MetadataText text) throws MalformedTraceException {
        var parser = new MetadataParser(new Tokens(text));
        while (parser.tokens.kind() != Tokens.Kind.END) {
            parser.declaration();
        }
        if (parser.streams.isEmpty()) {
            parser.streams.put(0L, new StreamClass(Optional.empty(), Optional.empty(), Optional.empty()));
        }
        return new Metadata(
                parser.isBigEndian, parser.packetHeader, parser.streams, parser.events, parser.clocks, parser.env);
    }

    private void declaration() throws MalformedTraceException {
        if (tokens.accept(";") || types.definition()) {
            return;
        }
        if (tokens.accept("trace")) {
            trace(block());
        } else if (tokens.accept("stream")) {
            stream(block());
        } else if (tokens.accept("event")) {
            event(block());
        } else if (tokens.accept("clock")) {
            clock(block());
        } else if (tokens.accept("env")) {
            env.putAll(block().values);
        } else if (isType()) {
            types.type();
        } else {
            tokens.name("a declaration");
            passBlock();
        }
        tokens.expect(";");
    }

    private boolean isType() {
        return tokens.is("struct") || tokens.is("enum") || tokens.is("variant");
    }

    private void passBlock() throws MalformedTraceException {
        tokens.expect("{");
        for (int open = 1; open > 0; ) {
            if (tokens.kind() == Tokens.Kind.END) {
                throw tokens.unexpected("'}'");
            }
            open += tokens.is("{") ? 1 : tokens.is("}") ? -1 : 0;
            tokens.take();
        }
    }

    private Block block() throws MalformedTraceException {
        var block = new Block(new HashMap<>(), new HashMap<>());
        tokens.expect("{");
        while (!tokens.accept("}")) {
            if (types.definition()) {
                continue;
            }
            if (isType()) {
                types.type();
            } else {
                assignment(block);
            }
            tokens.expect(";");
        }
        return block;
    }

    private void assignment(Block block) throws MalformedTraceException {
        var path = new StringBuilder(tokens.name("a name"));
        while (tokens.accept(".")) {
            path.append('.').append(tokens.name("a name"));
        }
        if (tokens.accept(":=")) {
            block.types.put(path.toString(), types.type());
        } else {
            tokens.expect("=");
            block.values.put(path.toString(), tokens.value());
        }
    }

    private void trace(Block block) throws MalformedTraceException {
        var order = block.values.getOrDefault("byte_order", "");
        isBigEndian = order.equals("be") || order.equals("network");
        if (!isBigEndian && !order.equals("le")) {
            throw tokens.malformed("byte_order '" + order + "', expected le or be");
        }
        packetHeader = block.struct("packet.header");
    }

    private void stream(Block block) throws MalformedTraceException {
        if (streams.size() == MOST_STREAMS) {
            throw tokens.malformed("one more stream, expected at most " + MOST_STREAMS);
        }
        var stream = new StreamClass(
                block.struct("packet.context"), block.struct("event.header"), block.struct("event.context"));
        streams.put(number(block, "id", 0), stream);
    }

    private void event(Block block) throws MalformedTraceException {
        if (events.size() == MOST_EVENTS) {
            throw tokens.malformed("one more event, expected at most " + MOST_EVENTS);
        }
        events.add(new EventClass(
                block.values.getOrDefault("name", ""),
                number(block, "id", 0),
                number(block, "stream_id", 0),
                block.struct("context"),
                block.struct("fields")));
    }

    private void clock(Block block) throws MalformedTraceException {
        long frequency = number(block, "freq", 1_000_000_000L);
        if (frequency < 1 || frequency > Clock.HIGHEST_FREQUENCY) {
            throw tokens.malformed("freq = " + frequency + ", expected 1 to " + Clock.HIGHEST_FREQUENCY);
        }
        var name = block.values.getOrDefault("name", "");
        clocks.add(new Clock(name, frequency, number(block, "offset_s", 0), number(block, "offset", 0)));
    }

    private long number(Block block, String name, long otherwise) throws MalformedTraceException {
        var value = block.values.get(name);
        try {
            return value == null ? otherwise : Long.decode(value.replaceAll("[uUlL]+$", ""));
        } catch (NumberFormatException notOne) {
            throw tokens.malformed(name + " = " + value + ", expected a number");
        }
    }
}
