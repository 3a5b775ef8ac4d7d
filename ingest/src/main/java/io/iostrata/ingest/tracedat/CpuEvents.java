package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.Trouble;
import java.io.IOException;
import java.util.Optional;

/** The events of one CPU in a buffer, in the order they were recorded; of a part of the file those of its slice. */
final class CpuEvents {
    private final CpuData data;
    private final PageSource pages;
    private final PageReader reader;
    private final Account account;
    private boolean open;
    private boolean lossIsOpen;
    private long lost;
    private long previous;
    private boolean hasPrevious;

    /** Where losses and trouble go, and, of a part of the file, what it is to read. */
    record Account(Losses losses, Trouble trouble, Optional<Slice> slice) {}

    CpuEvents(CpuData data, PageSource pages, PageReader reader, Account account) {
        this.data = data;
        this.pages = pages;
        this.reader = reader;
        this.account = account;
    }

    CpuData data() {
        return data;
    }

    /** Moves to the next event; false after the last. */
    boolean next() throws IOException {
        boolean more = advance();
        while (more && account.slice.isPresent() && !account.slice.get().takes(reader.time())) {
            more = advance();
        }
        return more;
    }

    private boolean advance() throws IOException {
        while (!open || !reader.next()) {
            if (open && reader.damagedBytes() > 0 && !isOthersPage()) {
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

    /** True where another part of the file tells of the page. */
    private boolean isOthersPage() {
        return account.slice.isPresent() && account.slice.get().isOthers();
    }

    private void openPage() {
        boolean afterOthers = open && isOthersPage();
        boolean whole = reader.open(pages.bytes(), pages.page(), pages.length());
        open = true;
        account.slice.ifPresent(slice -> slice.page(reader.time()));
        if (afterOthers && lossIsOpen) {
            account.slice.ifPresent(Slice::beganBefore);
        }
        if (!whole && !isOthersPage()) {
            notWhole();
        }
        if (reader.lost() > 0) {
            lost = reader.lost();
            lossIsOpen = true;
            if (!isOthersPage()) {
                account.losses.add(data, lost);
            }
        }
    }

    private void notWhole() {
        if (pages.isCut()) {
            account.trouble.truncated(pages.offset(), 0, "a page of CPU %d is cut".formatted(data.cpu()));
        } else {
            account.trouble.malformed(
                    pages.offset(), 0, "a page of CPU %d says it holds more than a page".formatted(data.cpu()));
        }
    }

    private void reportLoss(long time) {
        lossIsOpen = false;
        if (isOthersPage()) {
            return;
        }
        if (!hasPrevious) {
            account.slice.ifPresent(Slice::beganBefore);
        }
        long before = hasPrevious ? previous : time;
        account.losses.report(pages.offset(), new Losses.Loss(data.cpu(), lost, reader.isLostCounted()), before, time);
    }

    private void damaged() {
        int bytes = reader.damagedBytes();
        var message = "%d bytes of a page of CPU %d are no events".formatted(bytes, data.cpu());
        if (pages.isCut()) {
            account.trouble.truncated(pages.offset(), bytes, message);
        } else {
            account.trouble.malformed(pages.offset(), bytes, message);
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
