package io.iostrata.transforms.requests;

import io.iostrata.schemas.stack.StackModel;
import io.iostrata.transforms.walk.ClockRelation;
import io.iostrata.transforms.walk.Found;
import io.iostrata.transforms.walk.Losses;
import io.iostrata.transforms.walk.Place;
import io.iostrata.transforms.walk.RunValues;
import io.iostrata.transforms.walk.SourcePlan;
import io.iostrata.transforms.walk.SourcePlan.LayerPart;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import io.iostrata.transforms.walk.TimeScale;
import io.iostrata.transforms.walk.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/**
 * Requests followed through passages that are written as lines: {@code layer begin end [key=k] [op=o] [at=device:sector+bytes]
 * [lost]}, or {@code begin layer ns} and {@code end layer ns} for those that belong to no passage. All on one clock.
 */
final class Followings {
    private static final StackModel MODEL = StackModel.virtioBlk();

    private final Nesting nesting;
    final List<Followed> requests = new ArrayList<>();
    final Map<String, Long> free = new HashMap<>();
    final List<Row> packs = new ArrayList<>();

    private record Line(String[] words) {
        boolean isSignal() {
            return words[0].equals("begin") || words[0].equals("end");
        }

        String layer() {
            return isSignal() ? words[1] : words[0];
        }

        long ns() {
            return Long.parseLong(isSignal() ? words[2] : words[1]);
        }

        Optional<String> word(String name) {
            return List.of(words).stream()
                    .filter(word -> word.startsWith(name + "="))
                    .map(word -> word.substring(name.length() + 1))
                    .findFirst();
        }
    }

    private Followings(Nesting nesting) {
        this.nesting = nesting;
    }

    static Followings of(String text) {
        var lines = text.lines()
                .map(line -> new Line(line.trim().split("\\s+", -1)))
                .sorted(Comparator.comparingLong(Line::ns))
                .toList();
        var layers = new LinkedHashSet<String>();
        lines.forEach(line -> layers.add(line.layer()));
        var followings = new Followings(nesting(layers));
        followings.follow(lines);
        return followings;
    }

    static Nesting nesting(Set<String> layers) {
        var parts = layers.stream()
                .map(layer -> new LayerPart(
                        layer, MODEL.layer(layer).orElseThrow().alternatives().get(0), Found.Rank.PRIMARY, 0))
                .toList();
        var source = new SourcePlan(
                new SourceId("r1", 1),
                "i1",
                RunValues.NONE,
                TimeScale.NS,
                "host mono",
                1,
                List.of(ClockRelation.SAME),
                Losses.NONE,
                Window.EVERYTHING,
                parts,
                List.of(),
                List.of(),
                List.of());
        return Nesting.of(MODEL, List.of(source), layers).orElseThrow();
    }

    private void follow(List<Line> lines) {
        var spans = new SpanDurations(nesting);
        var rows = new RequestRows(nesting);
        var assembly = new Assembly(nesting, spans::past);
        Consumer<Followed> found = request -> {
            requests.add(request);
            spans.told(request, rows.of(request).told());
        };
        var ordinals = new HashMap<String, Long>();
        for (var line : lines) {
            int layer = nesting.number(line.layer()).orElseThrow();
            if (line.isSignal()) {
                var signal = new Timeline.Signal(line.ns(), 0, 0, false);
                if (line.words[0].equals("begin")) {
                    assembly.begin(layer, signal, found);
                } else {
                    assembly.end(layer, signal, found);
                }
            } else {
                long ordinal = ordinals.merge(line.layer(), 1L, Long::sum) - 1;
                assembly.accept(passage(line, layer, ordinal), found);
            }
        }
        assembly.finish(found);
        spans.finish();
        spans.drain(packs::add);
        for (var held : nesting.layers()) {
            free.put(
                    held.layer().name(),
                    assembly.free(nesting.number(held.layer().name()).orElseThrow()));
        }
    }

    private static Passage passage(Line line, int layer, long ordinal) {
        boolean lost = List.of(line.words).contains("lost");
        return new Passage(
                layer,
                OptionalLong.of(ordinal),
                line.word("key"),
                line.word("op"),
                line.word("at").map(Followings::place).orElse(Place.UNKNOWN),
                line.ns(),
                Long.parseLong(line.words[2]) - line.ns(),
                0,
                0,
                new Passage.Marks(true, lost));
    }

    private static Place place(String text) {
        var parts = text.split("[:+]", 3);
        return new Place(parts[0], Long.valueOf(parts[1]), Long.valueOf(parts[2]));
    }

    /** The layers of a request, outermost first: {@code layer begin-end match}. */
    List<String> layers(int request) {
        var byPosition = new TreeMap<Integer, String>();
        requests.get(request).layers().forEach((layer, match) -> {
            var passage = match.passage();
            var held = nesting.layers().get(layer).layer();
            byPosition.put(
                    held.position(),
                    "%s %d-%d %s"
                            .formatted(
                                    held.name(),
                                    passage.beginNs(),
                                    passage.endNs(),
                                    match.how().name().toLowerCase(Locale.ROOT)));
        });
        return List.copyOf(byPosition.values());
    }

    RequestRows.Rows rows(int request) {
        return new RequestRows(nesting).of(requests.get(request));
    }
}
