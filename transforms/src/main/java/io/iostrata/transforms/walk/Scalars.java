package io.iostrata.transforms.walk;

/** Argument values in one form: numbers, decimal or 0x hex, as Long (u64 as its bits); all else as text. */
public final class Scalars {
    private static final int MOST_DIGITS = 20;

    private Scalars() {}

    public static Object of(String text) {
        try {
            if (text.startsWith("0x")) {
                return Long.parseUnsignedLong(text.substring(2), 16);
            }
            return isDecimal(text) ? number(text) : text;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** A pointer as 0x hex, other numbers decimal. */
    public static String show(String argument, Object value) {
        return isPointer(argument) && value instanceof Long bits ? "0x" + Long.toHexString(bits) : value.toString();
    }

    /** Whether the argument is a number that people read as hex. */
    public static boolean isPointer(String argument) {
        return switch (argument) {
            case "vdev", "vq", "req", "elem", "acb", "port", "gpa", "uaddr", "ctx" -> true;
            default -> false;
        };
    }

    private static Object number(String text) {
        return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    }

    private static boolean isDecimal(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        if (text.length() == from || text.length() > MOST_DIGITS + from) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
