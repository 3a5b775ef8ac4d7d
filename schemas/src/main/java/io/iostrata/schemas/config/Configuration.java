package io.iostrata.schemas.config;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was under test: a run's config keys, less those that say how it was measured and not what.
 *
 * @param keys sorted by name
 */
public record Configuration(SortedMap<String, String> keys) {
    /** Label where nothing tells configurations apart. */
    public static final String ALL = "all";

    /** Label of a configuration that has none of the keys others are told apart by. */
    public static final String OTHER = "other";

    private static final Set<String> NOT_COMPARED =
            Set.of("workload.requests", "measured_device", "emulation", "where");

    public Configuration {
        keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }

    /** The configuration of a run with that {@code runs.config}. */
    public static Configuration of(Map<String, String> config) {
        return where(config, Configuration::isCompared);
    }

    /** A run's config seen through those keys alone, whichever they are. */
    public static Configuration by(Map<String, String> config, Collection<String> keys) {
        return where(config, keys::contains);
    }

    /** Identity: the first 16 hex digits of SHA-256 over its lines {@code key=value}, sorted. */
    public String id() {
        return Digests.of(keys.entrySet().stream().map(Configuration::line).toList());
    }

    /** {@code aio=native, memset=false}: those of the keys that it has. */
    public String label(SortedSet<String> shown) {
        if (shown.isEmpty()) {
            return ALL;
        }
        var label = keys.entrySet().stream()
                .filter(entry -> shown.contains(entry.getKey()))
                .map(Configuration::line)
                .collect(Collectors.joining(", "));
        return label.isEmpty() ? OTHER : label;
    }

    /** The keys that tell the configurations apart: not every one has them, or not with one value. */
    public static SortedSet<String> differing(Collection<Configuration> configurations) {
        var differing = new TreeSet<String>();
        configurations.forEach(configuration -> differing.addAll(configuration.keys.keySet()));
        differing.removeIf(key -> configurations.stream()
                        .map(configuration -> Optional.ofNullable(configuration.keys.get(key)))
                        .distinct()
                        .limit(2)
                        .count()
                == 1);
        return differing;
    }

    private static boolean isCompared(String key) {
        return !NOT_COMPARED.contains(key) && !key.endsWith("_vcpus") && !key.endsWith("_mem_mb");
    }

    private static Configuration where(Map<String, String> config, Predicate<String> keep) {
        var kept = new TreeMap<>(config);
        kept.keySet().removeIf(keep.negate());
        return new Configuration(kept);
    }

    private static String line(Map.Entry<String, String> entry) {
        return entry.getKey() + "=" + entry.getValue();
    }
}
