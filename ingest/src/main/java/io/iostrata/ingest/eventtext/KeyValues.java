package io.iostrata.ingest.eventtext;

/**
 * Event text that describes itself, in one of the ways kernels print fields; text of no such form is one argument
 * {@code text}:
 *
 * <pre>
 * [ text ] key=value key=value     a value runs to the blank before the next key; "," and "==>" end it too
 * key: value, key: value
 * key value, key value             values that begin with a digit
 * </pre>
 */
public final class KeyValues implements EventShape {
    private static final int LONGEST_KEY = 64;

    private int keyEnd;

    @Override
    public void append(EventRow row, int from, int to) {
        int begin = LineText.overBlanks(row.bytes(), from, to);
        int end = LineText.backOverBlanks(row.bytes(), begin, to);
        if (!assignments(row, begin, end) && !list(row, begin, end) && !words(row, begin, end)) {
            row.text(from, to);
        }
    }

    private boolean assignments(EventRow row, int from, int to) {
        byte[] bytes = row.bytes();
        int key = isKey(bytes, from, to, '=') ? from : nextAssignment(bytes, from, to);
        if (key < 0) {
            return false;
        }
        row.text(from, LineText.backOverBlanks(bytes, from, key));
        while (key >= 0) {
            int id = row.names().id(bytes, key, keyEnd);
            int value = keyEnd + 1;
            key = row.isCrowded() ? -1 : nextAssignment(bytes, value, to);
            int end = valueEnd(bytes, value, key < 0 ? to : key);
            row.named(id, LineText.overBlanks(bytes, value, end), end);
        }
        return true;
    }

    private int nextAssignment(byte[] bytes, int from, int to) {
        for (int at = from; at + 1 < to; at++) {
            if (bytes[at] == ' ' && isKey(bytes, at + 1, to, '=')) {
                return at + 1;
            }
        }
        return -1;
    }

    private static int valueEnd(byte[] bytes, int from, int to) {
        int end = LineText.backOverBlanks(bytes, from, to);
        if (end - 4 >= from && bytes[end - 1] == '>' && bytes[end - 2] == '=' && bytes[end - 3] == '=') {
            return LineText.backOverBlanks(bytes, from, end - 3);
        }
        return end > from && bytes[end - 1] == ',' ? end - 1 : end;
    }

    /** {@code key: value, key: value}; false, and nothing appended, where the text does not begin so. */
    public boolean list(EventRow row, int from, int to) {
        byte[] bytes = row.bytes();
        if (!isKey(bytes, from, to, ':')) {
            return false;
        }
        int key = from;
        while (key >= 0) {
            int id = row.names().id(bytes, key, keyEnd);
            int value = LineText.overBlanks(bytes, keyEnd + 1, to);
            key = row.isCrowded() ? -1 : nextOfList(bytes, value, to);
            row.argument(id, value, key < 0 ? to : key - 2);
        }
        return true;
    }

    private int nextOfList(byte[] bytes, int from, int to) {
        for (int at = from; at + 2 < to; at++) {
            if (bytes[at] == ',' && bytes[at + 1] == ' ' && isKey(bytes, at + 2, to, ':')) {
                return at + 2;
            }
        }
        return -1;
    }

    private boolean words(EventRow row, int from, int to) {
        return isWords(row.bytes(), from, to) && appendWords(row, from, to);
    }

    /** True for {@code key value, key value} from begin to end. */
    public boolean isWords(byte[] bytes, int from, int to) {
        int pairs = 0;
        for (int at = from; at < to; pairs++) {
            int value = isKey(bytes, at, to, ' ') ? keyEnd + 1 : to;
            if (value >= to || !isNumberLike(bytes, value, to)) {
                return false;
            }
            at = LineText.overBlanks(bytes, wordEnd(bytes, value, to), to);
        }
        return pairs > 0 && pairs < EventRow.MOST_ARGS;
    }

    private boolean appendWords(EventRow row, int from, int to) {
        byte[] bytes = row.bytes();
        int at = from;
        while (at < to && isKey(bytes, at, to, ' ')) {
            int value = keyEnd + 1;
            int end = wordEnd(bytes, value, to);
            row.named(row.names().id(bytes, at, keyEnd), value, bytes[end - 1] == ',' ? end - 1 : end);
            at = LineText.overBlanks(bytes, end, to);
        }
        return true;
    }

    private static int wordEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ' ') {
            at++;
        }
        return at;
    }

    private static boolean isNumberLike(byte[] bytes, int at, int to) {
        int first = bytes[at] == '-' ? at + 1 : at;
        return first < to && (LineText.isDigit(bytes[first]) || LineText.isNil(bytes, at, to));
    }

    /** True for a name followed by {@code mark} (for a colon: and a blank or the end); its end is then {@code keyEnd}. */
    private boolean isKey(byte[] bytes, int from, int to, char mark) {
        int at = from;
        int most = Math.min(to, from + LONGEST_KEY);
        while (at < most && isNamePart(bytes[at])) {
            at++;
        }
        keyEnd = at;
        boolean named = at > from && at < to && !LineText.isDigit(bytes[from]) && bytes[at] == mark;
        return named && endsKey(mark, at + 1 < to ? bytes[at + 1] : (byte) ' ');
    }

    private static boolean endsKey(char mark, byte next) {
        return switch (mark) {
            case ':' -> next == ' ';
            case '=' -> next != '=';
            default -> true;
        };
    }

    private static boolean isNamePart(byte b) {
        boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
        return letter || LineText.isDigit(b) || b == '_' || b == '.';
    }
}
