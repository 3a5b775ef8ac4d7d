package io.iostrata.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.iostrata.ingest.archive.Compression;
import io.iostrata.ingest.archive.Container;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The directory of real traces that expected numbers were computed of by other means. */
record Corpus(Path directory, Map<String, Run> runs) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST = "run.json";

    /**
     * A run as it is stored.
     *
     * @param sizes decompressed size of each file that is to be read, bytes
     */
    record Run(JsonNode manifest, Map<String, Long> sizes) {

        /** True if order alone tells requests from each other: one at a time, on one disk. */
        boolean isOneRequestAtATime() {
            var config = manifest.path("config");
            return config.path("queue_depth").asInt(1) == 1
                    && config.path("disks").asInt(1) == 1;
        }

        boolean hasFile(String pattern) {
            return sizes.keySet().stream().anyMatch(path -> path.matches(pattern));
        }

        /** Length of a tick by the capture's own measurement, ns. */
        double nsPerTick() {
            return manifest.at("/ground_truth/guest_host_clock/host_ns_per_tsc").asDouble();
        }

        /** True if a file is one to check answers with, which is never read. */
        private boolean isGroundTruth(String path) {
            return note(path).path("layer").asText().equals("ground-truth");
        }

        private long declaredSize(String path, long measured) {
            return note(path).path("uncompressed_bytes").asLong(measured);
        }

        private JsonNode note(String path) {
            for (var file : manifest.path("files")) {
                if (file.path("path").asText().equals(path)) {
                    return file;
                }
            }
            return MissingNode.getInstance();
        }
    }

    /** Where the property or the environment says it is, or beside the repository. */
    static Optional<Path> find() {
        var named = Stream.of(System.getProperty("iostrata.corpus"), System.getenv("IOSTRATA_CORPUS"))
                .filter(place -> place != null)
                .map(Path::of);
        var beside = Stream.of(Path.of("../shared/corpus"), Path.of("../../shared/corpus"));
        return Stream.concat(named, beside)
                .filter(place -> Files.isRegularFile(place.resolve("EXPECTED.md")))
                .map(place -> place.toAbsolutePath().normalize())
                .findFirst();
    }

    static Corpus read(Path directory) throws IOException {
        var stored = new TreeMap<String, Map<String, byte[]>>();
        try (var entries = Files.list(directory)) {
            for (var entry : entries.sorted().toList()) {
                addRuns(entry, stored);
            }
        }
        var runs = new TreeMap<String, Run>();
        for (var run : stored.entrySet()) {
            if (run.getValue().containsKey(MANIFEST)) {
                runs.put(run.getKey(), run(run.getValue()));
            }
        }
        return new Corpus(directory, runs);
    }

    private static void addRuns(Path entry, Map<String, Map<String, byte[]>> stored) throws IOException {
        if (Files.isDirectory(entry)) {
            try (var files = Files.list(entry)) {
                files.forEach(file -> add(stored, entry.getFileName() + "/" + file.getFileName(), file));
            }
        } else if (entry.toString().contains(".tar.")) {
            try (var in = Files.newInputStream(entry)) {
                Container.visit(
                        in,
                        (name, bytes) -> {
                            add(stored, name.path(), bytes.readAllBytes());
                            return true;
                        },
                        trouble -> {});
            }
        }
    }

    private static void add(Map<String, Map<String, byte[]>> stored, String name, Path file) {
        try {
            add(stored, name, Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(Map<String, Map<String, byte[]>> stored, String name, byte[] bytes) {
        int slash = name.indexOf('/');
        stored.computeIfAbsent(name.substring(0, slash), run -> new TreeMap<>()).put(name.substring(slash + 1), bytes);
    }

    private static Run run(Map<String, byte[]> files) throws IOException {
        var manifest = JSON.readTree(files.get(MANIFEST));
        var sizes = new TreeMap<String, Long>();
        var run = new Run(manifest, sizes);
        for (var file : files.entrySet()) {
            if (!file.getKey().equals(MANIFEST) && !run.isGroundTruth(file.getKey())) {
                sizes.put(file.getKey(), run.declaredSize(file.getKey(), decompressedSize(file.getValue())));
            }
        }
        return run;
    }

    private static long decompressedSize(byte[] stored) throws IOException {
        try (InputStream in = Compression.decompressed(new ByteArrayInputStream(stored))) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
