package io.iostrata.jobs.dump;

import io.iostrata.ingest.archive.ArchiveScanner;
import io.iostrata.ingest.archive.Compression;
import io.iostrata.ingest.archive.RunManifest;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.jobs.archive.Archives;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The trace-events file of a raw file that is nobody's but its directory's: beside it, or named by the run.json there. */
public final class NearbyDeclarations {
    private NearbyDeclarations() {}

    /** The first by name of those beside the file, else the manifest's; empty where there is none that can be read. */
    public static Optional<Declarations> of(Path file) {
        var directory = file.toAbsolutePath().normalize().getParent();
        return beside(directory).or(() -> named(directory)).flatMap(NearbyDeclarations::read);
    }

    /** What pages of a ring buffer are read with: descriptions of events beside the file or above it. */
    public static Optional<Declarations> eventFormats(Path file) throws IOException {
        return ArchiveScanner.scan(new Archives(), file.toString()).runs().stream()
                .flatMap(run -> run.eventFormats().values().stream())
                .findFirst();
    }

    private static Optional<Path> beside(Path directory) {
        try (var files = Files.list(directory)) {
            return files.filter(path -> path.getFileName().toString().startsWith("trace-events"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Path> named(Path directory) {
        var manifest = directory.resolve(RunManifest.FILE_NAME);
        if (!Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(manifest)) {
            return RunManifest.parse(manifest.toString(), in.readNBytes(RunManifest.LARGEST))
                    .traceEvents()
                    .filter(RunManifest::isInOrBesideTheRun)
                    .map(directory::resolve)
                    .filter(Files::isRegularFile);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** A trace-events file, compressed or not; empty where it cannot be read. */
    public static Optional<Declarations> read(Path file) {
        try (var in = Compression.decompressed(new BufferedInputStream(Files.newInputStream(file)))) {
            return Optional.of(new Declarations(file.toString(), in.readNBytes(RunManifest.LARGEST)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
