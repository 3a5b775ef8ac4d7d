package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.format.ArgKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A declared C type as the tracer stores it: a string (u32 length and bytes) or 8 bytes.
 *
 * @param isString stored as u32 length and that many bytes
 * @param kind how the value is written
 * @param bits width the sign is restored from; 64 where there is nothing to restore
 */
public record ArgumentType(boolean isString, ArgKind kind, int bits) {
    static final ArgumentType STRING = new ArgumentType(true, ArgKind.TEXT, 64);
    static final ArgumentType POINTER = new ArgumentType(false, ArgKind.HEX, 64);
    private static final ArgumentType UNSIGNED = new ArgumentType(false, ArgKind.UNSIGNED, 64);
    private static final ArgumentType SIGNED_64 = signed(64);

    /** Types that are addresses though they do not end with an asterisk. */
    private static final Set<String> ADDRESSES = Set.of(
            "hwaddr",
            "target_phys_addr_t",
            "target_ulong",
            "ram_addr_t",
            "dma_addr_t",
            "vaddr",
            "uintptr_t",
            "TCGv_ptr",
            "TCGv_env");

    private static final Map<String, Integer> SIGNED_BITS = Map.of(
            "char", 8, "int8_t", 8, "short", 16, "int16_t", 16, "int", 32, "signed", 32, "int32_t", 32, "pid_t", 32);

    private static final Set<String> UNSIGNED_NAMES = Set.of(
            "unsigned",
            "bool",
            "_Bool",
            "size_t",
            "uint",
            "ulong",
            "ushort",
            "uint8_t",
            "uint16_t",
            "uint32_t",
            "uint64_t",
            "uint8",
            "uint16",
            "uint32",
            "uint64",
            "dev_t",
            "TCGv",
            "TCGv_i32",
            "TCGv_i64");

    /** The storage of an argument declared {@code type name}. */
    static ArgumentType of(String type, String name) {
        if (type.endsWith("*")) {
            return isString(type) ? STRING : POINTER;
        }
        var words = List.of(type.strip().split("\\s+"));
        if (words.stream().anyMatch(ADDRESSES::contains)) {
            return POINTER;
        }
        if (words.stream().anyMatch(UNSIGNED_NAMES::contains)) {
            return isWide(type) && isAddressName(name) ? POINTER : UNSIGNED;
        }
        if (words.contains("long")) {
            return SIGNED_64;
        }
        return words.stream().filter(SIGNED_BITS::containsKey).mapToInt(SIGNED_BITS::get).min().stream()
                .mapToObj(ArgumentType::signed)
                .findFirst()
                .orElse(SIGNED_64);
    }

    /** {@code char *} and {@code const char *}; {@code char **} is a pointer. */
    private static boolean isString(String type) {
        var start = type.stripLeading();
        boolean chars = start.startsWith("const char *")
                || start.startsWith("char *")
                || start.startsWith("const char*")
                || start.startsWith("char*");
        return chars && start.indexOf('*') == start.lastIndexOf('*');
    }

    private static boolean isWide(String type) {
        return type.contains("64") || type.contains("long");
    }

    private static boolean isAddressName(String name) {
        return name.contains("addr") || name.equals("gpa") || name.equals("gva") || name.equals("iova");
    }

    private static ArgumentType signed(int bits) {
        return new ArgumentType(false, ArgKind.DECIMAL, bits);
    }
}
