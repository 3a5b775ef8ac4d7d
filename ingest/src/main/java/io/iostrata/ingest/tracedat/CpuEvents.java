package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.Trouble;
import java.io.IOException;

/** The events of one CPU in a buffer, in the order they were recorded. */
final class CpuEvents {
    private final CpuData data;
    private final PageSource pages;
    private final PageReader reader;
    private final Losses losses;
    private final Trouble trouble;
    private boolean open;
    private boolean lossIsOpen;
    private long lost;
    private long previous;
    private boolean hasPrevious;

    CpuEvents(CpuData data, PageSource pages, PageReader reader, Losses losses, Trouble trouble) {
        this.data = data;
        this.pages = pages;
        this.reader = reader;
        this.losses = losses;
        this.trouble = trouble;
    }

    CpuData data() {
        return data;
    }

    /** Moves to the next event; false after the last. */
    boolean next() throws IOException {
        while (!open || !reader.next()) {
            if (open && reader.damagedBytes() > 0) {
                damaged();
            }
            if (!pages.next()) {
                open = false;
                return false;
            }
            openPage();
        }
        if (lossIsOpen) {
            reportLoss(reader.time());
        }
        previous = reader.time();
        hasPrevious = true;
        return true;
    }

    private void openPage() {
        boolean whole = reader.open(pages.bytes(), pages.page(), pages.length());
        open = true;
        if (!whole && pages.isCut()) {
            trouble.truncated(pages.offset(), 0, "a page of CPU %d is cut".formatted(data.cpu()));
        } else if (!whole) {
            trouble.malformed(
                    pages.offset(), 0, "a page of CPU %d says it holds more than a page".formatted(data.cpu()));
        }
        if (reader.lost() > 0) {
            lost = reader.lost();
            lossIsOpen = true;
            losses.add(data, lost);
        }
    }

    private void reportLoss(long time) {
        lossIsOpen = false;
        losses.report(pages.offset(), data, lost, reader.isLostCounted(), hasPrevious ? previous : time, time);
    }

    private void damaged() {
        int bytes = reader.damagedBytes();
        var message = "%d bytes of a page of CPU %d are no events".formatted(bytes, data.cpu());
        if (pages.isCut()) {
            trouble.truncated(pages.offset(), bytes, message);
        } else {
            trouble.malformed(pages.offset(), bytes, message);
        }
    }

    /** Time of the event, in the clock's units. */
    long time() {
        return reader.time();
    }

    byte[] bytes() {
        return pages.bytes();
    }

    int begin() {
        return reader.begin();
    }

    int end() {
        return reader.end();
    }

    long offset() {
        return pages.offset();
    }
}
