package io.iostrata.jobs.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A directory with the files of tracefs that the recorders touch, as an idle kernel shows them. */
public final class FakeTracefs {
    private static final List<String> EVENTS = List.of(
            "kvm/kvm_pio",
            "kvm/kvm_set_irq",
            "kvm/kvm_msi_set_irq",
            "block/block_rq_issue",
            "block/block_rq_complete",
            "irq/irq_handler_entry");

    private final Path root;

    private FakeTracefs(Path root) {
        this.root = root;
    }

    /** One that is there. */
    static FakeTracefs at(Path root) {
        return new FakeTracefs(root);
    }

    public static FakeTracefs idle(Path root) {
        var tracefs = new FakeTracefs(root);
        tracefs.fill();
        return tracefs;
    }

    private void fill() {
        write("trace_clock", "[local] global mono x86-tsc\n");
        write("tracing_on", "1\n");
        write("current_tracer", "nop\n");
        write("available_tracers", "function nop\n");
        write("available_filter_functions", "vp_notify [virtio_pci]\nvring_interrupt [virtio_ring]\nvfs_read\n");
        write("set_ftrace_filter", "#### all functions enabled ####\n");
        write("set_event", "");
        write("trace", "");
        for (var cpu : List.of("cpu0", "cpu1")) {
            write("per_cpu/" + cpu + "/buffer_size_kb", "7 (expanded: 1408)\n");
            write("per_cpu/" + cpu + "/stats", "entries: 0\noverrun: 3\ndropped events: 1\n");
        }
        for (var event : EVENTS) {
            write("events/" + event + "/enable", "0\n");
            write("events/" + event + "/filter", "none\n");
        }
    }

    public Path root() {
        return root;
    }

    String read(String file) {
        try {
            return Files.readString(root.resolve(file)).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void write(String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the recorders change, by file, in the words that would be written to set it. */
    Map<String, String> state() {
        var state = new TreeMap<String, String>();
        state.put("tracing_on", read("tracing_on"));
        state.put("trace_clock", read("trace_clock").replaceFirst(".*\\[(.*)].*", "$1"));
        state.put("current_tracer", read("current_tracer"));
        state.put("set_ftrace_filter", read("set_ftrace_filter").replaceFirst("^#.*", ""));
        for (var cpu : List.of("cpu0", "cpu1")) {
            var size = "per_cpu/" + cpu + "/buffer_size_kb";
            state.put(size, read(size).replaceFirst(".*expanded: (\\d+).*", "$1"));
        }
        for (var event : EVENTS) {
            state.put(event, read("events/" + event + "/enable"));
            state.put(event + " filter", read("events/" + event + "/filter").replace("none", "0"));
        }
        return state;
    }
}
