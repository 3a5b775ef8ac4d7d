package io.iostrata.jobs.analyze;

import io.iostrata.schemas.stack.StackModel;
import io.iostrata.transforms.LayerPlace;
import java.util.List;

/** The stack model's layers as the statistics want them. */
public final class Places {
    private Places() {}

    public static List<LayerPlace> of(StackModel model) {
        return model.layers().stream()
                .map(layer -> new LayerPlace(
                        layer.name(),
                        layer.position(),
                        LayerPlace.Role.valueOf(layer.role().name())))
                .toList();
    }
}
