package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.StackModel;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arguments a model looks at, and where each stands in {@link TraceEvent#args}. */
public record Arguments(List<String> names, Map<String, Integer> places) implements Serializable {

    public static Arguments of(StackModel model) {
        var places = new HashMap<String, Integer>();
        for (var name : model.arguments()) {
            places.put(name, places.size());
        }
        return new Arguments(model.arguments(), Map.copyOf(places));
    }

    int place(String argument) {
        return places.get(argument);
    }
}
