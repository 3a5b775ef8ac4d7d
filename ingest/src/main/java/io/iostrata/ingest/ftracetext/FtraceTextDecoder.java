package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.LineCursor;
import io.iostrata.ingest.bytes.Utf8;
import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Remainder;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.ingest.qemulog.QemuEvents;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Kernel events as text, in one of three dialects: what {@code trace} and {@code trace_pipe} print, of kernels 2.6.2x to
 * 6.18 (kernel/trace/trace.c and trace_output.c, Documentation/trace/ftrace.rst), what {@code trace-cmd report} prints
 * (2.x, 3.x), and what {@code perf script} prints:
 *
 * <pre>
 * file   := { event | stack | note }
 * event  := prefix {@link EventLines} | {@link GraphLines}
 * prefix := {@link LinePrefix} | {@link ReportPrefix} | {@link PerfPrefix}
 * stack  := prefix "&lt;stack trace&gt;" { " => " symbol } | { address " " symbol }     (the latter perf's, after a sample)
 * note   := {@link NoteLines} | {@link PerfNotes}
 * </pre>
 *
 * <p>The same event makes the same row in each of them. Markers that QEMU's ftrace backend wrote are the events of QEMU
 * that they tell of.
 *
 * <p>Stamps {@code s.µs} are ns on an unnamed clock; a bare number is kept as ticks, unless the manifest says that the
 * clock is "uptime", ticks of 10 ms. The relative stamps of the latency format are ns since the buffer's begin. The
 * flags column is read and not kept.
 */
public final class FtraceTextDecoder implements TraceDecoder {
    private static final long UPTIME_TICK_NS = 10_000_000;
    private static final long REALTIME_NS = 1_000_000_000_000_000_000L;
    private static final int EXCERPT = 60;

    private final ByteCursor in;
    private final IssueLog issues;
    private final LineCursor lines;
    private final Dialect dialect;
    private final LineParts parts = new LineParts();
    private final Prefix prefix;
    private final EventRow row;
    private final IssueLog qemuIssues;
    private final QemuEvents qemu;
    private final EventLines events;
    private final GraphLines graph;
    private final StackRow stack;
    private final Losses losses;
    private final NoteLines notes;
    private final PerfNotes perfNotes;
    private final boolean uptime;
    private boolean held;
    private int comm;
    private long rows;
    private long resolutionNs = Long.MAX_VALUE;
    private boolean realtime;

    private FtraceTextDecoder(DecodeInput input, Dialect dialect) {
        this.dialect = dialect;
        prefix = dialect.prefix(parts);
        in = input.in();
        issues = input.issues();
        lines = new LineCursor(in);
        row = new EventRow(input.names());
        qemuIssues = in.isPart() ? new IssueLog() : issues;
        qemu = new QemuEvents(input.declarations(), input.names(), qemuIssues);
        events = new EventLines(input.names(), dialect, qemu);
        graph = new GraphLines(input.names(), events);
        stack = new StackRow(input.names());
        losses = in.isPart() ? Losses.ofPart(issues) : Losses.ofFile(issues);
        notes = new NoteLines(in.file(), issues, losses);
        perfNotes = new PerfNotes(in.file(), losses);
        uptime = input.clock().filter(clock -> clock.endsWith("uptime")).isPresent();
    }

    /** What the kernel prints. */
    public static TraceDecoder kernel(DecodeInput input) {
        return new FtraceTextDecoder(input, Dialect.KERNEL);
    }

    /** What trace-cmd report prints. */
    public static TraceDecoder traceCmd(DecodeInput input) {
        return new FtraceTextDecoder(input, Dialect.TRACE_CMD);
    }

    /** What perf script prints. */
    public static TraceDecoder perf(DecodeInput input) {
        return new FtraceTextDecoder(input, Dialect.PERF);
    }

    public static boolean isKernel(Head head) {
        return Recognition.of(head).filter(found -> found == Dialect.KERNEL).isPresent();
    }

    public static boolean isTraceCmd(Head head) {
        return Recognition.of(head).filter(found -> found == Dialect.TRACE_CMD).isPresent();
    }

    public static boolean isPerf(Head head) {
        return Recognition.of(head).filter(found -> found == Dialect.PERF).isPresent();
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        row.into(batch);
        while (!batch.isFull()) {
            if (!held && !lines.next()) {
                end(batch);
                return false;
            }
            held = false;
            line(batch);
        }
        return true;
    }

    @Override
    public String format() {
        return dialect.format();
    }

    @Override
    public long lostEvents() {
        return losses.events();
    }

    @Override
    public OptionalLong resolutionNs() {
        return resolutionNs == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(resolutionNs);
    }

    @Override
    public Optional<String> clock() {
        return realtime ? Optional.of("realtime") : Optional.empty();
    }

    @Override
    public Optional<Remainder> remainder() {
        return Optional.of(new TextRemainder(in.file(), losses.part(), qemuIssues.rows(), qemu.odd()));
    }

    private void line(EventBatch batch) {
        byte[] bytes = lines.buffer();
        int from = lines.start();
        int to = lines.end();
        if (stack.isOpen()) {
            if (stack.add(bytes, from, to)) {
                return;
            }
            stack.end(batch);
            held = batch.isFull();
            if (held) {
                return;
            }
        }
        if (lines.isTooLong()) {
            malformed("a line of " + lines.length() + " bytes");
        } else if (prefix.parse(bytes, from, to)) {
            event(batch, bytes, to);
        } else {
            other(batch, bytes, from, to);
        }
    }

    private void event(EventBatch batch, byte[] bytes, int to) {
        losses.event(parts.cpu, parts.stamp.value());
        row.flagged(parts.flagged);
        boolean isStack = stack.begins(bytes, parts.body, to);
        if (isStack) {
            stack.begin(row, rows++);
        } else {
            events.begin(row, rows++, bytes, parts.body, to);
        }
        task(batch, bytes);
        stamp(batch);
        if (!isStack) {
            batch.end();
        }
        mayBeCut();
    }

    private void task(EventBatch batch, byte[] bytes) {
        comm = parts.commFrom < parts.commTo ? events.comm(bytes, parts.commFrom, parts.commTo) : -1;
        task(batch);
    }

    private void task(EventBatch batch) {
        setUnlessNegative(batch, IntColumn.CPU, parts.cpu);
        setUnlessNegative(batch, IntColumn.TID, parts.tid);
        setUnlessNegative(batch, IntColumn.PID, parts.tgid);
        setUnlessNegative(batch, IntColumn.COMM, comm);
    }

    private static void setUnlessNegative(EventBatch batch, IntColumn column, int value) {
        if (value >= 0) {
            batch.set(column, value);
        }
    }

    private void stamp(EventBatch batch) {
        long stamp = parts.stamp.value();
        switch (parts.stamp.unit()) {
            case MICROS -> stampNs(batch, stamp, 1000);
            case NANOS -> stampNs(batch, stamp, 1);
            case TICKS -> {
                batch.set(LongColumn.TS_RAW, stamp);
                if (uptime && stamp >= 0 && stamp < Long.MAX_VALUE / UPTIME_TICK_NS) {
                    stampNs(batch, stamp * UPTIME_TICK_NS, UPTIME_TICK_NS);
                }
            }
        }
    }

    private void stampNs(EventBatch batch, long ns, long step) {
        batch.set(LongColumn.TS_NS, ns);
        resolutionNs = Math.min(resolutionNs, step);
        realtime |= ns > REALTIME_NS;
    }

    private void other(EventBatch batch, byte[] bytes, int from, int to) {
        if (notes.read(lines.offset(), bytes, from, to)) {
            return;
        }
        if (dialect == Dialect.PERF) {
            ofPerf(batch, bytes, from, to);
            return;
        }
        switch (graph.append(row, rows, bytes, from, to)) {
            case ROW -> {
                rows++;
                mayBeCut();
            }
            case UNDERSTOOD -> {}
            case UNKNOWN -> unknown(bytes, from, to);
        }
    }

    /** A frame of the call chain of the sample before, or what perf says beside the samples. */
    private void ofPerf(EventBatch batch, byte[] bytes, int from, int to) {
        if (rows > 0 && StackRow.isFrame(bytes, from, to)) {
            stack.beginChain(row, rows++);
            task(batch);
            stamp(batch);
            stack.add(bytes, from, to);
        } else if (!perfNotes.read(lines.offset(), bytes, from, to)) {
            unknown(bytes, from, to);
        }
    }

    private void unknown(byte[] bytes, int from, int to) {
        in.countSkipped(lines.length());
        if (lines.isTerminated()) {
            malformed("'" + Utf8.text(bytes, from, Math.min(to, from + EXCERPT)) + "'");
        } else {
            issue(IssueKind.TRUNCATED, Severity.WARNING, "the last line is cut after " + lines.length() + " bytes");
        }
    }

    private void malformed(String found) {
        issue(IssueKind.MALFORMED, Severity.WARNING, found + ", expected " + dialect.line());
    }

    private void mayBeCut() {
        if (!lines.isTerminated()) {
            issue(IssueKind.TRUNCATED, Severity.INFO, "the last line has no end, it may be cut");
        }
    }

    private void issue(IssueKind kind, Severity severity, String message) {
        issues.add(lines.offset(), kind, severity, "%s@0x%x: %s".formatted(in.file(), lines.offset(), message));
    }

    private void end(EventBatch batch) {
        if (stack.isOpen()) {
            stack.end(batch);
        }
        if (!in.isPart()) {
            losses.end();
            qemu.end(in.file());
        }
    }
}
