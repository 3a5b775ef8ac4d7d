package io.iostrata.jobs.pages;

import io.iostrata.schemas.tables.EventTable;
import io.iostrata.transforms.walk.Arguments;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.TraceEvent.Clocking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** One row group of an events file as pages of the events a model speaks of. Reads what columns were asked for. */
final class GroupReader {
    private final int[] kinds = new int[EventPage.ROWS];
    private final long[] stamps = new long[EventPage.ROWS];
    private final Clocking[] clockings = new Clocking[EventPage.ROWS];
    /** Rows of the page by rows read. */
    private final int[] placed = new int[EventPage.ROWS];

    private final PlacesByName events;
    private final FlatColumn names;
    private final List<Timed> times = new ArrayList<>();
    private final List<Argument> arguments = new ArrayList<>();
    private final Optional<ArgsColumn> args;
    private long rowsLeft;

    private record Timed(Clocking clocking, FlatColumn column) {}

    private record Argument(int place, FlatColumn column, Filler filler) {}

    /** Puts the next value of a column into a page. */
    private interface Filler {
        FlatColumn.Taker into(EventPage page, int place);
    }

    /**
     * @param columns those that were asked for; the others hold nothing
     */
    GroupReader(PageReadStore group, MessageType columns, Arguments model) {
        rowsLeft = group.getRowCount();
        var eventChunk = new Chunk(group, columns.getColumnDescription(new String[] {EventTable.EVENT.name()}));
        events = new PlacesByName(model.kinds(), eventChunk.dictionary());
        names = new FlatColumn(eventChunk);
        time(group, columns, EventTable.TS_NS.name(), Clocking.NS);
        time(group, columns, EventTable.TS_RAW.name(), Clocking.TICKS);
        for (var column : columns.getColumns()) {
            Optional.ofNullable(model.places().get(column.getPath()[0]))
                    .ifPresent(place -> arguments.add(argument(place, column, new Chunk(group, column))));
        }
        args = columns.containsField(EventTable.ARGS.name()) ? args(group, columns, model) : Optional.empty();
    }

    private void time(PageReadStore group, MessageType columns, String name, Clocking clocking) {
        if (columns.containsField(name)) {
            var column = columns.getColumnDescription(new String[] {name});
            times.add(new Timed(clocking, new FlatColumn(new Chunk(group, column))));
        }
    }

    private Argument argument(int place, ColumnDescriptor column, Chunk chunk) {
        var type = column.getPrimitiveType().getPrimitiveTypeName();
        if (type == PrimitiveTypeName.BINARY) {
            var scalars = new ScalarDictionary(chunk.dictionary());
            return new Argument(place, new FlatColumn(chunk), (page, at) -> {
                var cells = page.cells(at);
                return (row, values, isCoded) -> {
                    var value = scalars.read(values, isCoded);
                    if (placed[row] >= 0) {
                        cells.put(placed[row], value);
                    }
                };
            });
        }
        return new Argument(place, new FlatColumn(chunk), type == PrimitiveTypeName.INT32 ? this::ints : this::longs);
    }

    private FlatColumn.Taker ints(EventPage page, int place) {
        var cells = page.cells(place);
        return (row, values, isCoded) -> {
            long value = values.readInteger();
            if (placed[row] >= 0) {
                cells.putNumber(placed[row], value);
            }
        };
    }

    private FlatColumn.Taker longs(EventPage page, int place) {
        var cells = page.cells(place);
        return (row, values, isCoded) -> {
            long value = values.readLong();
            if (placed[row] >= 0) {
                cells.putNumber(placed[row], value);
            }
        };
    }

    private static Optional<ArgsColumn> args(PageReadStore group, MessageType columns, Arguments model) {
        var args = EventTable.ARGS.name();
        var keys = new Chunk(group, columns.getColumnDescription(new String[] {args, "key_value", "key"}));
        var places = new PlacesByName(inMap(model), keys.dictionary());
        return places.areNone()
                ? Optional.empty()
                : Optional.of(new ArgsColumn(
                        keys,
                        new Chunk(group, columns.getColumnDescription(new String[] {args, "key_value", "value"})),
                        places));
    }

    /** Arguments that have no column of their own. */
    private static Map<String, Integer> inMap(Arguments model) {
        var places = new HashMap<>(model.places());
        EventTable.SCHEMA.fields().forEach(field -> places.remove(field.name()));
        return places;
    }

    boolean hasMore() {
        return rowsLeft > 0;
    }

    /** Adds the next events to an empty page, which may stay empty. */
    void fill(EventPage page) {
        int rows = (int) Math.min(EventPage.ROWS, rowsLeft);
        names.read(rows, (row, values, isCoded) -> kinds[row] = events.read(values, isCoded));
        Arrays.fill(clockings, Clocking.NONE);
        for (var time : times) {
            time.column.read(rows, (row, values, isCoded) -> stamp(row, time.clocking, values.readLong()));
        }
        for (int row = 0; row < rows; row++) {
            placed[row] = kinds[row] == PlacesByName.NONE ? -1 : page.add(kinds[row], clockings[row], stamps[row]);
        }
        for (var argument : arguments) {
            argument.column.read(rows, argument.filler.into(page, argument.place));
        }
        args.ifPresent(map -> map.read(rows, rowsLeft, arguments(page)));
        rowsLeft -= rows;
    }

    /** A time in ns comes before ticks. */
    private void stamp(int row, Clocking clocking, long stamp) {
        if (clockings[row] == Clocking.NONE) {
            clockings[row] = clocking;
            stamps[row] = stamp;
        }
    }

    private ArgsColumn.Taker arguments(EventPage page) {
        return new ArgsColumn.Taker() {
            @Override
            public boolean wants(int row) {
                return placed[row] >= 0;
            }

            @Override
            public void take(int row, int place, Object value) {
                page.cells(place).put(placed[row], value);
            }
        };
    }
}
