package io.iostrata.jobs.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the archives of {@code examples/kvm-2010}: generated events whose means are the figures of the page
 * Virtio/Block/Latency, KVM wiki, revision of 2 July 2010. The same bytes every time.
 */
public final class Kvm2010Archives {
    private Kvm2010Archives() {}

    /** Writes the runs into the one directory that is named. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("Invalid arguments: " + List.of(args) + " (one output directory)");
        }
        write(Path.of(args[0]));
    }

    static void write(Path archives) throws IOException {
        for (var run : runs()) {
            run.write(archives);
        }
    }

    /** The set of six runs, one layer each, then the three lists of stages. */
    static List<Run> runs() {
        return Stream.concat(Kvm2010Set.runs().stream(), Kvm2010Stages.runs().stream())
                .toList();
    }
}
