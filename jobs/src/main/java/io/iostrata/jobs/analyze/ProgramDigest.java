package io.iostrata.jobs.analyze;

import io.iostrata.jobs.pages.LakePages;
import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.transforms.Walk;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which program analyzes: a digest of the classes that rows of a run come from, wherever they lie, as two builds of one
 * version may see a trace differently.
 */
final class ProgramDigest {
    /** One of each package whose classes count, with those below it. */
    private static final List<Class<?>> OF = List.of(StackModel.class, Walk.class, LakePages.class, AnalyzeJob.class);

    private ProgramDigest() {}

    /** The same for the same classes; where they are not in files, never the same. */
    static String value() {
        var digest = Digests.sha256();
        try {
            for (var each : OF) {
                var place = Path.of(
                        each.getProtectionDomain().getCodeSource().getLocation().toURI());
                add(digest, place, each.getPackageName().replace('.', '/'));
            }
        } catch (IOException | URISyntaxException | RuntimeException elsewhere) {
            return UUID.randomUUID().toString();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Path place, String packages) throws IOException {
        if (Files.isDirectory(place)) {
            addBelow(digest, place, packages);
        } else {
            try (var jar = FileSystems.newFileSystem(place)) {
                addBelow(digest, jar.getPath("/"), packages);
            }
        }
    }

    private static void addBelow(MessageDigest digest, Path root, String packages) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(packages))) {
            var classes = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".class"))
                    .sorted(Comparator.comparing(file -> name(root, file)))
                    .toList();
            for (var file : classes) {
                digest.update(name(root, file).getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString();
    }
}
