package io.iostrata.ingest.archive;

import io.iostrata.ingest.format.TraceFormat;
import java.io.Serializable;
import java.util.Optional;

/**
 * A raw file of a run, recognised or not, with what the manifest says of it.
 *
 * @param format name of the {@link TraceFormat}; {@link #DECLARATIONS} for a trace-events file; empty for a file nobody
 *     recognises
 * @param machine guest, host, or empty
 * @param layer as the manifest names it, or empty
 * @param clock normalised, or empty
 * @param nsPerTick 0 where not given
 */
public record RunFile(Member member, String format, String machine, String layer, String clock, double nsPerTick)
        implements Serializable {
    /** A trace-events file in the run's own directory. */
    public static final String DECLARATIONS = "trace-events";

    public Optional<TraceFormat> traceFormat() {
        return format.isEmpty() || format.equals(DECLARATIONS)
                ? Optional.empty()
                : Optional.of(TraceFormat.valueOf(format));
    }
}
