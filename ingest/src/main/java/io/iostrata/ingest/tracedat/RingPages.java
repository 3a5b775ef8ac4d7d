package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.Head;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Tells pages of a ring buffer by nothing but themselves: in every page the events end where the page says they do, each
 * has a type and a task, and times do not fall back.
 */
final class RingPages {
    private static final int SMALLEST = 4096;
    private static final List<PageLayout> LAYOUTS = List.of(
            PageLayout.of(ByteOrder.LITTLE_ENDIAN, 8),
            PageLayout.of(ByteOrder.BIG_ENDIAN, 8),
            PageLayout.of(ByteOrder.LITTLE_ENDIAN, 4),
            PageLayout.of(ByteOrder.BIG_ENDIAN, 4));
    /** An event's type, flags and task. */
    private static final int COMMON = 8;

    private final byte[] bytes;
    private final PageLayout layout;
    private final int pageSize;
    private final PageReader reader;

    private RingPages(byte[] bytes, PageLayout layout, int pageSize) {
        this.bytes = bytes;
        this.layout = layout;
        this.pageSize = pageSize;
        reader = new PageReader(layout);
    }

    /** How the pages that a file begins with are laid out; empty where they are none. */
    static Optional<PageLayout> layout(Head head) {
        return LAYOUTS.stream().filter(layout -> isOf(head.bytes(), layout)).findFirst();
    }

    private static boolean isOf(byte[] bytes, PageLayout layout) {
        for (int pageSize = SMALLEST; pageSize <= Head.LENGTH; pageSize *= 2) {
            if (new RingPages(bytes, layout, pageSize).arePages()) {
                return true;
            }
        }
        return false;
    }

    /** The first page holds events; of the last one, which may be cut, only the beginning of a page is asked. */
    private boolean arePages() {
        long before = 0;
        for (int from = 0; from + layout.data() <= bytes.length; from += pageSize) {
            boolean isWhole = from + pageSize <= bytes.length;
            if (!isPage(from, isWhole || from == 0) || Long.compareUnsigned(time(from), before) < 0) {
                return false;
            }
            before = time(from);
        }
        return before != 0;
    }

    private boolean isPage(int from, boolean isWhole) {
        if (used(from) > pageSize - layout.data() || used(from) % 4 != 0) {
            return false;
        }
        if (!isWhole) {
            return true;
        }
        if (!reader.open(bytes, from, Math.min(pageSize, bytes.length - from))) {
            return false;
        }
        int events = 0;
        while (reader.next()) {
            if (!isEvent()) {
                return false;
            }
            events++;
        }
        return reader.damagedBytes() == 0 && (events > 0 || from > 0);
    }

    private boolean isEvent() {
        int begin = reader.begin();
        boolean hasType = bytes[begin] != 0 || bytes[begin + 1] != 0;
        return reader.end() - begin >= COMMON && hasType && word(begin + 4) >= 0;
    }

    /** Bytes of events that the page says it has; more than any page has where it says what none does. */
    private int used(int from) {
        int commit = word(layout.order() == ByteOrder.LITTLE_ENDIAN || layout.longSize() == 4 ? from + 8 : from + 12);
        return commit & 0x3fff_ffff;
    }

    private int word(int at) {
        return (int) (layout.order() == ByteOrder.LITTLE_ENDIAN ? ByteCursor.INT_LE : ByteCursor.INT_BE).get(bytes, at);
    }

    private long time(int from) {
        var longs = layout.order() == ByteOrder.LITTLE_ENDIAN ? ByteCursor.LONG_LE : ByteCursor.LONG_BE;
        return (long) longs.get(bytes, from);
    }
}
