package io.iostrata.ingest.archive;

import com.fasterxml.jackson.databind.JsonNode;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.schemas.config.GivenOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The key {@code clocks} of a manifest: a list of offsets between clocks. */
final class ClockOffsets {
    /** A manifest has no more of them. */
    static final int MOST = 1024;

    private static final Set<String> KEYS = Set.of("clock", "reference", "offset_ns", "error_ns", "at_ref_ns");
    private static final int LONGEST_NAME = 200;

    private final String file;

    private ClockOffsets(String file) {
        this.file = file;
    }

    static List<GivenOffset> of(String file, JsonNode clocks) throws MalformedTraceException {
        return new ClockOffsets(file).read(clocks);
    }

    private List<GivenOffset> read(JsonNode clocks) throws MalformedTraceException {
        if (clocks.isMissingNode() || clocks.isNull()) {
            return List.of();
        }
        if (!clocks.isArray()) {
            throw wrong("clocks", shown(clocks), "a list of offsets");
        }
        if (clocks.size() > MOST) {
            throw wrong("clocks", clocks.size() + " offsets", "at most " + MOST);
        }
        var offsets = new ArrayList<GivenOffset>();
        for (int i = 0; i < clocks.size(); i++) {
            offsets.add(offset("clocks[" + i + "]", clocks.get(i)));
        }
        return offsets;
    }

    private GivenOffset offset(String place, JsonNode node) throws MalformedTraceException {
        if (!node.isObject()) {
            throw wrong(place, shown(node), "an offset with " + new TreeSet<>(KEYS));
        }
        for (var entry : node.properties()) {
            if (!KEYS.contains(entry.getKey())) {
                throw wrong(place, "key " + entry.getKey(), "one of " + new TreeSet<>(KEYS));
            }
        }
        var clock = clock(place + ".clock", node.path("clock"));
        var reference = clock(place + ".reference", node.path("reference"));
        if (clock.equals(reference)) {
            throw wrong(place, clock + " twice", "two clocks");
        }
        long error = ns(place + ".error_ns", node.path("error_ns"));
        if (error < 0) {
            throw wrong(place + ".error_ns", Long.toString(error), "0 or more");
        }
        long at = node.path("at_ref_ns").isMissingNode()
                ? GivenOffset.ALWAYS
                : ns(place + ".at_ref_ns", node.path("at_ref_ns"));
        return new GivenOffset(clock, reference, ns(place + ".offset_ns", node.path("offset_ns")), error, at);
    }

    private String clock(String place, JsonNode node) throws MalformedTraceException {
        var name = node.isTextual() ? ClockNames.normalised(node.asText(), Optional.empty()) : "";
        boolean isNamed = name.startsWith("guest ") || name.startsWith("host ");
        if (!isNamed || name.length() > LONGEST_NAME || name.contains(" - ") || name.contains(" = ")) {
            throw wrong(place, shown(node), "guest or host and the clock, as \"guest mono\"");
        }
        return name;
    }

    private long ns(String place, JsonNode node) throws MalformedTraceException {
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.asLong() > GivenOffset.MOST_NS
                || node.asLong() < -GivenOffset.MOST_NS) {
            throw wrong(place, shown(node), "a whole number of ns");
        }
        return node.asLong();
    }

    private static String shown(JsonNode node) {
        var text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "…" : text;
    }

    private MalformedTraceException wrong(String place, String found, String expected) {
        return new MalformedTraceException(file, 0, place + " is " + found + ", expected " + expected);
    }
}
