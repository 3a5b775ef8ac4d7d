package io.iostrata.ingest.tracepoint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The C types that casts and arrays of event descriptions name, and their sizes. */
final class CTypes {
    private static final Map<String, Integer> SIZES = Map.ofEntries(
            Map.entry("char", 1),
            Map.entry("bool", 1),
            Map.entry("_Bool", 1),
            Map.entry("u8", 1),
            Map.entry("__u8", 1),
            Map.entry("s8", 1),
            Map.entry("short", 2),
            Map.entry("u16", 2),
            Map.entry("__u16", 2),
            Map.entry("s16", 2),
            Map.entry("int", 4),
            Map.entry("u32", 4),
            Map.entry("__u32", 4),
            Map.entry("s32", 4),
            Map.entry("dev_t", 4),
            Map.entry("pid_t", 4),
            Map.entry("gfp_t", 4),
            Map.entry("u64", 8),
            Map.entry("__u64", 8),
            Map.entry("s64", 8),
            Map.entry("sector_t", 8),
            Map.entry("loff_t", 8),
            Map.entry("ktime_t", 8));
    private static final Set<String> WORDS =
            Set.of("unsigned", "signed", "long", "const", "struct", "enum", "union", "void", "size_t", "ssize_t");
    private static final Set<String> UNSIGNED =
            Set.of("unsigned", "u8", "u16", "u32", "__u8", "__u16", "__u32", "dev_t", "gfp_t", "bool", "_Bool");

    private CTypes() {}

    /** True if a parenthesis that begins with that word is a cast. */
    static boolean isTypeWord(String word) {
        return WORDS.contains(word) || SIZES.containsKey(word) || (word.endsWith("_t") && word.length() > 2);
    }

    /** Bytes of a type; 0 where it is unknown. */
    static int size(String type, int longSize) {
        if (type.contains("*")) {
            return longSize;
        }
        List<String> words = Arrays.asList(type.split("\\s+"));
        long longs = words.stream().filter("long"::equals).count();
        if (longs > 0) {
            return longs > 1 ? 8 : longSize;
        }
        int named = words.stream()
                .filter(word -> !word.equals("int"))
                .mapToInt(word -> SIZES.getOrDefault(word, 0))
                .max()
                .orElse(0);
        if (named > 0) {
            return named;
        }
        var left = new TreeSet<>(words);
        left.removeAll(Set.of("unsigned", "signed", "int", "const"));
        return left.isEmpty() ? 4 : left.equals(Set.of("size_t")) ? longSize : 0;
    }

    static boolean isSigned(String type) {
        return Arrays.stream(type.split("\\s+")).noneMatch(UNSIGNED::contains);
    }
}
