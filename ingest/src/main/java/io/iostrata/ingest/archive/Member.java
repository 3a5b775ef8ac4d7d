package io.iostrata.ingest.archive;

import java.io.Serializable;

/**
 * One stored file of a run.
 *
 * @param archive path of the file, or of the container it is in
 * @param entry name inside the container; empty for a file of its own
 * @param path path inside the run, with slashes
 * @param storedBytes size as stored
 */
public record Member(String archive, String entry, String path, long storedBytes) implements Serializable {

    /** How messages name it. */
    public String name() {
        return entry.isEmpty() ? archive : archive + "!" + entry;
    }

    public boolean isInContainer() {
        return !entry.isEmpty();
    }

    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
