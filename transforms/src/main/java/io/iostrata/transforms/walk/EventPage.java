package io.iostrata.transforms.walk;

import io.iostrata.transforms.walk.SourcePlan.SourceId;
import io.iostrata.transforms.walk.TraceEvent.Clocking;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Some events of one source that a model speaks of, column by column, in time order. What makes pages fills one again
 * once its events were looked at.
 */
public final class EventPage implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Most events of a page: few enough for the columns of a page to stay in a processor's cache. */
    public static final int ROWS = 4096;

    private static final Clocking[] CLOCKINGS = Clocking.values();

    private final SourceId source;
    private final List<String> names;
    private final int[] kinds = new int[ROWS];
    private final byte[] clockings = new byte[ROWS];
    private final long[] stamps = new long[ROWS];
    private final Cells[] cells;
    private int rows;

    /** A page without events. */
    public EventPage(SourceId source, Arguments arguments) {
        this.source = source;
        names = arguments.events();
        cells = Stream.generate(Cells::new).limit(arguments.names().size()).toArray(Cells[]::new);
    }

    public SourceId source() {
        return source;
    }

    public int rows() {
        return rows;
    }

    public boolean isFull() {
        return rows == ROWS;
    }

    public void clear() {
        rows = 0;
        for (var each : cells) {
            each.clear();
        }
    }

    /** Adds an event without arguments; returns its row. */
    public int add(int kind, Clocking clocking, long stamp) {
        kinds[rows] = kind;
        clockings[rows] = (byte) clocking.ordinal();
        stamps[rows] = stamp;
        return rows++;
    }

    /** The argument of that place. */
    public Cells cells(int place) {
        return cells[place];
    }

    /** Shows the events in their order. */
    public void forEach(Consumer<TraceEvent> action) {
        var event = new TraceEvent(this);
        for (int row = 0; row < rows; row++) {
            action.accept(event.at(row));
        }
    }

    int kind(int row) {
        return kinds[row];
    }

    String name(int kind) {
        return names.get(kind);
    }

    Clocking clocking(int row) {
        return CLOCKINGS[clockings[row]];
    }

    long stamp(int row) {
        return stamps[row];
    }
}
