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
 * Which program makes something: a digest of the classes and texts that it is made with, wherever they lie, as two builds of
 * one version may see a trace differently.
 */
public final class ProgramDigest {
    private ProgramDigest() {}

    /**
     * Files of a program.
     *
     * @param beside a class that lies where they do
     * @param below the directory that they are in and below
     */
    public record Part(Class<?> beside, String below) {
        /** The package of a class, and those below it. */
        static Part ofPackage(Class<?> of) {
            return new Part(of, of.getPackageName().replace('.', '/'));
        }
    }

    /** Of what rows of a run come from. */
    static String ofAnalysis() {
        return of(Stream.of(StackModel.class, Walk.class, LakePages.class, AnalyzeJob.class)
                .map(Part::ofPackage)
                .toList());
    }

    /** The same for the same files; where these are not on a disk, never the same. */
    public static String of(List<Part> parts) {
        var digest = Digests.sha256();
        try {
            for (var part : parts) {
                var place = Path.of(part.beside()
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                add(digest, place, part.below());
            }
        } catch (IOException | URISyntaxException | RuntimeException elsewhere) {
            return UUID.randomUUID().toString();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Path place, String below) throws IOException {
        if (Files.isDirectory(place)) {
            addBelow(digest, place, below);
        } else {
            try (var jar = FileSystems.newFileSystem(place)) {
                addBelow(digest, jar.getPath("/"), below);
            }
        }
    }

    private static void addBelow(MessageDigest digest, Path root, String below) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(below))) {
            var all = files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> name(root, file)))
                    .toList();
            for (var file : all) {
                digest.update(name(root, file).getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString();
    }
}
