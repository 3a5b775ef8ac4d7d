package io.iostrata.jobs.pages;

import io.iostrata.transforms.walk.Scalars;
import java.util.Optional;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;

/** Texts of a column as numbers or texts, made once for each entry of its dictionary. */
final class ScalarDictionary {
    private final Optional<Dictionary> dictionary;
    private final Object[] scalars;

    ScalarDictionary(Optional<Dictionary> dictionary) {
        this.dictionary = dictionary;
        scalars = new Object[dictionary.map(Dictionary::getMaxId).orElse(-1) + 1];
    }

    /** The next value, a Long or a String. */
    Object read(ValuesReader values, boolean isCoded) {
        return isCoded
                ? scalar(values.readValueDictionaryId())
                : Scalars.of(values.readBytes().toStringUsingUTF8());
    }

    private Object scalar(int id) {
        if (scalars[id] == null) {
            scalars[id] = Scalars.of(dictionary.orElseThrow().decodeToBinary(id).toStringUsingUTF8());
        }
        return scalars[id];
    }
}
