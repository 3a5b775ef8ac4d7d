package io.iostrata.ingest.archive;

import io.iostrata.ingest.format.TraceFormat;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that was looked at.
 *
 * @param whole the content, of manifests, trace-events files and descriptions of events only
 * @param broken why its head could not be read; empty if it could
 */
record ScannedFile(Member member, Optional<TraceFormat> format, byte[] whole, String broken) {
    private static final Pattern DECLARATION =
            Pattern.compile("(?m)^[ \\t]*(?:\\w+[ \\t]+)*\\w+\\([^)\\n]*\\)[ \\t]*(?:\".*)?$");

    static boolean isReadWhole(String fileName, byte[] head) {
        return fileName.equals(RunManifest.FILE_NAME)
                || isDeclarations(fileName, head)
                || EventFormats.isReadWhole(fileName, head);
    }

    boolean isManifest() {
        return member.fileName().equals(RunManifest.FILE_NAME);
    }

    boolean isDeclarations() {
        return whole.length > 0 && isDeclarations(member.fileName(), whole);
    }

    /** The directory it is in, as a path inside its root; empty for the root itself. */
    String directory() {
        int slash = member.path().lastIndexOf('/');
        return slash < 0 ? "" : member.path().substring(0, slash);
    }

    private static boolean isDeclarations(String fileName, byte[] head) {
        return fileName.startsWith("trace-events")
                && DECLARATION
                        .matcher(new String(head, StandardCharsets.ISO_8859_1))
                        .find();
    }
}
