package io.iostrata.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;

/** Where archives lie: a local disk, a shared file system, an object store. The jobs say which. */
public interface ArchiveStore extends Serializable {

    /** What a directory holds, sorted by name. Links are not followed. */
    List<Entry> list(String directory) throws IOException;

    /** The entry of a path that a user gave; links are followed. Throws {@link java.io.FileNotFoundException}. */
    Entry entry(String path) throws IOException;

    InputStream open(String file) throws IOException;

    /** The bytes of a file from {@code offset} on. */
    default InputStream open(String file, long offset) throws IOException {
        var in = open(file);
        in.skipNBytes(offset);
        return in;
    }

    /** True for a file that costs little to open at many places; false where each is a request to a store. */
    default boolean isLocal(String file) {
        return true;
    }

    /**
     * A file, a directory, or something else ({@link Kind#OTHER}: links, devices).
     *
     * @param bytes size of a file, 0 for others
     */
    record Entry(String path, String name, Kind kind, long bytes) implements Serializable {}

    /** What a path names. */
    enum Kind {
        FILE,
        DIRECTORY,
        OTHER
    }
}
