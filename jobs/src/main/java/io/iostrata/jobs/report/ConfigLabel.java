package io.iostrata.jobs.report;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A configuration's label, taken apart.
 *
 * @param parts keys and values; a part that is no {@code key=value} is a key without a value
 */
record ConfigLabel(String text, SortedMap<String, String> parts) {
    private static final Pattern BETWEEN_PARTS = Pattern.compile(", (?=[\\w.-]+=)");

    ConfigLabel {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    static ConfigLabel of(String text) {
        var parts = new TreeMap<String, String>();
        for (var part : BETWEEN_PARTS.split(text, -1)) {
            int equals = part.indexOf('=');
            parts.put(equals < 0 ? part : part.substring(0, equals), equals < 0 ? "" : part.substring(equals));
        }
        return new ConfigLabel(text, parts);
    }

    /** Keys that are not in both with one value. */
    Set<String> differing(ConfigLabel other) {
        var differing = new TreeSet<>(parts.keySet());
        differing.addAll(other.parts.keySet());
        differing.removeIf(key -> parts.containsKey(key) && parts.get(key).equals(other.parts.get(key)));
        return differing;
    }

    boolean sharesAKeyWith(ConfigLabel other) {
        return !Collections.disjoint(parts.keySet(), other.parts.keySet());
    }
}
