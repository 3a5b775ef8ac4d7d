package io.iostrata.jobs.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A run: a directory with its manifest and its raw files.
 *
 * @param set what it was made together with; empty for a run on its own
 * @param config a JSON object
 * @param benchmark a JSON object
 */
record Run(String id, String set, String date, String config, String benchmark, List<RawFile> files) {
    private static final String NOTE = "Every event of this run is generated: none was recorded. Their means are the "
            + "figures of the page Virtio/Block/Latency, KVM wiki, revision of 2 July 2010.";

    Run {
        files = List.copyOf(files);
    }

    /** Writes it as a directory in {@code archives}. */
    void write(Path archives) throws IOException {
        var directory = Files.createDirectories(archives.resolve(id));
        Files.writeString(directory.resolve("run.json"), manifest());
        for (var file : files) {
            Files.write(directory.resolve(file.path()), file.bytes());
        }
    }

    private String manifest() {
        var members = new ArrayList<String>();
        members.add("\"run_id\": \"" + id + "\"");
        if (!set.isEmpty()) {
            members.add("\"set\": \"" + set + "\"");
        }
        members.add("\"date\": \"" + date + "\"");
        members.add("\"generated\": true");
        members.add("\"note\": \"" + NOTE + "\"");
        members.add("\"config\": " + config.strip());
        members.add("\"benchmark\": " + benchmark);
        members.add("\"files\": [\n" + files.stream().map(RawFile::json).collect(Collectors.joining(",\n")) + "\n ]");
        return "{\n " + String.join(",\n ", members) + "\n}\n";
    }
}
