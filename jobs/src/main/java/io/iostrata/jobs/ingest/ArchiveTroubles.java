package io.iostrata.jobs.ingest;

import io.iostrata.ingest.archive.ArchiveIssue;
import io.iostrata.ingest.archive.RunArchive;
import io.iostrata.ingest.format.Issue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the issues of an archive to runs of it, so that they have rows: an issue without a run has none. */
final class ArchiveTroubles {
    /** A container of more runs has its issues with the first ones. */
    private static final int MOST_RUNS = 100;

    private final Map<String, List<Issue>> byRun = new HashMap<>();

    /** The issues put to each run, by its id. */
    Map<String, List<Issue>> byRun() {
        return Map.copyOf(byRun);
    }

    /** Each issue goes to the run it fell into, else to the runs of its container, else to those of the archive. */
    void put(List<ArchiveIssue> issues, List<RunArchive> runs) {
        for (var found : issues) {
            owners(found.place(), runs).stream().limit(MOST_RUNS).forEach(run -> byRun.computeIfAbsent(
                            run.runId(), id -> new ArrayList<>())
                    .add(found.issue()));
        }
    }

    private static List<RunArchive> owners(String place, List<RunArchive> runs) {
        var around = runs.stream()
                .filter(run -> isAtOrIn(place, run.location()))
                .max(Comparator.comparing(run -> run.location().length()));
        if (around.isPresent()) {
            return List.of(around.get());
        }
        var inside =
                runs.stream().filter(run -> isAtOrIn(run.location(), place)).toList();
        return inside.isEmpty() ? runs : inside;
    }

    private static boolean isAtOrIn(String path, String directory) {
        return path.equals(directory) || path.startsWith(directory + "/") || path.startsWith(directory + "!");
    }
}
