package io.iostrata.jobs;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * What a job is doing, on stderr. On a terminal one line is rewritten: a bar, how many tasks a second, the time left.
 * Otherwise lines of {@code key=value}: one where a phase begins, one every half minute.
 */
public final class Progress implements AutoCloseable {
    private static final int BAR = 24;
    private static final long REDRAWN_AFTER_NS = 100_000_000L;
    private static final long LOGGED_AFTER_NS = 30_000_000_000L;

    private final PrintStream out;
    private final Style style;
    private final LongSupplier clock;
    private final long begun;
    private final Map<String, Long> took = new LinkedHashMap<>();
    private String phase = "";
    private long phaseBegun;
    private int tasks;
    private int announced;
    private int done;
    private long drawnAt;

    /** Where it is printed. */
    enum Style {
        TERMINAL,
        LOG
    }

    public Progress() {
        this(System.err, Boolean.getBoolean("iostrata.terminal") ? Style.TERMINAL : Style.LOG, System::nanoTime);
    }

    Progress(PrintStream out, Style style, LongSupplier clock) {
        this.out = out;
        this.style = style;
        this.clock = clock;
        begun = clock.getAsLong();
    }

    /** Counts the tasks that the session begins and finishes. */
    public Progress watch(SparkSession spark) {
        spark.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
                announce(submitted.stageInfo().numTasks());
            }

            @Override
            public void onTaskEnd(SparkListenerTaskEnd ended) {
                taskDone();
            }
        });
        return this;
    }

    /** Begins a phase of a known number of tasks; 0 where it is not known: then it is what Spark has announced so far. */
    public synchronized void phase(String name, int ofTasks) {
        endPhase();
        phase = name;
        phaseBegun = clock.getAsLong();
        tasks = ofTasks;
        announced = 0;
        done = 0;
        draw();
    }

    /** Prints a line that stays. */
    public synchronized void line(String text) {
        clear();
        out.println(text);
    }

    /** Seconds in all and of each phase, in one line; ends the phase that is on. */
    public synchronized String seconds() {
        endPhase();
        var phases = took.entrySet().stream()
                .map(each -> each.getKey() + " " + seconds(each.getValue()))
                .collect(Collectors.joining(", "));
        return "seconds    " + seconds(clock.getAsLong() - begun) + ": " + phases;
    }

    @Override
    public synchronized void close() {
        clear();
    }

    synchronized void announce(int more) {
        announced += more;
    }

    synchronized void taskDone() {
        done++;
        if (clock.getAsLong() - drawnAt > (style == Style.TERMINAL ? REDRAWN_AFTER_NS : LOGGED_AFTER_NS)) {
            draw();
        }
    }

    private void endPhase() {
        if (!phase.isEmpty()) {
            took.merge(phase, clock.getAsLong() - phaseBegun, Long::sum);
            phase = "";
        }
    }

    private void draw() {
        drawnAt = clock.getAsLong();
        if (phase.isEmpty()) {
            return;
        }
        if (style == Style.LOG) {
            out.println("seconds=" + seconds(drawnAt - begun) + " phase=\"" + phase + "\"" + counts());
        } else {
            out.printf(Locale.ROOT, "\r\033[K[%6.1f s] %s%s", (drawnAt - begun) / 1e9, phase, bar());
        }
        out.flush();
    }

    private int total() {
        return Math.max(done, tasks > 0 ? tasks : announced);
    }

    private String counts() {
        var ofTasks = total() > 0 ? " tasks=" + total() : "";
        return done > 0
                ? " done=" + done + ofTasks + " tasks_per_s=" + decimals(perSecond(), 3) + " left_s=" + leftSeconds()
                : ofTasks;
    }

    private String bar() {
        if (total() == 0) {
            return "";
        }
        int full = (int) ((long) BAR * done / total());
        var bar = " " + "#".repeat(full) + ".".repeat(BAR - full) + " " + done + "/" + total();
        // Of tasks that are not announced yet nothing is known.
        return done == 0 ? bar : bar + ", " + rate() + ", " + (tasks > 0 ? "" : "at least ") + left();
    }

    private double perSecond() {
        return done / Math.max(1e-3, (clock.getAsLong() - phaseBegun) / 1e9);
    }

    private String rate() {
        return perSecond() >= 1 ? decimals(perSecond(), 1) + "/s" : decimals(60 * perSecond(), 1) + "/min";
    }

    private long leftSeconds() {
        double perTask = (clock.getAsLong() - phaseBegun) / 1e9 / done;
        return Math.round(perTask * (total() - done));
    }

    private String left() {
        long seconds = leftSeconds();
        return seconds < 60 ? seconds + " s left" : seconds / 60 + " min " + seconds % 60 + " s left";
    }

    private static String seconds(long ns) {
        return decimals(ns / 1e9, 1);
    }

    private static String decimals(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private void clear() {
        if (style == Style.TERMINAL) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
