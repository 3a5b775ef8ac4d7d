package io.iostrata.ingest.ftracetext;

import java.util.function.Function;

/** Who printed the text. */
enum Dialect {
    KERNEL("ftrace text", "'comm-pid [cpu] time: event'", LinePrefix::new),
    TRACE_CMD("trace-cmd report", "'comm-pid [cpu] time: event'", ReportPrefix::new),
    PERF("perf script", "'comm tid [cpu] time: system:event:'", PerfPrefix::new);

    private final String format;
    private final String line;
    private final Function<LineParts, Prefix> prefix;

    Dialect(String format, String line, Function<LineParts, Prefix> prefix) {
        this.format = format;
        this.line = line;
        this.prefix = prefix;
    }

    /** As {@code sources.format} names it. */
    String format() {
        return format;
    }

    /** What an event's line looks like, for messages. */
    String line() {
        return line;
    }

    /** What takes lines apart into {@code parts}. */
    Prefix prefix(LineParts parts) {
        return prefix.apply(parts);
    }
}
