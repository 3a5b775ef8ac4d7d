package io.iostrata.ingest.ctf;

import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.ctf.CtfType.FloatType;
import io.iostrata.ingest.ctf.CtfType.IntegerType;
import io.iostrata.ingest.ctf.CtfType.Order;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What stands in braces behind {@code integer}, {@code floating_point} and {@code string}. */
final class ScalarTypes {
    private static final int LARGEST_ALIGN = 1 << 16;

    private final Tokens tokens;

    ScalarTypes(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Passes a string's encoding. */
    void string() throws MalformedTraceException {
        attributes();
    }

    IntegerType integer() throws MalformedTraceException {
        var attributes = attributes();
        int bits = (int) number(attributes, "size", -1, 64);
        if (bits < 1) {
            throw tokens.malformed("an integer of " + bits + " bits, expected 1 to 64");
        }
        var signed = attributes.getOrDefault("signed", "false");
        var encoding = attributes.getOrDefault("encoding", "none").toUpperCase(Locale.ROOT);
        return new IntegerType(
                bits,
                align(number(attributes, "align", bits % 8 == 0 ? 8 : 1, LARGEST_ALIGN)),
                signed.equals("true") || signed.equals("1") || signed.equals("TRUE"),
                base(attributes.getOrDefault("base", "10")),
                encoding.startsWith("UTF") || encoding.equals("ASCII"),
                order(attributes),
                attributes.getOrDefault("map", "").replaceFirst("^clock\\.", "").replaceFirst("\\.value$", ""));
    }

    private static int base(String base) {
        return switch (base) {
            case "16", "x", "X", "hex", "hexadecimal", "p" -> 16;
            case "8", "o", "oct", "octal" -> 8;
            case "2", "b", "bin", "binary" -> 2;
            default -> 10;
        };
    }

    FloatType floating() throws MalformedTraceException {
        var attributes = attributes();
        long bits = number(attributes, "exp_dig", 0, 64) + number(attributes, "mant_dig", 0, 64);
        if (bits != 32 && bits != 64) {
            throw tokens.malformed("a floating point number of " + bits + " bits, expected 32 or 64");
        }
        return new FloatType((int) bits, align(number(attributes, "align", 8, LARGEST_ALIGN)), order(attributes));
    }

    private Order order(Map<String, String> attributes) throws MalformedTraceException {
        var order = attributes.getOrDefault("byte_order", "native");
        return switch (order) {
            case "native" -> Order.NATIVE;
            case "le" -> Order.LITTLE;
            case "be", "network" -> Order.BIG;
            default -> throw tokens.malformed("byte_order '" + order + "', expected native, le, be or network");
        };
    }

    private long number(Map<String, String> attributes, String name, long otherwise, long most)
            throws MalformedTraceException {
        var text = attributes.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}") || Long.parseLong(text) > most) {
            throw tokens.malformed("%s = %s, expected a number up to %d".formatted(name, text, most));
        }
        return Long.parseLong(text);
    }

    int align(long align) throws MalformedTraceException {
        if (align < 1 || align > LARGEST_ALIGN || Long.bitCount(align) != 1) {
            throw tokens.malformed("align of %d bits, expected a power of 2 up to %d".formatted(align, LARGEST_ALIGN));
        }
        return (int) align;
    }

    private Map<String, String> attributes() throws MalformedTraceException {
        var attributes = new HashMap<String, String>();
        if (!tokens.accept("{")) {
            return attributes;
        }
        while (!tokens.accept("}")) {
            var name = tokens.name("an attribute");
            tokens.expect("=");
            attributes.put(name, tokens.value());
            tokens.expect(";");
        }
        return attributes;
    }
}
