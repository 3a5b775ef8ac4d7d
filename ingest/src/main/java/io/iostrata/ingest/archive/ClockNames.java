package io.iostrata.ingest.archive;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One spelling for each clock: machine, blank, clock in ftrace's words ("guest mono", "host x86-tsc"). What POSIX calls
 * {@code CLOCK_MONOTONIC} is ftrace's {@code mono}.
 */
public final class ClockNames {
    private static final Pattern NOTE = Pattern.compile("\\s*\\(.*");

    private ClockNames() {}

    /** The one spelling; a clock named without a machine is that of the file's own. */
    public static String normalised(String clock, Optional<String> machine) {
        var words = NOTE.matcher(clock.strip())
                .replaceFirst("")
                .replace("CLOCK_MONOTONIC_RAW", "mono_raw")
                .replace("CLOCK_MONOTONIC", "mono")
                .replace("CLOCK_REALTIME", "realtime")
                .replace("CLOCK_BOOTTIME", "boot")
                .replace("CLOCK_TAI", "tai")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
        boolean named = words.startsWith("guest ") || words.startsWith("host ");
        return named || machine.isEmpty() ? words : machine.get() + " " + words;
    }
}
