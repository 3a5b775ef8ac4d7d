package io.iostrata.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir
    Path lake;

    @Test
    void othersOfTheSameProcessWaitForTheirTurn() throws Exception {
        var lock = lock(lake);
        assertThat(lock.acquire("v2", "one")).isTrue();

        var other = CompletableFuture.supplyAsync(() -> lock(lake).acquire("v2", "other"));
        assertThatThrownBy(() -> other.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        assertThat(lock.release("v2", "one")).isTrue();
        assertThat(other.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void otherProcessesSeeTheFileLockedForAsLongAsItIsHeld() throws Exception {
        var lock = lock(lake);
        lock.acquire("v2", "one");

        try (var channel = FileChannel.open(lake.resolve(".commit.lock"), StandardOpenOption.WRITE)) {
            assertThatThrownBy(channel::tryLock).isInstanceOf(OverlappingFileLockException.class);
            lock.release("v2", "one");
            assertThat(channel.tryLock()).isNotNull();
        }
    }

    @Test
    void aLockThatCannotBeMadeIsNotHeld() throws Exception {
        var nowhere = lock(lake.resolve("absent"));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> nowhere.acquire("v2", "one"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot be locked");
        }
    }

    private static DirectoryLock lock(Path directory) {
        var lock = new DirectoryLock();
        lock.initialize(Map.of("warehouse", directory.toString()));
        return lock;
    }
}
