package io.iostrata.jobs.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iostrata.ingest.archive.ClockNames;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.jobs.UserError;
import io.iostrata.jobs.dump.NearbyDeclarations;
import io.iostrata.schemas.table.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What a read of raw files is asked for.
 *
 * @param paths of files, directories and containers; globs
 * @param declarations of {@code trace-events}: before those that the files have themselves
 * @param clock of all files: before what their manifest says; empty for theirs
 */
record RawOptions(
        List<String> paths, TableSchema table, Optional<Declarations> declarations, String clock, OnError onError) {
    static final String PATH = "path";
    static final String PATHS = "paths";
    static final String TABLE = "table";
    static final String TRACE_EVENTS = "trace-events";
    static final String CLOCK = "clock";
    static final String ON_ERROR = "on-error";

    RawOptions {
        paths = List.copyOf(paths);
    }

    /** What a file that cannot be decoded to its end does to a read of events. */
    enum OnError {
        /** It ends in the file's first error. */
        FAIL,
        /** It goes on with the next file; the error is in table {@code issues}. */
        KEEP
    }

    static RawOptions of(Map<String, String> given) {
        var options = new CaseInsensitiveStringMap(given);
        return new RawOptions(
                paths(options),
                table(options),
                declarations(options),
                ClockNames.normalised(options.getOrDefault(CLOCK, ""), Optional.empty()),
                onError(options));
    }

    static TableSchema table(CaseInsensitiveStringMap options) {
        var name = options.getOrDefault(TABLE, RawSchemas.EVENTS.name());
        return RawSchemas.ALL.stream()
                .filter(table -> table.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UserError("Invalid table: %s (events or issues)".formatted(name)));
    }

    private static List<String> paths(CaseInsensitiveStringMap options) {
        var paths = new ArrayList<String>();
        Optional.ofNullable(options.get(PATH)).ifPresent(paths::add);
        try {
            paths.addAll(List.of(new ObjectMapper().readValue(options.getOrDefault(PATHS, "[]"), String[].class)));
        } catch (JsonProcessingException notJson) {
            throw new UserError("Invalid paths: %s (a JSON array of strings)".formatted(options.get(PATHS)));
        }
        if (paths.isEmpty()) {
            throw new UserError("Invalid path: none (a file, a directory or a container to load)");
        }
        return paths;
    }

    private static Optional<Declarations> declarations(CaseInsensitiveStringMap options) {
        var path = Optional.ofNullable(options.get(TRACE_EVENTS));
        return path.map(file -> NearbyDeclarations.read(Path.of(file))
                .orElseThrow(() -> new UserError(file + ": cannot be read, expected a trace-events file")));
    }

    private static OnError onError(CaseInsensitiveStringMap options) {
        var name = options.getOrDefault(ON_ERROR, "fail");
        for (var choice : OnError.values()) {
            if (choice.name().equalsIgnoreCase(name)) {
                return choice;
            }
        }
        throw new UserError("Invalid %s: %s (fail or keep)".formatted(ON_ERROR, name));
    }
}
