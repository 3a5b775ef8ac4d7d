package io.iostrata.ingest.archive;

import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the files of an archive: a directory, a container, or a directory that holds containers. Every file is looked
 * at once, at its head; manifests and trace-events files are read whole.
 */
public final class ArchiveScanner {
    private static final int DEEPEST = 32;

    private final ArchiveStore store;
    private final List<Root> roots = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();

    private ArchiveScanner(ArchiveStore store) {
        this.store = store;
    }

    /**
     * What was found.
     *
     * @param issues of the archive itself: containers that break off, members that were refused, with their names
     */
    public record Findings(List<RunArchive> runs, List<Issue> issues) {}

    /** The files under one directory of the disk, or in one container. */
    record Root(String location, boolean isContainer, List<ScannedFile> files) {}

    public static Findings scan(ArchiveStore store, String archive) throws IOException {
        var scanner = new ArchiveScanner(store);
        scanner.scanTop(store.entry(archive));
        var runs = new ArrayList<RunArchive>();
        for (var root : scanner.roots) {
            runs.addAll(new RunFinder(store, root).runs());
        }
        return new Findings(List.copyOf(runs), List.copyOf(scanner.issues));
    }

    private void scanTop(ArchiveStore.Entry top) {
        if (top.kind() == ArchiveStore.Kind.DIRECTORY) {
            var root = new Root(top.path(), false, new ArrayList<>());
            roots.add(root);
            scanDirectory(top, "", root);
        } else {
            var parent = top.path().substring(0, Math.max(0, top.path().lastIndexOf('/')));
            var root = new Root(parent, false, new ArrayList<>());
            scanFile(top, top.name(), root);
            if (root.files().stream().anyMatch(file -> file.format().isPresent())) {
                scanDeclarationsBeside(top, parent, root);
            }
            if (!root.files().isEmpty()) {
                roots.add(new Root(top.path(), false, root.files()));
            }
        }
    }

    /** A raw file that is an archive by itself is read with the trace-events of its directory. */
    private void scanDeclarationsBeside(ArchiveStore.Entry file, String directory, Root root) {
        listed(new ArchiveStore.Entry(directory, "", ArchiveStore.Kind.DIRECTORY, 0)).stream()
                .filter(entry ->
                        entry.kind() == ArchiveStore.Kind.FILE && !entry.path().equals(file.path()))
                .filter(entry -> entry.name().startsWith("trace-events"))
                .forEach(entry -> scanFile(entry, entry.name(), root));
    }

    private void scanDirectory(ArchiveStore.Entry directory, String path, Root root) {
        if (path.chars().filter(c -> c == '/').count() > DEEPEST) {
            refuse(directory.path(), "directories nested more than " + DEEPEST + " deep");
            return;
        }
        for (var entry : listed(directory)) {
            var inner = path.isEmpty() ? entry.name() : path + "/" + entry.name();
            switch (entry.kind()) {
                case DIRECTORY -> scanDirectory(entry, inner, root);
                case FILE -> scanFile(entry, inner, root);
                case OTHER -> refuse(entry.path(), "neither a regular file nor a directory");
            }
        }
    }

    private List<ArchiveStore.Entry> listed(ArchiveStore.Entry directory) {
        try {
            return store.list(directory.path());
        } catch (IOException unreadable) {
            issues.add(error(IssueKind.REFUSED, unreadable(directory.path(), unreadable, "a directory to read")));
            return List.of();
        }
    }

    private void scanFile(ArchiveStore.Entry file, String path, Root root) {
        var member = new Member(file.path(), "", path, file.bytes());
        try (var in = store.open(file.path())) {
            var scanned = scanned(member, in);
            if (scanned.isContainer()) {
                scanContainer(file);
            } else {
                root.files().add(scanned);
            }
        } catch (IOException unreadable) {
            var why = unreadable(file.path(), unreadable, "a file to read");
            root.files().add(new ScannedFile(member, Optional.empty(), false, new byte[0], why));
        }
    }

    private void scanContainer(ArchiveStore.Entry file) {
        var root = new Root(file.path(), true, new ArrayList<>());
        roots.add(root);
        try (var in = store.open(file.path())) {
            Container.visit(
                    in,
                    (name, bytes) -> root.files().add(scanned(new Member(file.path(), name, name, -1), bytes)),
                    (name, why) -> refuse(file.path() + "!" + name, why));
        } catch (IOException | RuntimeException broken) {
            issues.add(error(
                    IssueKind.BROKEN_CONTAINER,
                    "%s@0x0: %s after %d members, expected a whole container"
                            .formatted(file.path(), reason(broken), root.files().size())));
        }
    }

    private static Issue error(IssueKind kind, String message) {
        return new Issue(-1, kind, Severity.ERROR, 1, Optional.empty(), message);
    }

    private static String unreadable(String path, IOException why, String expected) {
        return "%s@0x0: %s (%s), expected %s"
                .formatted(path, reason(why), why.getClass().getSimpleName(), expected);
    }

    private void refuse(String name, String why) {
        issues.add(new Issue(-1, IssueKind.REFUSED, Severity.WARNING, 1, Optional.empty(), name + ": refused: " + why));
    }

    private static ScannedFile scanned(Member member, InputStream stored) {
        var bytes = new ByteArrayOutputStream();
        var broken = "";
        try {
            var in = Compression.decompressed(stored);
            copy(in, bytes, Head.LENGTH);
            if (ScannedFile.isReadWhole(member.fileName(), bytes.toByteArray())) {
                copy(in, bytes, RunManifest.LARGEST + 1);
            }
        } catch (IOException | RuntimeException cut) {
            broken = reason(cut);
        }
        byte[] content = bytes.toByteArray();
        byte[] head = content.length <= Head.LENGTH ? content : Arrays.copyOf(content, Head.LENGTH);
        byte[] whole = ScannedFile.isReadWhole(member.fileName(), head) ? content : new byte[0];
        return new ScannedFile(member, TraceFormat.of(new Head(head)), Container.recognises(head), whole, broken);
    }

    /** Copies until the target holds {@code most} bytes; what was read before a stream breaks is in the target. */
    private static void copy(InputStream in, ByteArrayOutputStream target, int most) throws IOException {
        byte[] buffer = new byte[8192];
        int read = 0;
        while (read >= 0 && target.size() < most) {
            read = in.read(buffer, 0, Math.min(buffer.length, most - target.size()));
            target.write(buffer, 0, Math.max(0, read));
        }
    }

    static String reason(Exception broken) {
        var message = broken.getMessage();
        return message == null || message.isBlank()
                ? broken.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
