package io.iostrata.ingest.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.schemas.config.GivenOffset;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What {@code run.json} says of a run. Everything is optional; {@code ground_truth} is never looked at.
 *
 * @param runId identity of the run; empty: the directory's name
 * @param setId runs made together; empty: the run itself
 * @param config nested keys joined by dots, sorted; nulls left out
 * @param model values of the stack model's {@code $variables}, overriding discovery
 * @param futexes names of futexes by address, 0x hex
 * @param clocks offsets between clocks
 */
public record RunManifest(
        String runId,
        String setId,
        String date,
        Map<String, String> config,
        List<FileNote> files,
        Benchmark benchmark,
        Map<String, String> model,
        Map<String, String> futexes,
        List<GivenOffset> clocks)
        implements Serializable {

    public static final String FILE_NAME = "run.json";
    public static final RunManifest NONE =
            new RunManifest("", "", "", Map.of(), List.of(), Benchmark.NONE, Map.of(), Map.of(), List.of());
    /** No manifest is longer. */
    public static final int LARGEST = 16 << 20;

    private static final Pattern ADDRESS = Pattern.compile("(?:0[xX])?([0-9a-fA-F]{1,16})");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(1 << 20)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * What the manifest says of one file.
     *
     * @param nsPerTick length of a tick of its clock, ns; 0 where not given
     */
    public record FileNote(String path, String layer, String clock, double nsPerTick) implements Serializable {}

    /**
     * The benchmark's own figures; an empty text, a negative number or NaN where one is not given.
     *
     * @param clock normalised
     */
    public record Benchmark(long requests, double meanNs, long startNs, long endNs, String clock)
            implements Serializable {
        public static final Benchmark NONE = new Benchmark(-1, Double.NaN, -1, -1, "");
    }

    public RunManifest {
        config = new TreeMap<>(config);
        files = List.copyOf(files);
        model = new TreeMap<>(model);
        futexes = new TreeMap<>(futexes);
        clocks = List.copyOf(clocks);
    }

    /** Reads a manifest; trouble is a message with the file and the place in it. */
    public static RunManifest parse(String file, byte[] json) throws MalformedTraceException {
        try {
            var root = JSON.readTree(json);
            if (root == null || !root.isObject()) {
                throw new MalformedTraceException(file, 0, "not a JSON object, expected a run manifest");
            }
            return new RunManifest(
                    text(root, "run_id"),
                    text(root, "set"),
                    text(root, "date"),
                    flattened(root.path("config")),
                    notes(root.path("files")),
                    benchmark(root.path("benchmark")),
                    variables(root.path("model")),
                    addresses(root.path("futexes")),
                    ClockOffsets.of(file, root.path("clocks")));
        } catch (JsonProcessingException bad) {
            var place = bad.getLocation();
            throw new MalformedTraceException(
                    file,
                    place == null ? 0 : Math.max(0, place.getByteOffset()),
                    "not JSON: " + bad.getOriginalMessage().lines().findFirst().orElse("?"));
        } catch (MalformedTraceException bad) {
            throw bad;
        } catch (IOException bad) {
            throw new MalformedTraceException(file, 0, "not JSON: " + bad.getMessage());
        }
    }

    /** What the manifest says of the file of that path; a compression suffix may be missing on either side. */
    public Optional<FileNote> note(String path) {
        return files.stream()
                .filter(note -> note.path().equals(path))
                .findFirst()
                .or(() -> files.stream()
                        .filter(note -> stem(note.path()).equals(stem(path)))
                        .findFirst());
    }

    /** The trace-events file that the manifest names. */
    public Optional<String> traceEvents() {
        return files.stream()
                .map(FileNote::path)
                .filter(path -> path.substring(path.lastIndexOf('/') + 1).startsWith("trace-events"))
                .findFirst();
    }

    /** True for a path that stays in the run's directory or in one beside it. */
    public static boolean isInOrBesideTheRun(String path) {
        boolean beside = path.startsWith("../") && !path.substring(3).contains("..");
        return !path.startsWith("/") && (beside || !path.contains(".."));
    }

    private static String stem(String path) {
        return path.replaceFirst("\\.(gz|zst|xz|bz2|lz4)$", "");
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).isValueNode() && !node.path(key).isNull()
                ? node.path(key).asText()
                : "";
    }

    private static Map<String, String> flattened(JsonNode node) {
        var flat = new TreeMap<String, String>();
        flatten("", node, flat);
        return flat;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.properties().forEach(entry -> flatten(joined(prefix, entry.getKey()), entry.getValue(), flat));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(joined(prefix, Integer.toString(i)), node.get(i), flat);
            }
        } else if (node.isValueNode() && !node.isNull() && !prefix.isEmpty()) {
            flat.put(prefix, node.asText());
        }
    }

    private static String joined(String prefix, String key) {
        return prefix.isEmpty() ? key : prefix + "." + key;
    }

    private static List<FileNote> notes(JsonNode files) {
        var notes = new ArrayList<FileNote>();
        for (var file : files) {
            notes.add(new FileNote(
                    text(file, "path"),
                    text(file, "layer"),
                    text(file, "clock"),
                    file.path("ns_per_tick").asDouble(0)));
        }
        return notes;
    }

    private static Benchmark benchmark(JsonNode node) {
        return new Benchmark(
                node.path("requests").asLong(-1),
                node.path("mean_ns").asDouble(Double.NaN),
                node.path("start_ns").asLong(-1),
                node.path("end_ns").asLong(-1),
                ClockNames.normalised(text(node, "clock"), Optional.empty()));
    }

    private static Map<String, String> variables(JsonNode model) {
        var variables = new HashMap<String, String>();
        model.properties()
                .forEach(entry -> variables.put(
                        entry.getKey().startsWith("$") ? entry.getKey() : "$" + entry.getKey(),
                        entry.getValue().asText()));
        return variables;
    }

    /** Names by address, however it is written: hexadecimal with 0x or without. Another key stays as it is. */
    private static Map<String, String> addresses(JsonNode names) {
        var addresses = new HashMap<String, String>();
        names.properties()
                .forEach(entry ->
                        addresses.put(address(entry.getKey()), entry.getValue().asText()));
        return addresses;
    }

    private static String address(String written) {
        var digits = ADDRESS.matcher(written);
        return digits.matches() ? "0x" + Long.toHexString(Long.parseUnsignedLong(digits.group(1), 16)) : written;
    }
}
