package io.iostrata.ingest.split;

import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.format.TimeCuts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The splits of a file that is cut at points of time. Each has the rows of its time as they are: none has a margin. */
final class TimeSplits {
    private TimeSplits() {}

    /** None where the file is better read whole. */
    static List<FileSplit> of(SplitSource source, TimeCuts finder, SplitSize size) throws IOException {
        var cuts = new ArrayList<TimeCuts.Cut>();
        cuts.add(new TimeCuts.Cut(0, Long.MIN_VALUE));
        try (var file = source.file();
                var head = source.cursor(0, Long.MAX_VALUE)) {
            cuts.addAll(finder.find(file, source.decodeInput(head), size.splitBytes()));
        } catch (MalformedTraceException unreadable) {
            return List.of(); // whoever reads the whole of it says so
        }
        return cuts.size() == 1 ? List.of() : splits(cuts);
    }

    private static List<FileSplit> splits(List<TimeCuts.Cut> cuts) {
        var splits = new ArrayList<FileSplit>();
        for (int i = 0; i < cuts.size(); i++) {
            var cut = cuts.get(i);
            boolean isLast = i == cuts.size() - 1;
            long end = isLast ? Long.MAX_VALUE : cuts.get(i + 1).at();
            long lastKey = isLast ? Long.MAX_VALUE : cuts.get(i + 1).key() - 1;
            splits.add(new FileSplit(i, cut.at(), end, cut.at(), end, cut.key(), lastKey, List.of(end)));
        }
        return splits;
    }
}
