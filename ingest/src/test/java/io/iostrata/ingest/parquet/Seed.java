package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.tracedat.TracefsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sound source of a format, to be damaged: every file among the test resources that a format recognises, and each
 * directory with a metadata file, which leads the others.
 */
record Seed(String name, TraceFormat format, List<byte[]> files, Optional<Declarations> declarations) {
    private static final String LEADING = "metadata";
    private static final String DECLARATIONS = "trace-events";

    static List<Seed> all() {
        var root = Path.of("src/test/resources");
        try (var paths = Files.walk(root)) {
            return paths.filter(path -> isSource(path) || isFile(path))
                    .sorted()
                    .flatMap(path -> seed(root, path).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same seed with another leading file. */
    Seed leading(byte[] file) {
        var changed = Stream.concat(Stream.of(file), files.stream().skip(1)).toList();
        return new Seed(name, format, changed, declarations);
    }

    int length() {
        return files.get(0).length;
    }

    @Override
    public String toString() {
        return format + " " + name;
    }

    private static boolean isSource(Path path) {
        return Files.exists(path.resolve(LEADING));
    }

    private static boolean isFile(Path path) {
        var name = path.getFileName().toString();
        return Files.isRegularFile(path)
                && !isSource(path.getParent())
                && !name.contains(".expected")
                && !name.startsWith(DECLARATIONS);
    }

    private static Optional<Seed> seed(Path root, Path path) {
        try (var list = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            var files = list.sorted(Comparator.comparing(file -> !file.endsWith(LEADING)))
                    .map(Seed::bytes)
                    .filter(bytes -> format(bytes).isPresent())
                    .toList();
            return files.stream()
                    .findFirst()
                    .flatMap(Seed::format)
                    .map(format -> new Seed(root.relativize(path).toString(), format, files, declarations(path)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<TraceFormat> format(byte[] file) {
        return TraceFormat.of(new Head(Arrays.copyOf(file, Math.min(Head.LENGTH, file.length))));
    }

    private static Optional<Declarations> declarations(Path path) {
        if (Files.isDirectory(path.resolveSibling("formats"))) {
            return Optional.of(TracefsFiles.packed(path.resolveSibling("formats")));
        }
        var beside = path.resolveSibling(DECLARATIONS);
        return Files.exists(beside)
                ? Optional.of(new Declarations(beside.toString(), bytes(beside)))
                : Optional.empty();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
