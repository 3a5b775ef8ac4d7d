package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.eventtext.EventShape;
import io.iostrata.ingest.eventtext.KeyValues;
import io.iostrata.ingest.eventtext.LineText;
import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;

/**
 * Arguments and results of system calls. Old kernels print every argument in hex without 0x, new ones small numbers in
 * decimal and the rest with 0x. Once a line has shown that it is the old way, arguments are the numbers they stand for, in
 * the form of {@link SyscallFields}; until then they stay as printed, but an {@code fd} with 0x, which is the number, signed.
 */
final class SyscallShape implements EventShape {
    private final KeyValues list;
    private final int fd;
    private boolean bareHex;

    SyscallShape(Names names, KeyValues list) {
        this.list = list;
        fd = names.id("fd");
    }

    /** {@code fd: 3, buf: 0x7f…, count: 0x1000}. */
    @Override
    public void append(EventRow row, int from, int to) {
        byte[] bytes = row.bytes();
        bareHex = isBareHex(bytes, from, to) || (bareHex && !isPrefixed(bytes, from, to));
        int at = overPrefixedFd(row, from, to);
        while (bareHex && at < to && !row.isCrowded()) {
            int colon = colon(bytes, at, to);
            int end = colon < 0 ? to : valueEnd(bytes, colon + 2, to);
            if (colon < 0 || !row.number().hex(bytes, colon + 2, end)) {
                break;
            }
            SyscallFields.number(
                    row, fd, row.names().id(bytes, at, colon), row.number().value());
            at = LineText.overBlanks(bytes, Math.min(end + 1, to), to);
        }
        if (at < to || from == to) {
            rest(row, at, to);
        }
    }

    private void rest(EventRow row, int from, int to) {
        if (!list.list(row, from, to)) {
            row.text(from, to);
        }
    }

    /** {@code 0x1000} or {@code -14}: the column ret; other text as {@code otherwise} reads it. */
    static void result(EventRow row, int from, int to, EventShape otherwise) {
        byte[] bytes = row.bytes();
        var number = row.number();
        boolean hex = to - from > 2 && bytes[from] == '0' && bytes[from + 1] == 'x' && number.hex(bytes, from + 2, to);
        if (hex || number.decimal(bytes, from, to)) {
            row.column(LongColumn.RET, number.value());
        } else {
            otherwise.append(row, from, to);
        }
    }

    /** Where the arguments go on behind an {@code fd} that is printed with 0x; {@code from} where none is. */
    private int overPrefixedFd(EventRow row, int from, int to) {
        byte[] bytes = row.bytes();
        if (!startsWithFd(bytes, from, to) || bytes[from + 4] != '0' || bytes[from + 5] != 'x') {
            return from;
        }
        int end = valueEnd(bytes, from + 6, to);
        if (end <= from + 6 || !row.number().hex(bytes, from + 6, end)) {
            return from;
        }
        int signed = (int) row.number().value();
        row.number(fd, ArgKind.DECIMAL, signed);
        return Math.min(end + 2, to);
    }

    private static boolean startsWithFd(byte[] bytes, int from, int to) {
        return to - from > 5
                && bytes[from] == 'f'
                && bytes[from + 1] == 'd'
                && bytes[from + 2] == ':'
                && bytes[from + 3] == ' ';
    }

    /** End of the name that begins at {@code from}; negative where no colon and blank follow it. */
    private static int colon(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ':' && bytes[at] != ' ' && bytes[at] != ',') {
            at++;
        }
        return at > from && at + 2 < to && bytes[at] == ':' && bytes[at + 1] == ' ' ? at : -1;
    }

    private static int valueEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ',') {
            at++;
        }
        return at;
    }

    private static boolean isPrefixed(byte[] bytes, int from, int to) {
        for (int at = from; at + 1 < to; at++) {
            if (bytes[at] == '0' && bytes[at + 1] == 'x') {
                return true;
            }
        }
        return false;
    }

    /** True if a value is hex digits, one of them a letter, without 0x. */
    private static boolean isBareHex(byte[] bytes, int from, int to) {
        for (int at = from; at + 2 < to; at++) {
            if (bytes[at] == ':' && bytes[at + 1] == ' ') {
                int end = valueEnd(bytes, at + 2, to);
                if (isHexWithLetter(bytes, at + 2, end)) {
                    return true;
                }
                at = end - 1;
            }
        }
        return false;
    }

    private static boolean isHexWithLetter(byte[] bytes, int from, int to) {
        boolean letter = false;
        for (int at = from; at < to; at++) {
            boolean hexLetter = bytes[at] >= 'a' && bytes[at] <= 'f';
            if (!hexLetter && !LineText.isDigit(bytes[at])) {
                return false;
            }
            letter |= hexLetter;
        }
        return letter && (to - from > 3 || LineText.isDigit(bytes[from]));
    }
}
