package io.iostrata.jobs.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files put together for Spark tasks: a file on disk is a task, the files of a container are cut into as many tasks as
 * there are cores, since each has to read the container from its beginning.
 */
final class TaskGroups {
    private TaskGroups() {}

    static List<List<SourceTask>> of(List<SourceTask> tasks, int cores) {
        Map<String, List<SourceTask>> containers = new LinkedHashMap<>();
        var groups = new ArrayList<List<SourceTask>>();
        for (var task : tasks) {
            if (task.file().member().isInContainer()) {
                containers
                        .computeIfAbsent(task.file().member().archive(), archive -> new ArrayList<>())
                        .add(task);
            } else {
                groups.add(List.of(task));
            }
        }
        containers.values().forEach(members -> groups.addAll(cut(members, cores)));
        return groups;
    }

    private static List<List<SourceTask>> cut(List<SourceTask> members, int pieces) {
        int size = (members.size() + pieces - 1) / pieces;
        var cut = new ArrayList<List<SourceTask>>();
        for (int from = 0; from < members.size(); from += size) {
            cut.add(List.copyOf(members.subList(from, Math.min(members.size(), from + size))));
        }
        return cut;
    }
}
