package io.iostrata.jobs.archive;

import io.iostrata.ingest.archive.ArchiveStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Archives on a file system that every executor sees. */
final class LocalArchives implements ArchiveStore {
    private static final long serialVersionUID = 1;

    @Override
    public List<Entry> list(String directory) throws IOException {
        try (var files = Files.list(Path.of(directory))) {
            var entries = new ArrayList<Entry>();
            for (var file : files.sorted().toList()) {
                entries.add(entry(file, LinkOption.NOFOLLOW_LINKS));
            }
            return entries;
        }
    }

    @Override
    public Entry entry(String path) throws IOException {
        var file = Path.of(path).toAbsolutePath().normalize();
        if (!Files.exists(file)) {
            throw new FileNotFoundException(path + ": no such file or directory");
        }
        return entry(file);
    }

    @Override
    public InputStream open(String file) throws IOException {
        var path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new FileNotFoundException(file + ": no such file");
        }
        return Files.newInputStream(path);
    }

    private static Entry entry(Path file, LinkOption... links) throws IOException {
        var kind = Files.isDirectory(file, links)
                ? Kind.DIRECTORY
                : Files.isRegularFile(file, links) ? Kind.FILE : Kind.OTHER;
        var name = file.getFileName() == null ? "" : file.getFileName().toString();
        return new Entry(file.toString(), name, kind, kind == Kind.FILE ? Files.size(file) : 0);
    }
}
