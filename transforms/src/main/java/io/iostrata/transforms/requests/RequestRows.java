package io.iostrata.transforms.requests;

import io.iostrata.schemas.stack.Layer.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Followed requests as rows of the tables {@code requests} and {@code request_layers}, column by column in their order. */
final class RequestRows {
    private final Nesting nesting;

    RequestRows(Nesting nesting) {
        this.nesting = nesting;
    }

    /** What the tables have of one request. */
    record Rows(Row request, List<Row> layers, Told told) {}

    /** What a request does, and how many bytes; null where none of its layers tells. */
    record Told(String op, Long bytes) {
        /** What is said by both. */
        Told and(Told other) {
            return new Told(
                    Objects.equals(op, other.op) ? op : null, Objects.equals(bytes, other.bytes) ? bytes : null);
        }
    }

    Rows of(Followed request) {
        var sum = sum(request);
        boolean tainted = request.layers().values().stream()
                .anyMatch(match -> match.passage().marks().tainted());
        var told =
                new Told(told(request, passage -> passage.op().orElse(null)), told(request, passage -> passage.place()
                        .bytes()));
        return new Rows(request(request, sum, told, tainted), layers(request, sum, tainted), told);
    }

    /** The layers of the sum that a request has, from the outside in. */
    private List<Match> sum(Followed request) {
        return request.layers().values().stream()
                .filter(match -> held(match).layer().role() == Role.SUM)
                .sorted(Comparator.comparingInt(this::position))
                .toList();
    }

    private Nesting.Held held(Match match) {
        return nesting.layers().get(match.passage().layer());
    }

    private int position(Match match) {
        return held(match).layer().position();
    }

    private Row request(Followed request, List<Match> sum, Told told, boolean tainted) {
        var outermost = sum.isEmpty() ? outermost(request) : sum.get(0).passage();
        return RowFactory.create(
                nesting.runId(),
                nesting.ingestId(),
                request.number(),
                told(request, passage -> passage.place().device()),
                told.op,
                told(request, passage -> passage.place().sector()),
                told.bytes,
                nesting.reference(),
                outermost.beginNs(),
                outermost.endNs(),
                outermost.durNs(),
                request.anchor().marks().inWindow(),
                tainted,
                request.layers().size() == nesting.layers().size());
    }

    private Passage outermost(Followed request) {
        return request.layers().entrySet().stream()
                .filter(entry -> entry.getKey() <= nesting.around())
                .max(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().passage())
                .orElse(request.anchor());
    }

    /** What the anchor tells, else the layer nearest to it, further out first. */
    private static <T> T told(Followed request, Function<Passage, T> what) {
        return request.layers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> what.apply(entry.getValue().passage()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private List<Row> layers(Followed request, List<Match> sum, boolean tainted) {
        var rows = new ArrayList<Row>();
        for (var match : request.layers().values()) {
            int place = sum.indexOf(match);
            boolean hasInner = place >= 0 && place + 1 < sum.size();
            rows.add(layer(request, match, hasInner ? Optional.of(sum.get(place + 1)) : Optional.empty(), tainted));
        }
        return rows;
    }

    private Row layer(Followed request, Match match, Optional<Match> inner, boolean tainted) {
        var passage = match.passage();
        var held = held(match);
        var split = inner.map(each -> split(passage, each.passage()));
        boolean isLast = inner.isEmpty() && held.layer().role() == Role.SUM;
        return RowFactory.create(
                nesting.runId(),
                nesting.ingestId(),
                request.number(),
                held.layer().name(),
                held.layer().position(),
                held.source().id(),
                passage.ordinal().isPresent() ? passage.ordinal().getAsLong() : null,
                passage.beginNs(),
                passage.endNs(),
                passage.durNs(),
                split.map(Split::delta).orElse(isLast ? passage.durNs() : null),
                inner.map(each -> held(each).layer().name()).orElse(null),
                split.map(Split::down).orElse(null),
                split.map(Split::downLo).orElse(null),
                split.map(Split::downHi).orElse(null),
                split.map(Split::up).orElse(null),
                split.map(Split::upLo).orElse(null),
                split.map(Split::upHi).orElse(null),
                match.how().name().toLowerCase(Locale.ROOT),
                request.anchor().marks().inWindow(),
                tainted);
    }

    /** A layer's own time, on the way down and on the way up; what the one may be more, the other is less. */
    private record Split(long delta, long down, long downLo, long downHi) {
        long up() {
            return delta - down;
        }

        long upLo() {
            return delta - downHi;
        }

        long upHi() {
            return delta - downLo;
        }
    }

    private Split split(Passage outer, Passage inner) {
        long down = inner.beginNs() - outer.beginNs();
        boolean sameClock = nesting.haveSameClock(outer.layer(), inner.layer());
        long ofOuter = nesting.resolution(outer.layer()) - 1;
        long ofInner = nesting.resolution(inner.layer()) - 1;
        // Stamps are cut off; a tool of another clock may have rounded them.
        long less = ofOuter + (sameClock ? 0 : inner.beforeNs() + outer.afterNs() + (ofInner + 1) / 2);
        long more = ofInner + (sameClock ? 0 : inner.afterNs() + outer.beforeNs() + (ofOuter + 1) / 2);
        return new Split(outer.durNs() - inner.durNs(), down, down - less, down + more);
    }
}
