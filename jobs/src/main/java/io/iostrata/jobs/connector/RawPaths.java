package io.iostrata.jobs.connector;

import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.jobs.UserError;
import io.iostrata.jobs.archive.Archives;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Paths as a user gives them, with {@code file:} and globs ({@code *}, {@code ?}, {@code [..]}, <code>{a,b}</code>) resolved. */
record RawPaths(ArchiveStore store) {
    private static final String GLOB = ".*[*?\\[{].*";

    /** The slash of this machine, or the scheme and the store of a URI. */
    private static final Pattern ROOT = Pattern.compile("^(/|[^/]+://[^/]*/)");

    /** What there is at the paths, each once; a path without any is a mistake. */
    List<String> expanded(List<String> paths) {
        Set<String> found = new LinkedHashSet<>();
        for (var path : paths) {
            var here = found(path);
            if (here.isEmpty()) {
                throw new UserError(path + ": no such file or directory");
            }
            found.addAll(here);
        }
        return List.copyOf(found);
    }

    /** What there is at a path or glob. */
    List<String> found(String given) {
        var path = Archives.withoutFileScheme(given);
        try {
            return List.of(store.entry(path).path());
        } catch (FileNotFoundException notThere) {
            return path.matches(GLOB) ? matching(path) : List.of();
        } catch (IOException unreadable) {
            throw new UserError("%s: %s (%s)"
                    .formatted(
                            path, unreadable.getMessage(), unreadable.getClass().getSimpleName()));
        }
    }

    private List<String> matching(String glob) {
        var absolute = Archives.isUri(glob)
                ? glob
                : Path.of(glob).toAbsolutePath().normalize().toString();
        var root = ROOT.matcher(absolute);
        if (!root.find()) {
            return List.of();
        }
        var found = List.of(root.group());
        for (var part : absolute.substring(root.end()).split("/+", -1)) {
            found = step(found, part);
        }
        return found;
    }

    private List<String> step(List<String> directories, String part) {
        var found = new ArrayList<String>();
        for (var directory : directories) {
            if (part.matches(GLOB)) {
                found.addAll(inside(directory, FileSystems.getDefault().getPathMatcher("glob:" + part)));
            } else {
                found.add(directory.endsWith("/") ? directory + part : directory + "/" + part);
            }
        }
        return found.stream().filter(this::isThere).toList();
    }

    private List<String> inside(String directory, PathMatcher names) {
        try {
            return store.list(directory).stream()
                    .filter(entry -> names.matches(Path.of(entry.name())))
                    .map(ArchiveStore.Entry::path)
                    .toList();
        } catch (IOException noDirectory) {
            return List.of();
        }
    }

    private boolean isThere(String path) {
        try {
            return !store.entry(path).path().isEmpty();
        } catch (IOException notThere) {
            return false;
        }
    }
}
