package io.iostrata.ingest.split;

import io.iostrata.ingest.format.CutFinder;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.order.TimeRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.arrow.memory.RootAllocator;

/**
 * Where a file is cut: at the first place that can be one behind each multiple of the split size, except where next to
 * nothing would be left. A place that is no later in time than the cut before it is none.
 */
public final class SplitPlanner {
    /** Bytes decoded for the stamp of a cut. */
    private static final int GLANCE = 4 << 10;

    private final SplitSource source;
    private final CutFinder finder;
    private final SplitSize size;
    private final long fileBytes;

    private SplitPlanner(SplitSource source, CutFinder finder, SplitSize size) {
        fileBytes = source.bytes();
        this.source = source;
        this.finder = finder;
        this.size = size;
    }

    /** A place and the time of the row that begins there. */
    private record Cut(long at, long key) {}

    /** The splits of a file; none where it is better read whole. */
    public static List<FileSplit> of(SplitSource source, SplitSize size) throws IOException {
        if (!source.format().isDivisible() || source.bytes() <= size.splitBytes()) {
            return List.of();
        }
        var timeCuts = source.format().timeCuts();
        if (timeCuts.isPresent()) {
            return TimeSplits.of(source, timeCuts.get(), size);
        }
        var survey = source.format().survey();
        if (survey.isPresent()) {
            return TimeSplits.of(source, survey.get(), size);
        }
        try (var head = source.cursor(0, Long.MAX_VALUE)) {
            var planner = new SplitPlanner(source, source.finder(head), size);
            var cuts = planner.cuts();
            return cuts.size() == 1 ? List.of() : planner.splits(cuts);
        }
    }

    private List<Cut> cuts() throws IOException {
        var cuts = new ArrayList<Cut>();
        cuts.add(new Cut(0, Long.MIN_VALUE));
        try (var allocator = new RootAllocator();
                var pool = new BatchPool(allocator, new Names())) {
            for (long near = size.splitBytes(); near < fileBytes - size.splitBytes() / 4; near += size.splitBytes()) {
                var last = cuts.get(cuts.size() - 1);
                var place = near > last.at() ? place(near, near + size.splitBytes()) : OptionalLong.empty();
                var key = place.isPresent() ? key(place.getAsLong(), pool) : OptionalLong.empty();
                if (key.isPresent() && key.getAsLong() > last.key()) {
                    cuts.add(new Cut(place.getAsLong(), key.getAsLong()));
                }
            }
        }
        return cuts;
    }

    /** The first place behind {@code near} and before {@code limit}. */
    private OptionalLong place(long near, long limit) throws IOException {
        if (near >= Math.min(fileBytes, limit)) {
            return OptionalLong.empty();
        }
        try (var in = source.cursor(near, limit)) {
            return finder.find(in);
        }
    }

    /** Time of the row that begins at a place. */
    private OptionalLong key(long place, BatchPool pool) throws IOException {
        try (var decoding = source.decoding(place, List.of(place + GLANCE), pool)) {
            var batch = pool.take();
            decoding.read(batch);
            var key = TimeRange.firstKey(batch);
            pool.give(batch);
            return key;
        }
    }

    private List<FileSplit> splits(List<Cut> cuts) throws IOException {
        var marks = new TreeSet<Long>();
        var from = new ArrayList<Long>();
        var to = new ArrayList<Long>();
        for (int i = 0; i < cuts.size(); i++) {
            from.add(i == 0 ? 0 : before(cuts.get(i - 1).at(), cuts.get(i).at()));
            to.add(
                    i == cuts.size() - 1
                            ? Long.MAX_VALUE
                            : behind(cuts.get(i + 1).at(), end(cuts, i + 1)));
            marks.add(cuts.get(i).at());
        }
        marks.addAll(from);
        marks.addAll(to);
        marks.add(Long.MAX_VALUE);
        var splits = new ArrayList<FileSplit>();
        for (int i = 0; i < cuts.size(); i++) {
            var cut = cuts.get(i);
            long lastKey =
                    i == cuts.size() - 1 ? Long.MAX_VALUE : cuts.get(i + 1).key() - 1;
            var ownMarks = List.copyOf(marks.subSet(from.get(i), false, to.get(i), true));
            splits.add(new FileSplit(i, cut.at(), end(cuts, i), from.get(i), to.get(i), cut.key(), lastKey, ownMarks));
        }
        return splits;
    }

    private static long end(List<Cut> cuts, int index) {
        return index == cuts.size() - 1 ? Long.MAX_VALUE : cuts.get(index + 1).at();
    }

    /** Where the margin before a cut begins: within the split before. */
    private long before(long splitBegin, long cut) throws IOException {
        long near = cut - size.marginBytes();
        return near <= splitBegin ? splitBegin : place(near, cut).orElse(cut);
    }

    /** Where the margin behind a cut ends: within the split behind. */
    private long behind(long cut, long splitEnd) throws IOException {
        return place(cut + size.marginBytes(), splitEnd).orElse(splitEnd);
    }
}
