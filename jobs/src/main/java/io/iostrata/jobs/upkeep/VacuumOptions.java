package io.iostrata.jobs.upkeep;

import java.time.Duration;

/**
 * What a vacuum may take.
 *
 * @param keep snapshots younger than this stay, for readers that are at them
 * @param leftovers files and rows that nobody sees stay for as long: they may be of an ingest under way
 */
public record VacuumOptions(Duration keep, Duration leftovers, Mode mode) {

    /** Whether anything is done. */
    public enum Mode {
        CLEAN,
        /** Only counts. */
        LOOK
    }
}
