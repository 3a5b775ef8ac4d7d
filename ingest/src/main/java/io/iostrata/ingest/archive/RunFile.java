package io.iostrata.ingest.archive;

import io.iostrata.ingest.format.TraceFormat;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A raw file of a run, recognised or not, with what the manifest says of it.
 *
 * @param format name of the {@link TraceFormat}; {@link #DECLARATIONS} for a trace-events file, {@link #EVENT_FORMATS}
 *     for what pages of a ring buffer are read with; empty for a file nobody recognises
 * @param machine guest, host, or empty
 * @param layer as the manifest names it, or empty
 * @param clock normalised, or empty
 * @param nsPerTick 0 where not given
 */
public record RunFile(Member member, String format, String machine, String layer, String clock, double nsPerTick)
        implements Serializable {
    /** A trace-events file in the run's own directory. */
    public static final String DECLARATIONS = "trace-events";
    /** A file of tracefs that describes events. */
    public static final String EVENT_FORMATS = "event-formats";

    private static final Pattern METADATA = Pattern.compile("metadata(?:\\.[a-z0-9]{1,4})?");
    private static final Pattern CPU_FILE = Pattern.compile("(.+\\.blktrace)\\.\\d{1,6}(?:\\.[a-z0-9]{1,4})?");

    private static final Pattern CPU_IN_PATH = Pattern.compile("^(.*)cpu\\d{1,6}(\\D*)$");

    /**
     * What the files of one trace have in common: they are one source. Those of a CTF trace share a directory, those of
     * blktrace a name before the CPU, pages of a ring buffer all but the CPU. A file of its own has its path.
     */
    public String source() {
        if (format.equals(TraceFormat.CTF.name())) {
            return member.path().substring(0, member.path().lastIndexOf('/') + 1) + "/";
        }
        if (format.equals(TraceFormat.TRACE_PIPE_RAW.name())) {
            return CPU_IN_PATH.matcher(member.path()).replaceFirst("$1cpu$2");
        }
        var cut = CPU_FILE.matcher(member.path());
        return format.equals(TraceFormat.BLKTRACE.name()) && cut.matches() ? cut.group(1) : member.path();
    }

    /** True for the file that says how the others of its source are read. */
    public boolean leads() {
        return format.equals(TraceFormat.CTF.name())
                && METADATA.matcher(member.fileName()).matches();
    }

    /** True for a file without events of its own that others are read with. */
    public boolean isRead() {
        return format.equals(DECLARATIONS) || format.equals(EVENT_FORMATS);
    }

    public Optional<TraceFormat> traceFormat() {
        return format.isEmpty() || isRead() ? Optional.empty() : Optional.of(TraceFormat.valueOf(format));
    }
}
