package io.iostrata.jobs.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.iostrata.ingest.archive.RunArchive;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run to be read.
 *
 * @param config the manifest's, with the command line's on top
 * @param options what of the command line and of files outside the run changes the result, as JSON
 */
record PlannedRun(RunArchive archive, Map<String, String> config, String options, List<SourceTask> tasks) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static PlannedRun of(RunArchive archive, IngestOptions options, String declarations, List<SourceTask> tasks) {
        var config = new TreeMap<>(archive.manifest().config());
        config.putAll(options.config());
        var said = new TreeMap<String, Object>();
        put(said, "config", options.config());
        put(said, "model", options.model());
        if (!declarations.isEmpty()) {
            said.put("trace_events_sha256", declarations);
        }
        return new PlannedRun(archive, config, json(said), tasks);
    }

    String runId() {
        return archive.runId();
    }

    /** The manifest's values of the model's variables, with the command line's on top. */
    Map<String, String> model(IngestOptions options) {
        var model = new TreeMap<>(archive.manifest().model());
        model.putAll(options.model());
        return model;
    }

    private static void put(Map<String, Object> said, String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            said.put(key, values);
        }
    }

    private static String json(Map<String, Object> said) {
        try {
            return JSON.writeValueAsString(said);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
