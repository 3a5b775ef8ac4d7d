package io.iostrata.ingest.blktrace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line of blkparse's default format, taken apart in place:
 *
 * <pre>
 * line    := major "," minor cpu sequence s "." ns pid action letters detail
 * detail  := [ sector ] [ "+" sectors | "/" sector ] [ "(" text ")" ] [ "&lt;-" "(" major "," minor ")" sector ]
 *            [ "[" comm or error "]" ] [ number ]
 * message := major "," minor cpu "0" s "." ns pid "m" "N" text
 * </pre>
 */
final class BlkparseLine {
    private static final int SECTOR_BYTES = 512;
    private static final long MOST_SECTORS = 1L << 53;
    private static final int NS_DIGITS = 9;

    private static final byte[] NOBODY = "(null)".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = {};
    private int at;
    private int end;
    private long number;

    /** Reads the line into the record; false where it is no event. */
    boolean read(byte[] line, int from, int to, BlockRecord record) {
        bytes = line;
        at = from;
        end = to;
        record.clear();
        skipBlanks();
        return head(record) && action(record) && (record.action == BlockAction.MESSAGE ? text(record) : detail(record));
    }

    private boolean head(BlockRecord record) {
        if (!small() || !is(',')) {
            return false;
        }
        record.major = (int) number;
        boolean first = small();
        record.minor = (int) number;
        boolean second = first && blanks() && small();
        record.cpu = (int) number;
        return second && blanks() && decimal() && blanks() && time(record) && blanks() && pid(record) && blanks();
    }

    private boolean pid(BlockRecord record) {
        boolean read = small();
        record.pid = (int) number;
        return read;
    }

    private boolean time(BlockRecord record) {
        if (!decimal() || number > Integer.MAX_VALUE || !is('.')) {
            return false;
        }
        long seconds = number;
        int begin = at;
        boolean read = decimal() && at - begin == NS_DIGITS;
        record.timeNs = seconds * 1_000_000_000L + number;
        return read;
    }

    private boolean action(BlockRecord record) {
        int begin = at;
        toBlank();
        record.action = BlockAction.ofLetters(bytes, begin, at);
        if (record.action == BlockAction.UNKNOWN || !blanks()) {
            return false;
        }
        begin = at;
        toBlank();
        boolean fits = at - begin <= BlockRecord.MOST_LETTERS;
        if (fits && record.action != BlockAction.MESSAGE && !saysNothing(record, begin)) {
            record.lettersLength = at - begin;
            System.arraycopy(bytes, begin, record.letters, 0, at - begin);
        }
        return fits && (at > begin);
    }

    /** Plugs have no request: blkparse prints N. */
    private boolean saysNothing(BlockRecord record, int begin) {
        return switch (record.action.detail()) {
            case PLUG, UNPLUG -> at - begin == 1 && bytes[begin] == 'N';
            case TASK, ERROR, SPLIT, REMAP, MESSAGE -> false;
        };
    }

    private boolean text(BlockRecord record) {
        skipBlanks();
        record.data.set(bytes, at, end);
        return true;
    }

    private boolean detail(BlockRecord record) {
        skipBlanks();
        if (decimal()) {
            record.sector = number;
            skipBlanks();
        }
        if (is('+') && !length(record)) {
            return false;
        }
        if (is('/') && !second(record)) {
            return false;
        }
        command(record);
        return (at + 1 >= end || bytes[at] != '<' || origin(record)) && owner(record);
    }

    private boolean length(BlockRecord record) {
        skipBlanks();
        boolean read = decimal() && number < MOST_SECTORS;
        record.bytes = number * SECTOR_BYTES;
        skipBlanks();
        return read;
    }

    private boolean second(BlockRecord record) {
        skipBlanks();
        boolean read = decimal();
        record.number = number;
        skipBlanks();
        return read;
    }

    /** A passed-through command, after its length in bytes. */
    private void command(BlockRecord record) {
        int close = is('(') ? indexOf(')') : -1;
        if (close >= 0) {
            record.data.set(bytes, at, close);
            at = close + 1;
            if (record.bytes < 0 && record.sector >= 0) {
                record.bytes = record.sector;
                record.sector = -1;
            }
            skipBlanks();
        }
    }

    private boolean origin(BlockRecord record) {
        at += 2;
        skipBlanks();
        boolean read = is('(') && small();
        record.fromMajor = (int) number;
        read = read && is(',') && small();
        record.fromMinor = (int) number;
        return read && is(')') && second(record);
    }

    private boolean owner(BlockRecord record) {
        skipBlanks();
        if (!is('[')) {
            return at == end;
        }
        int close = end - 1;
        while (close > at && bytes[close] != ']') {
            close--;
        }
        if (close < at || bytes[close] != ']') {
            return false;
        }
        int begin = at;
        at = close + 1;
        if (record.action.detail() == BlockAction.Detail.ERROR) {
            return error(record, begin, close);
        }
        if (!isNobody(begin, close)) {
            record.comm.set(bytes, begin, close);
        }
        skipBlanks();
        if (at < end && decimal()) {
            record.number = number;
        }
        return at == end;
    }

    /** True for what blkparse prints of a task whose name it was not told. */
    private boolean isNobody(int from, int to) {
        return Arrays.equals(bytes, from, to, NOBODY, 0, NOBODY.length);
    }

    private boolean error(BlockRecord record, int from, int to) {
        at = from;
        boolean negative = is('-');
        boolean read = small() && at == to;
        record.number = negative ? -number : (short) number;
        return read;
    }

    private boolean is(char c) {
        boolean found = at < end && bytes[at] == c;
        at += found ? 1 : 0;
        return found;
    }

    private int indexOf(char c) {
        int found = at;
        while (found < end && bytes[found] != c) {
            found++;
        }
        return found < end ? found : -1;
    }

    private boolean blanks() {
        int begin = at;
        skipBlanks();
        return at > begin;
    }

    private void skipBlanks() {
        while (at < end && bytes[at] == ' ') {
            at++;
        }
    }

    private void toBlank() {
        while (at < end && bytes[at] != ' ') {
            at++;
        }
    }

    private boolean small() {
        return decimal() && number <= Integer.MAX_VALUE;
    }

    private boolean decimal() {
        int begin = at;
        number = 0;
        while (at < end && at - begin < 18 && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + bytes[at++] - '0';
        }
        return at > begin && (at == end || bytes[at] < '0' || bytes[at] > '9');
    }
}
