package io.iostrata.jobs.ingest;

import io.iostrata.ingest.format.DecodeInput.Declarations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a user asks of an ingest.
 *
 * @param config configuration keys that beat the manifests'
 * @param model values of the stack model's {@code $variables} that beat the manifests'
 * @param declarations trace-events for the simpletrace files that have none of their own
 */
public record IngestOptions(
        List<String> archives,
        Map<String, String> config,
        Map<String, String> model,
        Optional<Declarations> declarations) {

    public IngestOptions {
        archives = List.copyOf(archives);
        config = new TreeMap<>(config);
        model = new TreeMap<>(model);
    }
}
