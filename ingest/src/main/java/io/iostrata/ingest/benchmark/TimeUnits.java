package io.iostrata.ingest.benchmark;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Units of time as tools print them, and values in ns. */
final class TimeUnits {
    private static final List<String> UNITS = List.of("ns", "us", "ms", "s");
    /** A unit at the end of a name: {@code lat_us}, {@code usecs}. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:^|.*[^A-Za-z])(ns|nsecs?|us|usecs?|ms|msecs?|secs?)(?:[^A-Za-z].*)?", Pattern.CASE_INSENSITIVE);

    private TimeUnits() {}

    /** Power of ten of a unit in ns: 3 for {@code us}. */
    static int power(String unit) {
        return switch (unit) {
            case "us", "usec", "usecs", "µs", "μs" -> 3;
            case "ms", "msec", "msecs" -> 6;
            case "s", "sec", "secs" -> 9;
            default -> 0;
        };
    }

    /** A number of that unit in ns, exact, without exponent. */
    static String ns(String number, String unit) {
        var ns = new BigDecimal(number).scaleByPowerOfTen(power(unit));
        return (ns.signum() == 0 ? BigDecimal.ZERO : ns.stripTrailingZeros()).toPlainString();
    }

    /** ns, us, ms or s where the name of a map or the header of a table ends in one; empty where it tells none. */
    static Optional<String> named(String name) {
        var found = NAMED.matcher(name);
        return found.matches()
                ? Optional.of(UNITS.get(power(found.group(1).toLowerCase(Locale.ROOT)) / 3))
                : Optional.empty();
    }
}
