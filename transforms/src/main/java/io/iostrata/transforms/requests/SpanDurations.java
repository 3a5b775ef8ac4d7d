package io.iostrata.transforms.requests;

import io.iostrata.transforms.LayerPacks;
import io.iostrata.transforms.OpenPacks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/**
 * The durations of the spans that statistics are of, one run's, by operation and size. Where a span's own events do not tell
 * these, the requests do that it is a layer of, if they agree. Not for the first free of several: which request such a one
 * belongs to is not known.
 */
final class SpanDurations {
    private final Nesting nesting;
    private final List<Map<Long, RequestRows.Told>> toldByOrdinal = new ArrayList<>();
    private final OpenPacks open = new OpenPacks();
    private final ArrayDeque<Row> packs = new ArrayDeque<>();

    SpanDurations(Nesting nesting) {
        this.nesting = nesting;
        nesting.layers().forEach(layer -> toldByOrdinal.add(new HashMap<>()));
    }

    void told(Followed request, RequestRows.Told told) {
        if (told.op() == null && told.bytes() == null) {
            return;
        }
        for (var match : request.layers().values()) {
            var passage = match.passage();
            if (match.how() != How.ORDER && !tellsAll(passage)) {
                passage.ordinal()
                        .ifPresent(ordinal ->
                                toldByOrdinal.get(passage.layer()).merge(ordinal, told, RequestRows.Told::and));
            }
        }
    }

    private static boolean tellsAll(Passage passage) {
        return passage.op().isPresent() && passage.place().bytes() != null;
    }

    /** A span that no request to come can have. */
    void past(Passage span) {
        var told = Optional.ofNullable(
                toldByOrdinal.get(span.layer()).remove(span.ordinal().orElseThrow()));
        if (!span.marks().inWindow() || span.marks().tainted()) {
            return;
        }
        var held = nesting.layers().get(span.layer());
        var op = span.op().or(() -> told.map(RequestRows.Told::op)).orElse(null);
        var bytes = Optional.ofNullable(span.place().bytes())
                .or(() -> told.map(RequestRows.Told::bytes))
                .orElse(null);
        var key = LayerPacks.key(
                new LayerPacks.Passed(
                        nesting.runId(),
                        nesting.ingestId(),
                        held.layer().name(),
                        held.source().id()),
                op,
                bytes);
        open.add(key, span.durNs(), packs::add);
    }

    void finish() {
        open.closeAll(packs::add);
    }

    /** Gives away the packs that are full. */
    void drain(Consumer<Row> out) {
        while (!packs.isEmpty()) {
            out.accept(packs.remove());
        }
    }
}
