package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** A lake of two example runs, analyzed once for all tests of the JVM that only read it. */
final class AnalyzedLake {
    static final String RUN = "b-native-memset-r1";
    static final String OTHER_RUN = "b-threads-memset-r1";

    private static Path lake;

    private AnalyzedLake() {}

    static synchronized Path directory() {
        if (lake == null) {
            lake = filled(temporary());
        }
        return lake;
    }

    private static Path filled(Path directory) {
        for (var run : new String[] {RUN, OTHER_RUN}) {
            var ingest = Commands.ingest(
                    directory, Runs.EXAMPLES.resolve("all-layers").resolve(run));
            assertThat(ingest.status()).as(ingest.err()).isZero();
        }
        var analyze = Commands.run("analyze", "--lake", directory.toString());
        assertThat(analyze.status()).as(analyze.err()).isZero();
        return directory;
    }

    private static Path temporary() {
        try {
            var directory = Files.createTempDirectory("iostrata-lake");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtils.deleteQuietly(directory.toFile())));
            return directory.resolve("lake");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
