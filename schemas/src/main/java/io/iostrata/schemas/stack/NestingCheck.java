package io.iostrata.schemas.stack;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds that layers lie inside layers there are, and none inside itself. */
final class NestingCheck {
    private final Map<String, Layer> layers;

    NestingCheck(List<Layer> layers) {
        this.layers = layers.stream().collect(Collectors.toMap(Layer::name, Function.identity()));
    }

    /** The name of a layer of the model. */
    String known(YamlNode node) {
        if (!layers.containsKey(node.text())) {
            throw node.error(node.text(), "a layer of the model");
        }
        return node.text();
    }

    void check(YamlNode layer) {
        var entries = layer.entries();
        if (!entries.containsKey("inside")) {
            return;
        }
        var inside = entries.get("inside");
        var passed = new HashSet<>(List.of(entries.get("layer").text()));
        var outer = Optional.of(known(inside));
        while (outer.isPresent()) {
            if (!passed.add(outer.get())) {
                throw inside.error(inside.text() + ", which lies inside this one", "a layer further out");
            }
            outer = Optional.ofNullable(layers.get(outer.get())).flatMap(Layer::outer);
        }
    }
}
