package io.iostrata.ingest.ctf;

import io.iostrata.ingest.ctf.CtfType.Range;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ranges of an enumeration, by value and by label; of several for one value the first names it. */
final class Labels {
    static final Labels NONE = new Labels(List.of());

    private final long[] from;
    private final long[] to;
    private final byte[][] texts;
    private final Map<String, List<Range>> byLabel;

    Labels(List<Range> ranges) {
        from = ranges.stream().mapToLong(Range::from).toArray();
        to = ranges.stream().mapToLong(Range::to).toArray();
        texts = ranges.stream()
                .map(range -> range.label().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        byLabel = ranges.stream().collect(Collectors.groupingBy(Range::label));
    }

    /** Position of the range that the value is in; negative where it is in none. */
    int find(long value) {
        for (int i = 0; i < from.length; i++) {
            if (from[i] <= value && value <= to[i]) {
                return i;
            }
        }
        return -1;
    }

    byte[] text(int position) {
        return texts[position];
    }

    /** The ranges of that label. */
    List<Range> ranges(String label) {
        return byLabel.getOrDefault(label, List.of());
    }
}
