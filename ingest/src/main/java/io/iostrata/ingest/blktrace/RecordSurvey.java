package io.iostrata.ingest.blktrace;

import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Survey;
import io.iostrata.ingest.format.TimeCuts.Cut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Cuts a file before events that are no earlier than any row before them, and no later than any behind. The heads of all
 * records are looked at, in stretches at once: each begins at the first place that looks like an event which many records follow. It is one
 * where the stretch before ends too; where it is not, payloads had the look of records, and that stretch is passed over again
 * from the end of the one before. So all cuts are places between two records, by induction from the begin of the file.
 */
public final class RecordSurvey implements Survey {
    /** Bytes that all parts together are told of what stands before them. */
    private static final long MOST_TOLD = 128 << 20;
    /** Names and numbers that all stretches together hold: of more the parts could not be told. */
    private static final long MOST_KNOWN = MOST_TOLD / (RecordFile.HEADER + TaskNames.LONGEST);

    @Override
    public List<Cut> find(Surveyed file, long partBytes) throws IOException {
        var places = places(file.size(), partBytes);
        var order = order(file);
        var room = new AtomicLong(MOST_KNOWN);
        return cuts(proved(file, places, searched(file, places, order, room), room), order);
    }

    /** Where stretches begin, about, and the end of the last one. */
    private static List<Long> places(long size, long partBytes) {
        var places = new ArrayList<Long>();
        for (long at = 0; at == 0 || at < size - partBytes / 4; at += partBytes) {
            places.add(at);
        }
        places.add(Long.MAX_VALUE);
        return places;
    }

    private static ByteOrder order(Surveyed file) throws IOException {
        try (var in = file.cursor(0)) {
            return RecordFile.magicOrder(in);
        }
    }

    private static List<Optional<Stretch>> searched(Surveyed file, List<Long> places, ByteOrder order, AtomicLong room)
            throws IOException {
        try {
            return IntStream.range(1, places.size())
                    .parallel()
                    .mapToObj(i -> hasRoom(room)
                            ? stretch(file, places.subList(i - 1, i + 1), order)
                            : Optional.<Stretch>empty())
                    .peek(found -> found.ifPresent(stretch -> take(room, stretch)))
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static Optional<Stretch> stretch(Surveyed file, List<Long> fromTo, ByteOrder order) {
        long from = fromTo.get(0);
        try {
            return from == 0
                    ? Optional.of(Stretch.from(file, 0, fromTo.get(1)))
                    : Stretch.searched(file, order, from, fromTo.get(1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean hasRoom(AtomicLong room) {
        return room.get() >= 0;
    }

    private static void take(AtomicLong room, Stretch stretch) {
        room.addAndGet(-stretch.known().size());
    }

    /** None where they hold too much. */
    private static List<Stretch> proved(
            Surveyed file, List<Long> places, List<Optional<Stretch>> searched, AtomicLong room) throws IOException {
        var proved = new ArrayList<Stretch>();
        long at = 0;
        for (int i = 0; at < Long.MAX_VALUE && hasRoom(room); i++) {
            var found = searched.get(i);
            boolean isPart = found.isPresent() && found.get().begin() == at;
            var stretch = isPart ? found.get() : Stretch.from(file, at, places.get(i + 1));
            if (!isPart) {
                take(room, stretch);
            }
            proved.add(stretch);
            at = stretch.end();
        }
        return hasRoom(room) ? proved : List.of();
    }

    private static List<Cut> cuts(List<Stretch> stretches, ByteOrder order) {
        long[] firstBehind = firstBehind(stretches);
        var known = new Known(new IssueLog());
        var cuts = new ArrayList<Cut>();
        long lastNs = Long.MIN_VALUE;
        long lastCut = 0;
        long told = 0;
        for (int i = 0; i < stretches.size() - 1; i++) {
            var stretch = stretches.get(i);
            known.add(stretch.known());
            lastNs = Math.max(lastNs, stretch.lastNs());
            boolean isInOrder = lastNs <= stretch.endNs() && stretch.endNs() <= firstBehind[i + 1];
            if (stretch.end() > lastCut && isInOrder && known.isPortable()) {
                byte[] head = known.head(order);
                cuts.add(new Cut(stretch.end(), stretch.endNs(), head));
                lastCut = stretch.end();
                told += head.length;
            }
            if (told > MOST_TOLD) {
                return List.of();
            }
        }
        return cuts;
    }

    /** Of each stretch the smallest time in it or behind. */
    private static long[] firstBehind(List<Stretch> stretches) {
        long[] first = new long[stretches.size()];
        long firstNs = Long.MAX_VALUE;
        for (int i = first.length - 1; i >= 0; i--) {
            firstNs = Math.min(firstNs, stretches.get(i).firstNs());
            first[i] = firstNs;
        }
        return first;
    }
}
