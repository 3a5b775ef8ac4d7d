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
 * decimal and the rest with 0x: arguments stay as printed, but {@code fd}, once a line has shown which of the two it is,
 * is the number, signed.
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
        boolean prefixed = startsWithFd(bytes, from, to) && bytes[from + 4] == '0' && bytes[from + 5] == 'x';
        int value = prefixed ? from + 6 : from + 4;
        int end = prefixed || (bareHex && startsWithFd(bytes, from, to)) ? valueEnd(bytes, value, to) : from;
        if (end > value && row.number().hex(bytes, value, end)) {
            int signed = (int) row.number().value();
            row.number(fd, ArgKind.DECIMAL, signed);
            rest(row, Math.min(end + 2, to), to);
        } else {
            rest(row, from, to);
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

    private static boolean startsWithFd(byte[] bytes, int from, int to) {
        return to - from > 5
                && bytes[from] == 'f'
                && bytes[from + 1] == 'd'
                && bytes[from + 2] == ':'
                && bytes[from + 3] == ' ';
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
