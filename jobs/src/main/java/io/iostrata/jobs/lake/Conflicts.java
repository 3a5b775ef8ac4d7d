package io.iostrata.jobs.lake;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * Commits that another writer's came before: they are made again, from what that writer left. Appends need none of this,
 * Iceberg puts them after one another by itself.
 */
final class Conflicts {
    private static final int ATTEMPTS = 20;
    private static final int LONGEST_PAUSE_MS = 2000;

    private Conflicts() {}

    /** A commit that throws when what it was made from is no longer what the table holds. */
    @FunctionalInterface
    interface Attempt {
        void commit();
    }

    /** Makes the attempt until no other writer's commit comes before it. */
    static void retried(Attempt attempt) {
        for (int made = 1; ; made++) {
            try {
                attempt.commit();
                return;
            } catch (RuntimeException failed) {
                if (made == ATTEMPTS || !isConflict(failed)) {
                    throw failed;
                }
                pause(made);
            }
        }
    }

    private static boolean isConflict(RuntimeException failed) {
        return ExceptionUtils.indexOfType(failed, ValidationException.class) >= 0
                || ExceptionUtils.indexOfType(failed, CommitFailedException.class) >= 0;
    }

    private static void pause(int made) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, Math.min(LONGEST_PAUSE_MS, 100 << made)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for another writer", stopped);
        }
    }
}
