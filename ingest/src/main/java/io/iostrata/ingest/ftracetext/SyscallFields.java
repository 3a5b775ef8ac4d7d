package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.eventtext.EventShape;
import io.iostrata.ingest.eventtext.KeyValues;
import io.iostrata.ingest.eventtext.LineText;
import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.Names;

/**
 * Arguments of system calls as trace-cmd and perf print them, {@code fd: 0x00000003, buf: 0x7f…}: the numbers that the
 * kernel prints, whose text has those below ten and {@code fd} in decimal, the rest in hex without leading zeros.
 */
final class SyscallFields implements EventShape {
    private static final int SMALL = 10;

    private final KeyValues otherwise = new KeyValues();
    private final int fd;

    SyscallFields(Names names) {
        fd = names.id("fd");
    }

    @Override
    public void append(EventRow row, int from, int to) {
        byte[] bytes = row.bytes();
        int at = from;
        while (at < to && !row.isCrowded()) {
            int colon = colon(bytes, at, to);
            int value = colon + 2;
            int end = colon < 0 ? to : hexEnd(bytes, value, to);
            if (colon < 0 || !row.number().hex(bytes, value + 2, end)) {
                break;
            }
            number(row, fd, row.names().id(bytes, at, colon), row.number().value());
            at = LineText.overBlanks(bytes, Math.min(end + 1, to), to);
        }
        otherwise.append(row, at, to);
    }

    /** One argument in the form that all traces share; {@code fd} is an int. */
    static void number(EventRow row, int fd, int key, long value) {
        boolean decimal = key == fd || (value >= 0 && value < SMALL);
        row.number(key, decimal ? ArgKind.DECIMAL : ArgKind.HEX, key == fd ? (int) value : value);
    }

    /** End of the name that begins at {@code from}, where {@code : 0x} follows it; negative where not. */
    private static int colon(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ':' && bytes[at] != ' ') {
            at++;
        }
        boolean hex = at > from
                && at + 4 < to
                && bytes[at] == ':'
                && bytes[at + 1] == ' '
                && bytes[at + 2] == '0'
                && bytes[at + 3] == 'x';
        return hex ? at : -1;
    }

    private static int hexEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ',') {
            at++;
        }
        return at;
    }
}
