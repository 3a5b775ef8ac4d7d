package io.iostrata.schemas.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/** Short identities made of what they stand for. */
public final class Digests {
    private static final int HEX_DIGITS = 16;

    private Digests() {}

    /** {@code ingest_id} of a row over several runs: the one they share, else the digest of all of theirs, sorted. */
    public static String ingestId(Collection<String> ingestIds) {
        var distinct = new TreeSet<>(ingestIds);
        return distinct.size() == 1 ? distinct.first() : of(List.copyOf(distinct));
    }

    /** The first 16 hex digits of SHA-256 over the lines in UTF-8, each closed by a line feed. */
    public static String of(List<String> lines) {
        var sha256 = sha256();
        lines.forEach(line -> sha256.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha256.digest()).substring(0, HEX_DIGITS);
    }

    /** An empty SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
