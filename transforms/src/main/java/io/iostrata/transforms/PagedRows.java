package io.iostrata.transforms;

import io.iostrata.transforms.walk.Arguments;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.Scalars;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import io.iostrata.transforms.walk.TraceEvent.Clocking;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Rows put into pages: run, source, event, ns, ticks, then the arguments in their places. A page ends with its source's
 * rows, or full.
 */
final class PagedRows implements Iterator<EventPage> {
    private static final int RUN = 0;
    private static final int SOURCE = 1;
    private static final int EVENT = 2;
    private static final int NS = 3;
    private static final int RAW = 4;
    private static final int ARGUMENTS = 5;

    private final Iterator<Row> rows;
    private final Arguments arguments;
    private Optional<Row> ahead = Optional.empty();

    PagedRows(Iterator<Row> rows, Arguments arguments) {
        this.rows = rows;
        this.arguments = arguments;
    }

    @Override
    public boolean hasNext() {
        return ahead.isPresent() || rows.hasNext();
    }

    @Override
    public EventPage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var row = ahead.orElseGet(rows::next);
        ahead = Optional.empty();
        var page = new EventPage(source(row), arguments);
        add(row, page);
        while (!page.isFull() && ahead.isEmpty() && rows.hasNext()) {
            row = rows.next();
            if (source(row).equals(page.source())) {
                add(row, page);
            } else {
                ahead = Optional.of(row);
            }
        }
        return page;
    }

    private static SourceId source(Row row) {
        return new SourceId(row.getString(RUN), row.getInt(SOURCE));
    }

    private void add(Row row, EventPage page) {
        int at = page.add(arguments.kinds().get(row.getString(EVENT)), clocking(row), stamp(row));
        for (int i = ARGUMENTS; i < row.length(); i++) {
            var value = row.get(i);
            if (value != null) {
                page.cells(i - ARGUMENTS).put(at, value instanceof String text ? Scalars.of(text) : value);
            }
        }
    }

    private static Clocking clocking(Row row) {
        if (!row.isNullAt(NS)) {
            return Clocking.NS;
        }
        return row.isNullAt(RAW) ? Clocking.NONE : Clocking.TICKS;
    }

    private static long stamp(Row row) {
        return switch (clocking(row)) {
            case NS -> row.getLong(NS);
            case TICKS -> row.getLong(RAW);
            case NONE -> 0;
        };
    }
}
