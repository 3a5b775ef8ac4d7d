package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.ByteCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the options say that bears on events: clock, corrections of time, losses, number of CPUs. */
final class Options {
    private static final int MOST_SAMPLES = 1 << 16;
    private static final int MOST_CPUS = 1 << 13;
    private static final Pattern CLOCK = Pattern.compile("\\[([\\w-]+)\\]");

    private final StringBuilder cpuStat = new StringBuilder();
    private final List<TimeShift> shifts = new ArrayList<>();
    private String clock = "";
    private long shiftNs;
    private int cpuCount;
    private Optional<TicksToNs> ticksToNs = Optional.empty();

    /** Ticks to ns: {@code ticks * mult >> shift}. */
    record TicksToNs(long mult, int shift) {
        long ns(long ticks) {
            long high = Math.multiplyHigh(ticks, mult);
            long low = ticks * mult;
            return shift == 0 ? low : low >>> shift | high << (64 - shift);
        }
    }

    /** Name of the clock, in ftrace's words; empty where none is told. */
    String clock() {
        return clock;
    }

    void clock(String name) {
        clock = name.isEmpty() ? clock : name;
    }

    /** ns to be added to every stamp. */
    long shiftNs() {
        return shiftNs;
    }

    void cpus(int count) {
        cpuCount = count;
    }

    int cpuCount() {
        return cpuCount;
    }

    Optional<TicksToNs> ticksToNs() {
        return ticksToNs;
    }

    /** Corrections of a guest's stamps, by CPU; empty without. */
    List<TimeShift> shifts() {
        return shifts;
    }

    /** Statistics of the ring buffers, CPU after CPU. */
    String cpuStat() {
        return cpuStat.toString();
    }

    /** Takes in an option; those that say nothing of events are passed over. */
    void read(int id, ByteCursor in, int size) throws IOException {
        switch (id) {
            case 1 -> shiftNs += 1000 * number(text(in, size));
            case 2 -> cpuStat.append(cpuStat.length() < 1 << 20 ? text(in, size) : "");
            case 4 -> {
                var bracketed = CLOCK.matcher(text(in, size));
                clock(bracketed.find() ? bracketed.group(1) : "");
            }
            case 7 -> shiftNs += number(text(in, size));
            case 8 -> cpuCount = (int) Math.min(in.u32("number of CPUs"), MOST_CPUS);
            case 12 -> timeShift(in);
            case 14 -> ticksToNs(in);
            default -> {}
        }
    }

    private void ticksToNs(ByteCursor in) throws IOException {
        long mult = in.u32("multiplier");
        long shift = in.u32("shift");
        if (shift < 64 && mult > 0) {
            ticksToNs = Optional.of(new TicksToNs(mult, (int) shift));
        }
    }

    private void timeShift(ByteCursor in) throws IOException {
        in.u64("peer");
        boolean interpolate = (in.u32("flags") & 1) != 0;
        long count = in.u32("number of CPUs");
        var read = new ArrayList<TimeShift>();
        for (long cpu = 0; cpu < count && cpu < MOST_CPUS; cpu++) {
            long samples = in.u32("number of samples");
            if (samples > MOST_SAMPLES) {
                throw in.malformed(in.offset() - 4, "%d samples, expected at most %d", samples, MOST_SAMPLES);
            }
            int n = (int) samples;
            read.add(new TimeShift(longs(in, n), longs(in, n), longs(in, n), new long[n], interpolate));
        }
        for (var shift : read) {
            if (in.buffered(8 * shift.fractions().length) == 8 * shift.fractions().length) {
                long[] fractions = longs(in, shift.fractions().length);
                System.arraycopy(fractions, 0, shift.fractions(), 0, fractions.length);
            }
        }
        if (shifts.size() + read.size() > MOST_CPUS) {
            throw in.malformed(
                    in.offset(), "shifts of %d CPUs, expected at most %d", shifts.size() + read.size(), MOST_CPUS);
        }
        shifts.addAll(read);
    }

    private static long[] longs(ByteCursor in, int count) throws IOException {
        if (in.buffered(8 * count) < 8 * count) {
            throw in.malformed(in.offset(), "samples need %d bytes, expected fewer", 8 * count);
        }
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.u64("sample");
        }
        return values;
    }

    private static String text(ByteCursor in, int size) throws IOException {
        var text = new String(in.bytes(size, size, "option"), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static long number(String text) {
        try {
            return Long.decode(text.strip());
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
