package io.iostrata.transforms.walk;

import java.io.Serializable;
import java.util.Arrays;

/** One argument of a page's events: a number, a text or nothing, row by row. Costs nothing while all rows lack it. */
public final class Cells implements Serializable {
    private static final long serialVersionUID = 1L;
    static final byte ABSENT = 0;
    static final byte NUMBER = 1;
    static final byte TEXT = 2;

    private byte[] states = new byte[0];
    private long[] numbers = new long[0];
    private String[] texts = new String[0];
    private boolean isUsed;

    Cells() {}

    /** A value as {@link Scalars} makes it. */
    public void put(int row, Object value) {
        if (value instanceof Long bits) {
            putNumber(row, bits);
        } else {
            putText(row, value.toString());
        }
    }

    public void putNumber(int row, long value) {
        use();
        states[row] = NUMBER;
        numbers[row] = value;
    }

    private void putText(int row, String value) {
        use();
        if (texts.length == 0) {
            texts = new String[EventPage.ROWS];
        }
        states[row] = TEXT;
        texts[row] = value;
    }

    private void use() {
        if (states.length == 0) {
            states = new byte[EventPage.ROWS];
            numbers = new long[EventPage.ROWS];
        }
        isUsed = true;
    }

    void clear() {
        if (isUsed) {
            Arrays.fill(states, ABSENT);
            isUsed = false;
        }
    }

    byte state(int row) {
        return isUsed ? states[row] : ABSENT;
    }

    long number(int row) {
        return numbers[row];
    }

    String text(int row) {
        return texts[row];
    }
}
