package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.TimeStretch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages that a part of a file is read from: of each CPU those that begin in the part's time, and the one before them.
 *
 * @param bytes of the part: of its own pages, and, of the first part, of all that is no page
 * @param isWherePlanned false where the pages before it are not as many bytes as it was cut behind
 */
record PartPages(List<Slice> slices, long bytes, boolean isWherePlanned) {
    PartPages {
        slices = List.copyOf(slices);
    }

    /** Of a part whose bytes begin and end where {@code in} says. */
    static PartPages of(Contents contents, TimeStretch part, ByteCursor in) throws IOException {
        long beside = bytesBesidePages(contents);
        long begin = part.isFirst() ? 0 : beside;
        long end = beside;
        var slices = new ArrayList<Slice>();
        for (var data : contents.cpus()) {
            var times = new PageTimes(contents, data);
            long first = part.isFirst() ? 0 : times.firstFrom(part.firstKey());
            long behind = part.isLast() ? times.count() : times.firstFrom(part.lastKey() + 1);
            begin += times.bytesBefore(first);
            end += times.bytesBefore(behind);
            int before = first > 0 ? 1 : 0;
            var pages = times.pages(first - before, Math.max(first, behind));
            slices.add(new Slice(part, contents.clock(), pages, before));
        }
        boolean isPlanned = in.offset() == begin && (part.isLast() || in.end() == end);
        return new PartPages(slices, Math.max(0, end - begin), isPlanned);
    }

    static long bytesBesidePages(Contents contents) {
        return contents.spool().size()
                - contents.cpus().stream().mapToLong(contents::bytes).sum();
    }

    /** True if the part has all events of its time and no other. */
    boolean areProved() {
        return isWherePlanned && slices.stream().allMatch(Slice::isProved);
    }
}
