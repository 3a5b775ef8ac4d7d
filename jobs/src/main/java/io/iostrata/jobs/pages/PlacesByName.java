package io.iostrata.jobs.pages;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;

/** Names of a column as the places a model knows them by, looked up once for each entry of its dictionary. */
final class PlacesByName {
    static final int NONE = -1;

    private final Map<String, Integer> places;
    private final int[] byId;

    PlacesByName(Map<String, Integer> places, Optional<Dictionary> dictionary) {
        this.places = places;
        byId = dictionary.stream()
                .flatMapToInt(entries -> IntStream.rangeClosed(0, entries.getMaxId())
                        .map(id -> place(entries.decodeToBinary(id).toStringUsingUTF8())))
                .toArray();
    }

    /** Whether no entry of the dictionary has a place; false without one. */
    boolean areNone() {
        return byId.length > 0 && IntStream.of(byId).allMatch(place -> place == NONE);
    }

    /** The place of the next name, or NONE. */
    int read(ValuesReader values, boolean isCoded) {
        return isCoded
                ? byId[values.readValueDictionaryId()]
                : place(values.readBytes().toStringUsingUTF8());
    }

    private int place(String name) {
        return places.getOrDefault(name, NONE);
    }
}
