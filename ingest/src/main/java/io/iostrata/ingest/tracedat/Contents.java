package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.format.Trouble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a trace.dat tells before its events are read.
 *
 * @param cpus whose data lie in the file, each byte at most once
 */
record Contents(Spool spool, Initial initial, Metadata metadata, Clock clock, List<CpuData> cpus) {
    Contents {
        cpus = List.copyOf(cpus);
    }

    /** Of a file whose clock the manifest may name. */
    static Contents read(Spool spool, Trouble trouble, Optional<String> manifestsClock) throws IOException {
        Initial initial;
        try (var in = spool.cursor(0)) {
            initial = Initial.read(in);
        }
        var metadata = new Metadata(initial, spool.name(), trouble.issues());
        if (initial.version() == 6) {
            new SequentialFile(initial, spool, metadata, trouble).read();
        } else {
            new SectionFile(initial, spool, metadata, trouble).read();
        }
        var clock = new Clock(metadata.options(), manifestsClock);
        return new Contents(spool, initial, metadata, clock, usable(metadata.cpus(), spool, trouble));
    }

    String version() {
        return Integer.toString(initial.version());
    }

    /** Bytes of a CPU's data that are there. */
    long bytes(CpuData cpu) {
        return Math.min(cpu.size(), spool.size() - cpu.offset());
    }

    private static List<CpuData> usable(List<CpuData> cpus, Spool spool, Trouble trouble) {
        var inFile =
                cpus.stream().sorted(Comparator.comparingLong(CpuData::offset)).toList();
        var refused = new ArrayList<CpuData>();
        long end = 0;
        for (var cpu : inFile) {
            if (cpu.size() == 0) {
                refused.add(cpu);
            } else if (cpu.offset() < end || cpu.size() < 0 || cpu.offset() >= spool.size()) {
                refused.add(cpu);
                var what = "CPU %d with %d bytes, expected inside the file and apart from other CPUs";
                trouble.truncated(cpu.offset(), 0, what.formatted(cpu.cpu(), cpu.size()));
            } else {
                end = cpu.offset() + Math.min(cpu.size(), spool.size() - cpu.offset());
                noteCut(cpu, spool, trouble);
            }
        }
        return cpus.stream().filter(cpu -> !refused.contains(cpu)).toList();
    }

    private static void noteCut(CpuData cpu, Spool spool, Trouble trouble) {
        if (cpu.size() > spool.size() - cpu.offset()) {
            var what = "the file ends in the events of CPU %d, %d bytes before they do";
            long missing = cpu.size() - (spool.size() - cpu.offset());
            trouble.truncated(spool.size(), 0, what.formatted(cpu.cpu(), missing));
        }
    }
}
