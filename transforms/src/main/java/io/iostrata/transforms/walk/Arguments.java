package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.StackModel;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events and the arguments a model looks at, and the place of each: an event's is its {@link TraceEvent#kind}, an
 * argument's is what {@link TraceEvent} knows it by.
 */
public record Arguments(
        List<String> events, Map<String, Integer> kinds, List<String> names, Map<String, Integer> places)
        implements Serializable {

    public static Arguments of(StackModel model) {
        return new Arguments(model.events(), places(model.events()), model.arguments(), places(model.arguments()));
    }

    private static Map<String, Integer> places(List<String> names) {
        var places = new HashMap<String, Integer>();
        names.forEach(name -> places.put(name, places.size()));
        return Map.copyOf(places);
    }

    int place(String argument) {
        return places.get(argument);
    }

    int kind(String event) {
        return kinds.get(event);
    }
}
