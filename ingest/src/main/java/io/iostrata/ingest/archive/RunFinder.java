package io.iostrata.ingest.archive;

import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Issue;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sorts the files of a root into runs. A directory with a run.json owns everything below it (less what an inner run
 * owns); a directory without one is a run if it directly holds a recognised file, and owns its own files. Pages of a ring
 * buffer and what they are read with ({@link EventFormats}) are of one run.
 */
final class RunFinder {
    private static final String GROUND_TRUTH = "ground-truth";
    private static final Pattern SUFFIXES =
            Pattern.compile("(\\.(tar|tgz|tbz2|txz|tzst|zip|gz|zst|xz|bz2|lz4|txt|trace|json))+$");

    private final ArchiveStore store;
    private final ArchiveScanner.Root root;
    private final Map<String, ScannedFile> manifests;
    private final EventFormats eventFormats;

    RunFinder(ArchiveStore store, ArchiveScanner.Root root) {
        this.store = store;
        this.root = root;
        eventFormats = new EventFormats(root);
        this.manifests = root.files().stream()
                .filter(ScannedFile::isManifest)
                .collect(Collectors.toMap(ScannedFile::directory, file -> file, (first, again) -> again));
    }

    List<RunArchive> runs() {
        Map<String, Map<String, ScannedFile>> owned = new TreeMap<>();
        manifests.keySet().forEach(directory -> owned.put(directory, new TreeMap<>()));
        for (var file : root.files()) {
            if (!file.isManifest()) {
                owned.computeIfAbsent(owner(file), directory -> new TreeMap<>())
                        .put(file.member().path(), file);
            }
        }
        var runs = new ArrayList<RunArchive>();
        for (var run : owned.entrySet()) {
            if (isRun(run.getKey(), List.copyOf(run.getValue().values()))) {
                runs.add(run(run.getKey(), List.copyOf(run.getValue().values())));
            }
        }
        return runs;
    }

    private boolean isRun(String directory, List<ScannedFile> files) {
        return manifests.containsKey(directory)
                || files.stream().anyMatch(file -> file.format().isPresent());
    }

    private String owner(ScannedFile file) {
        for (var directory = file.directory(); ; directory = parent(directory)) {
            if (manifests.containsKey(directory)) {
                return directory;
            }
            if (directory.isEmpty()) {
                return eventFormats.owner(file).orElse(file.directory());
            }
        }
    }

    private RunArchive run(String directory, List<ScannedFile> files) {
        var issues = new ArrayList<Issue>();
        var stored = Optional.ofNullable(manifests.get(directory));
        var manifest = stored.map(file -> manifest(file, issues)).orElse(RunManifest.NONE);
        var runFiles = files.stream()
                .filter(file -> manifest.note(inside(directory, file))
                        .map(note -> !note.layer().equals(GROUND_TRUTH))
                        .orElse(true))
                .map(file -> runFile(file, inside(directory, file), manifest))
                .sorted(Comparator.comparing(file -> file.member().path()))
                .toList();
        return new RunArchive(
                manifest.runId().isEmpty() ? name(directory) : manifest.runId(),
                location(directory),
                manifest,
                stored.map(ScannedFile::whole).orElse(new byte[0]),
                runFiles,
                declarations(directory, files, manifest, issues),
                eventFormats(directory, files),
                issues);
    }

    private Map<String, Declarations> eventFormats(String directory, List<ScannedFile> files) {
        var read = new HashMap<String, Declarations>();
        for (var file : files) {
            eventFormats.of(file).ifPresent(packed -> read.put(inside(directory, file), packed));
        }
        return read;
    }

    private static RunManifest manifest(ScannedFile file, List<Issue> issues) {
        try {
            if (!file.broken().isEmpty()) {
                throw new MalformedTraceException(file.member().name(), 0, file.broken());
            }
            return RunManifest.parse(file.member().name(), file.whole());
        } catch (MalformedTraceException bad) {
            issues.add(new Issue(
                    bad.offset(), IssueKind.BAD_MANIFEST, Severity.ERROR, 1, Optional.empty(), bad.getMessage()));
            return RunManifest.NONE;
        }
    }

    private RunFile runFile(ScannedFile file, String path, RunManifest manifest) {
        var note = manifest.note(path);
        var layer = note.map(RunManifest.FileNote::layer).orElse("");
        var machine = machine(layer, path);
        var clock = note.map(RunManifest.FileNote::clock)
                .filter(name -> !name.isEmpty())
                .map(name -> ClockNames.normalised(name, Optional.of(machine).filter(known -> !known.isEmpty())))
                .orElse("");
        var stored = file.member();
        return new RunFile(
                new Member(stored.archive(), stored.entry(), path, stored.storedBytes()),
                format(file),
                machine,
                layer,
                clock,
                note.map(RunManifest.FileNote::nsPerTick).orElse(0.0));
    }

    private String format(ScannedFile file) {
        if (eventFormats.hold(file)) {
            return RunFile.EVENT_FORMATS;
        }
        return file.isDeclarations()
                ? RunFile.DECLARATIONS
                : file.format().map(Enum::name).orElse("");
    }

    private static String machine(String layer, String path) {
        var byLayer = Map.of("guest", "guest", "kvm", "host", "qemu", "host", "host", "host");
        if (byLayer.containsKey(layer)) {
            return byLayer.get(layer);
        }
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith("guest") ? "guest" : name.startsWith("host") || name.startsWith("qemu") ? "host" : "";
    }

    private Optional<Declarations> declarations(
            String directory, List<ScannedFile> files, RunManifest manifest, List<Issue> issues) {
        var own = files.stream().filter(ScannedFile::isDeclarations).findFirst();
        if (own.isPresent()) {
            return own.map(file -> new Declarations(file.member().name(), file.whole()));
        }
        var named = manifest.traceEvents();
        return named.isEmpty() ? Optional.empty() : named(directory, named.get(), issues);
    }

    private Optional<Declarations> named(String directory, String path, List<Issue> issues) {
        if (!RunManifest.isInOrBesideTheRun(path)) {
            issues.add(refusedDeclarations(directory, path));
            return Optional.empty();
        }
        var inRoot = resolved(directory, path);
        var scanned = root.files().stream()
                .filter(file ->
                        inRoot.isPresent() && file.member().path().equals(inRoot.get()) && file.isDeclarations())
                .findFirst();
        if (scanned.isPresent()) {
            return scanned.map(file -> new Declarations(file.member().name(), file.whole()));
        }
        if (root.isContainer()) {
            issues.add(missingDeclarations(location(directory), path));
            return Optional.empty();
        }
        return onDisk(root.location() + "/" + (directory.isEmpty() ? "" : directory + "/") + path, issues);
    }

    private Optional<Declarations> onDisk(String path, List<Issue> issues) {
        try (var in = Compression.decompressed(store.open(path))) {
            return Optional.of(new Declarations(path, in.readNBytes(RunManifest.LARGEST)));
        } catch (FileNotFoundException notThere) {
            issues.add(missingDeclarations(path.substring(0, path.lastIndexOf('/')), path));
            return Optional.empty();
        } catch (IOException unreadable) {
            issues.add(unreadableDeclarations(path, unreadable));
            return Optional.empty();
        }
    }

    private static Issue missingDeclarations(String location, String path) {
        return new Issue(
                -1,
                IssueKind.MISSING_DECLARATIONS,
                Severity.WARNING,
                1,
                Optional.empty(),
                "%s: no file at %s, expected the trace-events file that run.json names".formatted(location, path));
    }

    private static Issue unreadableDeclarations(String path, IOException why) {
        return new Issue(
                0,
                IssueKind.MALFORMED,
                Severity.ERROR,
                1,
                Optional.empty(),
                "%s@0x0: cannot be read: %s, expected a trace-events file".formatted(path, ArchiveScanner.reason(why)));
    }

    private Issue refusedDeclarations(String directory, String path) {
        return new Issue(
                -1,
                IssueKind.REFUSED,
                Severity.WARNING,
                1,
                Optional.empty(),
                "%s: trace-events at %s: refused, expected a path in the run or beside it"
                        .formatted(location(directory), path));
    }

    private static Optional<String> resolved(String directory, String path) {
        if (!path.startsWith("../")) {
            return Optional.of(directory.isEmpty() ? path : directory + "/" + path);
        }
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        var parent = parent(directory);
        return Optional.of(parent.isEmpty() ? path.substring(3) : parent + "/" + path.substring(3));
    }

    private String location(String directory) {
        var separator = root.isContainer() ? "!" : "/";
        return directory.isEmpty() ? root.location() : root.location() + separator + directory;
    }

    private String name(String directory) {
        var last = directory.isEmpty() ? root.name() : directory.substring(directory.lastIndexOf('/') + 1);
        return directory.isEmpty() && !isPlainDirectory()
                ? SUFFIXES.matcher(last).replaceFirst("")
                : last;
    }

    private boolean isPlainDirectory() {
        return !root.isContainer()
                && root.files().stream()
                        .noneMatch(file -> file.member().archive().equals(root.location()));
    }

    private static String inside(String directory, ScannedFile file) {
        return directory.isEmpty() ? file.member().path() : file.member().path().substring(directory.length() + 1);
    }

    private static String parent(String directory) {
        int slash = directory.lastIndexOf('/');
        return slash < 0 ? "" : directory.substring(0, slash);
    }
}
