package io.iostrata.ingest.archive;

import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.tracedat.TracingDirectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a root's files says how pages of a ring buffer are read: a copy of tracefs, in full or in part.
 *
 * <pre>
 * (events|formats)/header_page, header_event, SYSTEM/EVENT/format
 * [(events|formats)/] saved_cmdlines, printk_formats, kallsyms, trace_clock
 * </pre>
 *
 * <p>It serves the pages in the directory it is in and below.
 */
final class EventFormats {
    private static final Pattern HEADER = Pattern.compile("(?:(.*)/)?(events|formats)/header_page");
    private static final Set<String> NAMES =
            Set.of("header_page", "header_event", "saved_cmdlines", "printk_formats", "kallsyms", "trace_clock");

    private final List<Directory> directories = new ArrayList<>();

    /**
     * One of the copies.
     *
     * @param parent the directory it is in, empty for the root
     * @param path of the directory with header_page
     */
    private record Directory(String parent, String path, Declarations packed) {
        boolean serves(ScannedFile file) {
            return isPages(file) && isBelow(file.member().path(), parent);
        }

        boolean holds(ScannedFile file) {
            boolean isBeside = file.directory().equals(parent)
                    && NAMES.contains(file.member().fileName());
            return isBeside || isBelow(file.member().path(), path);
        }
    }

    EventFormats(ArchiveScanner.Root root) {
        if (root.files().stream().noneMatch(EventFormats::isPages)) {
            return;
        }
        for (var file : root.files()) {
            var header = HEADER.matcher(file.member().path());
            if (header.matches()) {
                var parent = header.group(1) == null ? "" : header.group(1);
                add(root, parent, header.group(2));
            }
        }
        directories.sort(Comparator.comparingInt(directory -> -directory.parent.length()));
    }

    /** True for the name of a directory that may be one of these. */
    static boolean isDirectory(String name) {
        return name.equals("events") || name.equals("formats");
    }

    static boolean isReadWhole(String fileName) {
        return NAMES.contains(fileName);
    }

    /** True for a file that is kept whole, because it may be one of these. */
    static boolean isReadWhole(String fileName, byte[] head) {
        return NAMES.contains(fileName) || (fileName.equals("format") && startsWith(head, "name: "));
    }

    static boolean isPages(ScannedFile file) {
        return file.format().filter(TraceFormat.TRACE_PIPE_RAW::equals).isPresent();
    }

    /** True if there is one. */
    boolean isAny() {
        return !directories.isEmpty();
    }

    /** What pages are read with; empty for other files. */
    Optional<Declarations> of(ScannedFile file) {
        return serving(file).map(Directory::packed);
    }

    /** The directory whose run a file is of, if it is of these or read with them. */
    Optional<String> owner(ScannedFile file) {
        return serving(file)
                .or(() -> directories.stream()
                        .filter(directory -> directory.holds(file))
                        .findFirst())
                .map(Directory::parent);
    }

    /** True for a file that is of these. */
    boolean hold(ScannedFile file) {
        return !isPages(file) && directories.stream().anyMatch(directory -> directory.holds(file));
    }

    private Optional<Directory> serving(ScannedFile file) {
        return directories.stream().filter(directory -> directory.serves(file)).findFirst();
    }

    private void add(ArchiveScanner.Root root, String parent, String name) {
        var path = parent.isEmpty() ? name : parent + "/" + name;
        Map<String, byte[]> files = new HashMap<>();
        for (var file : root.files()) {
            var at = file.member().path();
            if (isBelow(at, path)) {
                files.put(at.substring(path.length() + 1), file.whole());
            } else if (file.directory().equals(parent)) {
                files.putIfAbsent(file.member().fileName(), file.whole());
            }
        }
        var location = root.location() + (root.isContainer() ? "!" : "/") + path;
        var directory = new Directory(parent, path, TracingDirectory.packed(location, files));
        if (root.files().stream().anyMatch(directory::serves)) {
            directories.add(directory);
        }
    }

    private static boolean isBelow(String path, String directory) {
        return directory.isEmpty() || path.startsWith(directory + "/");
    }

    private static boolean startsWith(byte[] bytes, String text) {
        return new String(bytes, 0, Math.min(bytes.length, text.length()), java.nio.charset.StandardCharsets.ISO_8859_1)
                .equals(text);
    }
}
