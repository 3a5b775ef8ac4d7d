package io.iostrata.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/**
 * What a run's manifest says of the guest's clock: readings of it and of the host's clocks before and after the benchmark,
 * by which answers are checked, and which no answer is made of.
 */
record ClockTruth(JsonNode before, JsonNode after, double tscOffset) {
    private static final Pattern SMALLEST = Pattern.compile("\\[([\\d.]+)]");
    /** How exact the readings are, ns. */
    private static final double TOLERANCE_NS = 1000;

    static ClockTruth of(JsonNode manifest) {
        var truth = manifest.at("/ground_truth");
        return new ClockTruth(
                truth.at("/guest_host_clock/before"),
                truth.at("/guest_host_clock/after"),
                truth.path("tsc_offset_signed").asDouble());
    }

    boolean isKnown() {
        return !before.isMissingNode();
    }

    /** Holds a row of clocks (clock, at_ref_ns, ns_per_tick, offset_lo_ns, offset_hi_ns) against it. */
    void compare(Cells cells, String run, Row clock) {
        double truth = clock.<String>getAs("clock").endsWith("tsc") ? ofCounter(clock) : ofMono(clock);
        double low = clock.<Long>getAs("offset_lo_ns");
        double high = clock.<Long>getAs("offset_hi_ns");
        cells.compare(run + " offset", truth, (low + high) / 2, (high - low) / 2 + TOLERANCE_NS);
    }

    private double ofMono(Row clock) {
        return between("guest_minus_host_mono_ns", clock);
    }

    private double ofCounter(Row clock) {
        double ticks = between("host_tsc", clock) + tscOffset;
        return ticks * clock.<Double>getAs("ns_per_tick") - clock.<Long>getAs("at_ref_ns");
    }

    private double between(String reading, Row clock) {
        double from = before.path("host_mono_ns").asDouble();
        double passed = (clock.<Long>getAs("at_ref_ns") - from)
                / (after.path("host_mono_ns").asDouble() - from);
        double first = before.path(reading).asDouble();
        return first + passed * (after.path(reading).asDouble() - first);
    }

    /** An interval is no wider than a tenth more than the smallest ways in and out, and 2 us. */
    static void compareWidth(Cells cells, String run, Map<String, String> joined, Row clock) {
        double ways = smallest(joined.get("vp_notify->kvm_pio")) + smallest(joined.get("->vring_interrupt"));
        double width = clock.<Long>getAs("offset_hi_ns") - clock.<Long>getAs("offset_lo_ns");
        double most = 1.1 * 1000 * ways + 2000;
        cells.compare(run + " width", most / 2, width, most / 2);
    }

    private static double smallest(String cell) {
        var figure = SMALLEST.matcher(cell);
        return figure.find() ? Double.parseDouble(figure.group(1)) : Double.NaN;
    }
}
