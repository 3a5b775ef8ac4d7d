package io.iostrata.ingest.split;

import java.io.Serializable;
import java.util.List;

/**
 * One split of a file. Its rows are those whose time lies between its first stamp and that of the next split, so that the
 * splits of a file are one after the other in time too: rows that stand in it and belong to a neighbour are that one's,
 * which reads a margin beyond its own borders for them.
 *
 * <p>Of a file that is cut in time a split is its rows: {@code begin} and {@code end} count the bytes that are before them,
 * wherever in the file these stand, and there are no margins.
 *
 * @param index from 0
 * @param begin offset of its first byte
 * @param end offset behind its last byte; {@code Long.MAX_VALUE} for the end of the file
 * @param from where the margin before it begins
 * @param to where the margin behind it ends
 * @param firstKey smallest time of its rows, ns or ticks
 * @param lastKey largest time of its rows, ns or ticks
 * @param marks offsets, ascending, of all cuts and of the ends of all margins behind {@code from}, up to {@code to}
 * @param head what stands for the head of the file to its decoder; empty where that reads the head itself
 */
public record FileSplit(
        int index, long begin, long end, long from, long to, long firstKey, long lastKey, List<Long> marks, byte[] head)
        implements Serializable {
    public FileSplit {
        marks = List.copyOf(marks);
    }

    FileSplit(int index, long begin, long end, long from, long to, long firstKey, long lastKey, List<Long> marks) {
        this(index, begin, end, from, to, firstKey, lastKey, marks, new byte[0]);
    }

    /** The marks of a stretch of it, the last of which is its end. */
    List<Long> marks(long after, long upTo) {
        return marks.stream().filter(mark -> mark > after && mark <= upTo).toList();
    }
}
