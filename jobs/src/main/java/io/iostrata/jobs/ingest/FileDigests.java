package io.iostrata.jobs.ingest;

import io.iostrata.schemas.config.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of files and of runs. */
final class FileDigests {
    private FileDigests() {}

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String sha256(byte[] bytes) {
        var digest = Digests.sha256();
        digest.update(bytes);
        return hex(digest);
    }

    /** Digest of a run: of path, stored size and digest of each of its files, and of its manifest. */
    static String ofRun(PlannedRun run, List<FileDigest> files) {
        var digest = Digests.sha256();
        line(
                digest,
                new FileDigest(
                        run.runId(),
                        "run.json",
                        run.archive().manifestBytes().length,
                        sha256(run.archive().manifestBytes())));
        files.stream().sorted(java.util.Comparator.comparing(FileDigest::path)).forEach(file -> line(digest, file));
        return hex(digest);
    }

    /** A file as its run's digest sees it. */
    record FileDigest(String runId, String path, long storedBytes, String sha256) implements java.io.Serializable {}

    private static void line(MessageDigest digest, FileDigest file) {
        digest.update("%s\0%d\0%s\n"
                .formatted(file.path(), file.storedBytes(), file.sha256())
                .getBytes(StandardCharsets.UTF_8));
    }
}
