package io.iostrata.jobs.examples;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A raw file of a run, and what the manifest says of it.
 *
 * @param clock as manifests name it; empty where the file has no time
 */
record RawFile(String path, String layer, String clock, byte[] bytes) {
    /** seqread's one line, as the page has it: the mean in microseconds. */
    static RawFile seqread(String machine, long meanNs) {
        var line = String.format(Locale.ROOT, "seqread %d.%03d us\n", meanNs / 1000, meanNs % 1000);
        return new RawFile(machine + "-seqread.txt", machine, "", line.getBytes(StandardCharsets.UTF_8));
    }

    static RawFile guestTrace(FtraceText text) {
        return new RawFile("guest-trace_pipe.txt", "guest", "guest local", text.bytes());
    }

    static RawFile hostTrace(FtraceText text) {
        return new RawFile("host-trace_pipe.txt", "kvm", "host local", text.bytes());
    }

    static RawFile qemuTrace(SimpleTraceV0 trace) {
        return new RawFile("qemu-simple.trace", "qemu", "host mono", trace.bytes());
    }

    static RawFile traceEvents(SimpleTraceV0 trace) {
        return new RawFile("trace-events", "qemu", "", trace.declarations());
    }

    /** Its entry in the manifest. */
    String json() {
        var quoted = clock.isEmpty() ? "null" : "\"" + clock + "\"";
        return "  {\"path\": \"%s\", \"layer\": \"%s\", \"clock\": %s}".formatted(path, layer, quoted);
    }
}
