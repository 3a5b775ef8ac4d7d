package io.iostrata.ingest.archive;

import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the files of an archive: a directory, a container, or a directory that holds containers. Every file is looked
 * at once, at its head; manifests and trace-events files are read whole.
 */
public final class ArchiveScanner {
    private static final int DEEPEST = 32;
    /** Directories above a file that may hold what it is read with: {@code per_cpu/cpuN} of an instance of tracefs. */
    private static final int MOST_ABOVE = 4;

    private final ArchiveStore store;
    private final WholeFiles loose = new WholeFiles(WholeFiles.MOST);
    private final List<Root> roots = new ArrayList<>();
    private final Map<String, IssueLog> issues = new LinkedHashMap<>();

    private ArchiveScanner(ArchiveStore store) {
        this.store = store;
    }

    /**
     * What was found.
     *
     * @param issues of the archive itself: containers that break off, members that were refused, with their names
     */
    public record Findings(List<RunArchive> runs, List<ArchiveIssue> issues) {}

    /** The files under one directory of the disk, or in one container. */
    record Root(String location, boolean isContainer, List<ScannedFile> files) {

        /** Last part of the location; that of an inner container begins behind the outer one's. */
        String name() {
            var path = location.substring(location.lastIndexOf('/') + 1);
            boolean isInner = files.stream()
                    .anyMatch(file -> !file.member().path().equals(file.member().entry()));
            return isContainer && isInner ? path.substring(path.lastIndexOf('!') + 1) : path;
        }
    }

    public static Findings scan(ArchiveStore store, String archive) throws IOException {
        var scanner = new ArchiveScanner(store);
        scanner.scanTop(store.entry(archive));
        var runs = new ArrayList<RunArchive>();
        for (var root : scanner.roots) {
            var found = new RunFinder(store, root).runs();
            if (found.isEmpty() && root.isContainer()) {
                scanner.noRun(root);
            }
            runs.addAll(found);
        }
        return new Findings(List.copyOf(runs), scanner.found());
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
            if (root.files().stream().anyMatch(EventFormats::isPages)) {
                root = withEventFormats(top, root);
            } else if (root.files().stream().anyMatch(file -> file.format().isPresent())) {
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

    /** Pages of a ring buffer that are an archive by themselves are read with the nearest descriptions of events. */
    private Root withEventFormats(ArchiveStore.Entry file, Root alone) {
        var above = file.path();
        for (int i = 0; i <= MOST_ABOVE && above.lastIndexOf('/') > 0; i++) {
            above = above.substring(0, above.lastIndexOf('/'));
            var listed = listed(new ArchiveStore.Entry(above, "", ArchiveStore.Kind.DIRECTORY, 0));
            var root = new Root(above, false, new ArrayList<>());
            for (var entry : listed) {
                if (entry.kind() == ArchiveStore.Kind.DIRECTORY && EventFormats.isDirectory(entry.name())) {
                    scanDirectory(entry, entry.name(), root);
                } else if (entry.kind() == ArchiveStore.Kind.FILE && EventFormats.isReadWhole(entry.name())) {
                    scanFile(entry, entry.name(), root);
                }
            }
            scanFile(file, file.path().substring(above.length() + 1), root);
            if (new EventFormats(root).isAny()) {
                return root;
            }
        }
        return alone;
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
            var message = unreadable(directory.path(), unreadable, "a directory to read");
            tell(directory.path(), IssueKind.REFUSED, Severity.ERROR, message);
            return List.of();
        }
    }

    private void scanFile(ArchiveStore.Entry file, String path, Root root) {
        var member = new Member(file.path(), "", path, file.bytes());
        try (var in = new LookAhead(Compression.decompressed(store.open(file.path())))) {
            if (Container.recognises(in.peek(Container.HEAD))) {
                scanContainer(file);
            } else {
                root.files().add(scanned(member, in, loose));
            }
        } catch (IOException unreadable) {
            var why = unreadable(file.path(), unreadable, "a file to read");
            root.files().add(new ScannedFile(member, Optional.empty(), new byte[0], why));
        }
    }

    private void scanContainer(ArchiveStore.Entry file) {
        var inside = new LinkedHashMap<String, Root>();
        root(file, "", inside);
        var whole = new WholeFiles(WholeFiles.MOST);
        try (var in = store.open(file.path())) {
            Container.visit(
                    in,
                    (name, bytes) -> root(file, name.container(), inside)
                            .files()
                            .add(opened(new Member(file.path(), name.entry(), name.path(), -1), bytes, whole)),
                    trouble -> tell(file, trouble));
        } catch (IOException | RuntimeException broken) {
            int members = inside.values().stream()
                    .mapToInt(root -> root.files().size())
                    .sum();
            tell(
                    file,
                    MemberTrouble.broken(
                            "", "%s after %d members, expected a whole container".formatted(reason(broken), members)));
        }
    }

    private Root root(ArchiveStore.Entry file, String container, Map<String, Root> inside) {
        return inside.computeIfAbsent(container, name -> {
            var location = name.isEmpty() ? file.path() : file.path() + "!" + name;
            var root = new Root(location, true, new ArrayList<>());
            roots.add(root);
            return root;
        });
    }

    private void tell(ArchiveStore.Entry file, MemberTrouble trouble) {
        var name = trouble.name().isEmpty() ? file.path() : file.path() + "!" + trouble.name();
        var place = trouble.severity() == Severity.ERROR ? name + "@0x0" : name;
        tell(file.path(), trouble.kind(), trouble.severity(), place + ": " + trouble.what());
    }

    private void tell(String place, IssueKind kind, Severity severity, String message) {
        issues.computeIfAbsent(place, log -> new IssueLog()).add(-1, kind, severity, message);
    }

    private List<ArchiveIssue> found() {
        var all = new ArrayList<ArchiveIssue>();
        issues.forEach((place, log) -> log.rows().forEach(issue -> all.add(new ArchiveIssue(place, issue))));
        return List.copyOf(all);
    }

    private static String unreadable(String path, IOException why, String expected) {
        return "%s@0x0: %s (%s), expected %s"
                .formatted(path, reason(why), why.getClass().getSimpleName(), expected);
    }

    private void refuse(String name, String why) {
        tell(name, IssueKind.REFUSED, Severity.WARNING, name + ": refused: " + why);
    }

    /** A container among others that holds no run: whatever is in it is in no table. */
    private void noRun(Root container) {
        tell(
                container.location(),
                IssueKind.UNRECOGNISED,
                Severity.INFO,
                "%s: %d files and no run in it"
                        .formatted(container.location(), container.files().size()));
    }

    private ScannedFile opened(Member member, InputStream stored, WholeFiles whole) {
        try (var in = new LookAhead(Compression.decompressed(stored))) {
            return scanned(member, in, whole);
        } catch (IOException | RuntimeException broken) {
            return new ScannedFile(member, Optional.empty(), new byte[0], reason(broken));
        }
    }

    private ScannedFile scanned(Member member, LookAhead in, WholeFiles whole) {
        byte[] head = in.peek(Head.LENGTH);
        var format = TraceFormat.of(new Head(head));
        if (!ScannedFile.isReadWhole(member.fileName(), head)) {
            return new ScannedFile(member, format, new byte[0], "");
        }
        var bytes = new ByteArrayOutputStream();
        var broken = "";
        try {
            copy(in, bytes, RunManifest.LARGEST + 1);
        } catch (IOException cut) {
            broken = reason(cut);
        }
        if (bytes.size() > RunManifest.LARGEST) {
            return tooLarge(member, format, "longer than %d bytes".formatted(RunManifest.LARGEST));
        }
        var held = whole.held(bytes.toByteArray());
        return held.isEmpty()
                ? tooLarge(
                        member,
                        format,
                        "the manifests and trace-events beside it take %d bytes with it, not read"
                                .formatted(WholeFiles.MOST))
                : new ScannedFile(member, format, held.get(), broken);
    }

    private ScannedFile tooLarge(Member member, Optional<TraceFormat> format, String why) {
        if (!member.fileName().equals(RunManifest.FILE_NAME)) {
            tell(member.archive(), IssueKind.REFUSED, Severity.ERROR, member.name() + ": refused: " + why);
        }
        return new ScannedFile(member, format, new byte[0], why);
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
