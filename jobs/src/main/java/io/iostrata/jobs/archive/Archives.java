package io.iostrata.jobs.archive;

import io.iostrata.ingest.archive.ArchiveStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

/** Archives wherever a user's paths say: on a file system that every executor sees, or at a URI of a store. */
public final class Archives implements ArchiveStore {
    private static final long serialVersionUID = 1;

    private static final Pattern URI = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+://.*", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("^file:/+");

    private final LocalArchives local = new LocalArchives();
    private final HadoopArchives remote = new HadoopArchives();

    /** True if a path is a URI of a store, and no file of this machine. */
    public static boolean isUri(String path) {
        return URI.matcher(path).matches() && !FILE.matcher(path).lookingAt();
    }

    /** A path of this machine without {@code file:}, if it has that; any other as it is. */
    public static String withoutFileScheme(String path) {
        return FILE.matcher(path).replaceFirst("/");
    }

    @Override
    public List<Entry> list(String directory) throws IOException {
        return of(directory).list(withoutFileScheme(directory));
    }

    @Override
    public Entry entry(String path) throws IOException {
        return of(path).entry(withoutFileScheme(path));
    }

    @Override
    public InputStream open(String file) throws IOException {
        return of(file).open(withoutFileScheme(file));
    }

    @Override
    public InputStream open(String file, long offset) throws IOException {
        return of(file).open(withoutFileScheme(file), offset);
    }

    @Override
    public boolean isLocal(String file) {
        return !isUri(file);
    }

    private ArchiveStore of(String path) {
        return isUri(path) ? remote : local;
    }
}
