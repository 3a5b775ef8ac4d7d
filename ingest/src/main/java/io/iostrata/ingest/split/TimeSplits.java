package io.iostrata.ingest.split;

import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.format.Survey;
import io.iostrata.ingest.format.TimeCuts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** The splits of a file that is cut at points of time, whether its rows stand in the order of it or not. Each has the rows of its time as they are: none has a margin. */
final class TimeSplits {
    private TimeSplits() {}

    /** None where the file is better read whole. */
    static List<FileSplit> of(SplitSource source, TimeCuts finder, SplitSize size) throws IOException {
        try (var file = source.file();
                var head = source.cursor(0, Long.MAX_VALUE)) {
            return splits(finder.find(file, source.decodeInput(head), size.splitBytes()), key -> key - 1);
        } catch (MalformedTraceException unreadable) {
            return List.of(); // whoever reads the whole of it says so
        }
    }

    /** None where the file is better read whole. The rows of the time that a split begins at may stand in the one before too. */
    static List<FileSplit> of(SplitSource source, Survey survey, SplitSize size) throws IOException {
        try {
            return splits(survey.find(source.surveyed(), size.splitBytes()), key -> key);
        } catch (MalformedTraceException unreadable) {
            return List.of(); // whoever reads the whole of it says so
        }
    }

    /** With the last time of a split by the first one of the next. */
    private static List<FileSplit> splits(List<TimeCuts.Cut> found, LongUnaryOperator lastKeyBefore) {
        if (found.isEmpty()) {
            return List.of();
        }
        var cuts = new ArrayList<TimeCuts.Cut>();
        cuts.add(new TimeCuts.Cut(0, Long.MIN_VALUE));
        cuts.addAll(found);
        var splits = new ArrayList<FileSplit>();
        for (int i = 0; i < cuts.size(); i++) {
            var cut = cuts.get(i);
            boolean isLast = i == cuts.size() - 1;
            long end = isLast ? Long.MAX_VALUE : cuts.get(i + 1).at();
            long lastKey = isLast
                    ? Long.MAX_VALUE
                    : lastKeyBefore.applyAsLong(cuts.get(i + 1).key());
            splits.add(new FileSplit(i, cut.at(), end, cut.at(), end, cut.key(), lastKey, List.of(end), cut.head()));
        }
        return splits;
    }
}
