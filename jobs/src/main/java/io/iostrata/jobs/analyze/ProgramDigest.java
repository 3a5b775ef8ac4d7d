package io.iostrata.jobs.analyze;

import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.tables.Tables;
import io.iostrata.transforms.Walk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** Which program analyzes: a digest of its classes, as two builds of one version may see a trace differently. */
final class ProgramDigest {
    /** Of no other program; where classes are not in files, of no other session either. */
    static final String VALUE = of(Tables.class, Walk.class, AnalyzeJob.class);

    private ProgramDigest() {}

    /** Of the jars or directories that these classes come from. */
    private static String of(Class<?>... classes) {
        var digest = Digests.sha256();
        var places = new TreeSet<Path>();
        for (var each : classes) {
            var place = place(each.getProtectionDomain().getCodeSource());
            if (place.isEmpty()) {
                return UUID.randomUUID().toString();
            }
            places.add(place.get());
        }
        try {
            for (var place : places) {
                add(digest, place);
            }
        } catch (IOException | UncheckedIOException unreadable) {
            return UUID.randomUUID().toString();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Optional<Path> place(CodeSource source) {
        try {
            return source == null || !source.getLocation().getProtocol().equals("file")
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException unlikely) {
            return Optional.empty();
        }
    }

    private static void add(MessageDigest digest, Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(Files.readAllBytes(file));
            }
        }
    }
}
