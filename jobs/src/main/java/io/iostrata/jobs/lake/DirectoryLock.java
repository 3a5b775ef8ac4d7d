package io.iostrata.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.LockManager;

/**
 * One commit at a time to a lake in a directory, whichever process makes it: Iceberg looks whether the next version of a
 * table is there and then renames its own to it, and a file system's rename puts one file in the place of another without
 * a word. Holds the operating system's lock of a file beside the tables for as long as that takes.
 */
public final class DirectoryLock implements LockManager {
    private static final String NAME = ".commit.lock";

    /** A process's own threads: the operating system's lock is the whole process's. */
    private static final Map<Path, Semaphore> TURNS = new ConcurrentHashMap<>();

    private final Map<String, FileChannel> held = new ConcurrentHashMap<>();
    private Path file;

    @Override
    public void initialize(Map<String, String> properties) {
        file = Path.of(properties.get(CatalogProperties.WAREHOUSE_LOCATION)).resolve(NAME);
    }

    @Override
    public boolean acquire(String version, String owner) {
        turn().acquireUninterruptibly();
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held.put(owner, channel);
            channel.lock();
            return true;
        } catch (IOException failed) {
            release(version, owner);
            throw new UncheckedIOException("%s: cannot be locked".formatted(file), failed);
        }
    }

    @Override
    public boolean release(String version, String owner) {
        try (var channel = held.remove(owner)) {
            return channel != null;
        } catch (IOException failed) {
            return false;
        } finally {
            turn().release();
        }
    }

    @Override
    public void close() {
        // What is held is released by whoever acquired it.
    }

    private Semaphore turn() {
        return TURNS.computeIfAbsent(file, path -> new Semaphore(1));
    }
}
