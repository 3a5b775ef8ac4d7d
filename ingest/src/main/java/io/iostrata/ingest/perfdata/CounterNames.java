package io.iostrata.ingest.perfdata;

import java.util.List;

/** What perf calls the events that the kernel and the processor count, where a file does not name them itself. */
final class CounterNames {
    private static final List<String> HARDWARE = List.of(
            "cycles",
            "instructions",
            "cache-references",
            "cache-misses",
            "branches",
            "branch-misses",
            "bus-cycles",
            "stalled-cycles-frontend",
            "stalled-cycles-backend",
            "ref-cycles");
    private static final List<String> SOFTWARE = List.of(
            "cpu-clock",
            "task-clock",
            "page-faults",
            "context-switches",
            "cpu-migrations",
            "minor-faults",
            "major-faults",
            "alignment-faults",
            "emulation-faults",
            "dummy",
            "bpf-output",
            "cgroup-switches");

    private CounterNames() {}

    static String of(Attr attr) {
        if (attr.isTracepoint()) {
            return "unknown_" + Long.toUnsignedString(attr.config());
        }
        var known = attr.type() == 0 ? HARDWARE : attr.type() == 1 ? SOFTWARE : List.<String>of();
        boolean named = attr.config() >= 0 && attr.config() < known.size();
        return named
                ? known.get((int) attr.config())
                : "raw_%d_0x%x".formatted(attr.type() & 0xffff_ffffL, attr.config());
    }
}
