package io.iostrata.ingest.qemulog;

import io.iostrata.ingest.eventtext.KeyValues;
import io.iostrata.ingest.format.Head;

/** Whether a file is a log of QEMU's: some lines have the stamp of an event, or most read like one. */
final class LogRecognition {
    /** Events that tell a log among other text. */
    private static final int ENOUGH = 3;

    private LogRecognition() {}

    static boolean isQemuLog(Head head) {
        if (!head.isText()) {
            return false;
        }
        byte[] bytes = head.bytes();
        var stamp = new LogStamp();
        var pairs = new KeyValues();
        int events = 0;
        int others = 0;
        int from = 0;
        while (from < bytes.length) {
            int end = lineEnd(bytes, from);
            boolean isCut = end == bytes.length && bytes.length == Head.LENGTH;
            if (end > from && !isCut) {
                boolean isEvent = isEvent(stamp, pairs, bytes, from, end);
                events += isEvent ? 1 : 0;
                others += isEvent ? 0 : 1;
            }
            from = end + 1;
        }
        return events > others || events >= ENOUGH;
    }

    private static boolean isEvent(LogStamp stamp, KeyValues pairs, byte[] bytes, int from, int to) {
        stamp.parse(bytes, from, to);
        int name = stamp.body();
        int end = QemuEvents.nameEnd(bytes, name, to);
        if (end == name || (end < to && bytes[end] != ' ')) {
            return false;
        }
        return (stamp.isStamped() && stamp.thread() >= 0)
                || QemuNames.isLikely(pairs, bytes, name, end, Math.min(end + 1, to), to);
    }

    private static int lineEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
