package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.DecodeInput.Declarations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A directory of descriptions of events among the test resources. */
public final class TracefsFiles {
    private TracefsFiles() {}

    /** As archives pack it. */
    public static Declarations packed(Path directory) {
        Map<String, byte[]> files = new HashMap<>();
        try (var paths = Files.walk(directory)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(path).toString(), Files.readAllBytes(path));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return TracingDirectory.packed(directory.getFileName().toString(), files);
    }
}
