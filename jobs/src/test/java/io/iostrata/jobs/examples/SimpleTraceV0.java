package io.iostrata.jobs.examples;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes what QEMU's simple trace backend wrote in 2010, on a little-endian host.
 *
 * <pre>
 * file   := header event*
 * header := u64 ~0 | u64 magic | u64 version = 0 | u64 0 × 5
 * event  := u64 id | u64 ts_ns | u64 args[6]              id: number of the event's line in trace-events, from 0
 * </pre>
 *
 * The layout is that of simpletrace.c, QEMU 0.14.
 */
final class SimpleTraceV0 {
    private static final long HEADER_ID = -1;
    private static final long MAGIC = 0xf2b177cb0aa429b4L;
    private static final int WORDS = 8;

    private final List<QemuEvent> declared;
    private final List<Event> events = new ArrayList<>();

    private record Event(long id, long atNs, long[] args) {}

    /** A trace of a QEMU that declares just these events, in this order. */
    SimpleTraceV0(List<QemuEvent> declared) {
        this.declared = List.copyOf(declared);
    }

    /** An event; they may come in any order. */
    void event(long atNs, QemuEvent event, long... args) {
        events.add(new Event(declared.indexOf(event), atNs, args));
    }

    /** The trace, its events in the order of their times. */
    byte[] bytes() {
        var out = ByteBuffer.allocate((1 + events.size()) * WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        put(out, new Event(HEADER_ID, MAGIC, new long[0]));
        events.stream().sorted(Comparator.comparingLong(Event::atNs)).forEach(event -> put(out, event));
        return out.array();
    }

    /** The trace-events file that goes with it. */
    byte[] declarations() {
        return declared.stream()
                .map(QemuEvent::declaration)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ByteBuffer out, Event event) {
        int end = out.position() + WORDS * Long.BYTES;
        out.putLong(event.id()).putLong(event.atNs());
        for (long arg : event.args()) {
            out.putLong(arg);
        }
        out.position(end);
    }
}
