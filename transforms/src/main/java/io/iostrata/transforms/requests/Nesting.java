package io.iostrata.transforms.requests;

import io.iostrata.schemas.stack.Layer;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.transforms.walk.ClockRelation;
import io.iostrata.transforms.walk.Found;
import io.iostrata.transforms.walk.SourcePlan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The layers that one run holds, as they lie inside one another, with the sources that feed them.
 *
 * @param around how many layers lie around the anchor
 * @param layers the anchor, then those around it from the inside out, then those inside it from the outside in
 */
public record Nesting(String runId, String ingestId, String reference, int around, List<Held> layers)
        implements Serializable {

    private static final int NONE = -1;
    private static final long CLOCK_SLACK_NS = 2_000;
    /** A clock runs 100 ppm too fast or too slow at most. */
    private static final long DRIFT_PARTS = 10_000;

    /**
     * A layer that the run holds.
     *
     * @param outer number of the next one around it, {@link #NONE} for the outermost
     * @param key argument names that identify its passages
     */
    record Held(Layer layer, int outer, List<String> key, Source source) implements Serializable {}

    /** What feeds a layer. */
    record Source(int id, String clock, long resolutionNs, ClockRelation relation) implements Serializable {}

    public Nesting {
        layers = List.copyOf(layers);
    }

    /**
     * Empty where the run holds no layer whose passages are requests.
     *
     * @param sources the run's
     * @param held names of layers that have spans
     */
    public static Optional<Nesting> of(StackModel model, List<SourcePlan> sources, Set<String> held) {
        var fed = new HashMap<String, Held>();
        for (var source : sources) {
            for (var part : source.layers()) {
                if (part.rank() == Found.Rank.PRIMARY
                        && held.contains(part.layer())
                        && source.clock().isPresent()) {
                    fed.put(part.layer(), held(model, source, part));
                }
            }
        }
        return model.anchors().stream()
                .filter(fed::containsKey)
                .findFirst()
                .map(anchor -> of(model, sources, anchor, fed));
    }

    private static Held held(StackModel model, SourcePlan source, SourcePlan.LayerPart part) {
        return new Held(
                model.layer(part.layer()).orElseThrow(),
                NONE,
                part.alternative().begin().get(0).key(),
                new Source(
                        source.id().sourceId(),
                        source.clockName(),
                        source.resolutionNs(),
                        source.clock().orElseThrow()));
    }

    private static Nesting of(StackModel model, List<SourcePlan> sources, String anchor, Map<String, Held> fed) {
        var names = new ArrayList<>(List.of(anchor));
        outers(model, anchor).stream().filter(fed::containsKey).forEach(names::add);
        int around = names.size() - 1;
        fed.keySet().stream()
                .filter(name -> outers(model, name).contains(anchor))
                .sorted(Comparator.<String>comparingInt(
                                name -> outers(model, name).size())
                        .thenComparing(name -> name))
                .forEach(names::add);
        var layers = names.stream()
                .map(name -> {
                    var outer =
                            outers(model, name).stream().filter(names::contains).findFirst();
                    var each = fed.get(name);
                    return new Held(each.layer, outer.map(names::indexOf).orElse(NONE), each.key, each.source);
                })
                .toList();
        var run = sources.get(0);
        return new Nesting(run.id().runId(), run.ingestId(), reference(sources), around, layers);
    }

    private static String reference(List<SourcePlan> sources) {
        return sources.stream()
                .filter(source ->
                        source.clock().filter(ClockRelation.SAME::equals).isPresent())
                .map(SourcePlan::clockName)
                .findFirst()
                .orElse("unknown clock");
    }

    /** The layers around one, from the inside out. */
    private static List<String> outers(StackModel model, String layer) {
        var outers = new ArrayList<String>();
        var outer = model.layer(layer).flatMap(Layer::outer);
        while (outer.isPresent()) {
            outers.add(outer.get());
            outer = model.layer(outer.get()).flatMap(Layer::outer);
        }
        return outers;
    }

    /** The layers that requests are followed through. */
    public Set<String> layerNames() {
        return layers.stream().map(held -> held.layer().name()).collect(Collectors.toSet());
    }

    Optional<Integer> number(String layer) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).layer.name().equals(layer)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** True where the layer lies around the anchor. */
    boolean isAround(int layer) {
        return layer > 0 && layer <= around;
    }

    /** The next layer on the way to the anchor. */
    int towardsAnchor(int layer) {
        return isAround(layer) ? layer - 1 : Math.max(0, layers.get(layer).outer);
    }

    /** True where both layers are identified by the same argument, of the same events' tracer. */
    boolean haveSameKey(int one, int other) {
        var key = layers.get(one).key;
        return !key.isEmpty() && key.equals(layers.get(other).key) && haveSameClock(one, other);
    }

    boolean hasKey(int layer) {
        return !layers.get(layer).key.isEmpty();
    }

    boolean haveSameClock(int one, int other) {
        return layers.get(one).source.clock.equals(layers.get(other).source.clock);
    }

    /**
     * By how much times of two layers may be in the wrong order, ns: by the resolution of their stamps, and across clocks
     * by a little more. Not by the width of what is known of the clocks, as the relation of two clocks keeps every cause
     * before its effect.
     */
    long slack(int one, int other) {
        return haveSameClock(one, other)
                ? Math.max(resolution(one), resolution(other))
                : resolution(one) + resolution(other) + CLOCK_SLACK_NS;
    }

    /** By how much the end of a passage may be off on the reference, as its length is of its own clock, ns. */
    long drift(int other, Passage passage) {
        return haveSameClock(other, passage.layer()) ? 0 : passage.durNs() / DRIFT_PARTS;
    }

    long resolution(int layer) {
        return layers.get(layer).source.resolutionNs;
    }
}
