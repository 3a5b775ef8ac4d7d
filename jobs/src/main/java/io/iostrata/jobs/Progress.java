package io.iostrata.jobs;

import java.io.PrintStream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** What a job is doing, on stderr: one line rewritten on a terminal, a line for each phase otherwise. */
public final class Progress implements AutoCloseable {
    private static final int BAR = 24;

    private final PrintStream out;
    private final boolean isTerminal;
    private final long begun = System.nanoTime();
    private String phase = "";
    private int tasks;
    private int done;
    private long drawnAt;

    public Progress() {
        this(System.err, Boolean.getBoolean("iostrata.terminal"));
    }

    Progress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** Counts the tasks that the session finishes. */
    public Progress watch(SparkSession spark) {
        spark.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd ended) {
                taskDone();
            }
        });
        return this;
    }

    /** Begins a phase of a known number of tasks; 0 where it is not known. */
    public synchronized void phase(String name, int ofTasks) {
        phase = name;
        tasks = ofTasks;
        done = 0;
        drawnAt = 0;
        draw();
    }

    /** Prints a line that stays. */
    public synchronized void line(String text) {
        clear();
        out.println(text);
    }

    @Override
    public synchronized void close() {
        clear();
    }

    private synchronized void taskDone() {
        done++;
        if (isTerminal && System.nanoTime() - drawnAt > 100_000_000L) {
            draw();
        }
    }

    private void draw() {
        double seconds = (System.nanoTime() - begun) / 1e9;
        drawnAt = System.nanoTime();
        if (!isTerminal) {
            out.printf("[%6.1f s] %s%s%n", seconds, phase, tasks > 0 ? " (" + tasks + ")" : "");
        } else if (tasks > 0) {
            int full = Math.min(BAR, BAR * done / tasks);
            out.printf(
                    "\r\033[K[%6.1f s] %s %s%s %d/%d",
                    seconds, phase, "#".repeat(full), ".".repeat(BAR - full), Math.min(done, tasks), tasks);
        } else {
            out.printf("\r\033[K[%6.1f s] %s", seconds, phase);
        }
        out.flush();
    }

    private void clear() {
        if (isTerminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
