package io.iostrata.transforms.walk;

/** One event as pairing sees it: a view of a row of a page, good until the view moves on. */
public final class TraceEvent {
    private final EventPage page;
    private int row;

    /** What a stamp counts. */
    public enum Clocking {
        NS,
        TICKS,
        NONE
    }

    TraceEvent(EventPage page) {
        this.page = page;
    }

    TraceEvent at(int ofRow) {
        row = ofRow;
        return this;
    }

    /** The place of its name among {@link Arguments#events}. */
    int kind() {
        return page.kind(row);
    }

    String name() {
        return page.name(page.kind(row));
    }

    Clocking clocking() {
        return page.clocking(row);
    }

    /** On the source's clock: ns or ticks, as {@link #clocking} says. */
    long stamp() {
        return page.stamp(row);
    }

    /** Whether the argument of that place is ABSENT, a NUMBER or a TEXT of {@link Cells}. */
    byte state(int place) {
        return page.cells(place).state(row);
    }

    /** Whether it has the argument of that place. */
    boolean has(int place) {
        return state(place) != Cells.ABSENT;
    }

    boolean isNumber(int place) {
        return state(place) == Cells.NUMBER;
    }

    /** Of an argument that is a number; u64 as its bits. */
    long number(int place) {
        return page.cells(place).number(row);
    }

    /** Of an argument that is there: a Long or a String. */
    Object value(int place) {
        var cells = page.cells(place);
        return cells.state(row) == Cells.NUMBER ? (Object) cells.number(row) : cells.text(row);
    }
}
