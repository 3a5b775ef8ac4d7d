package io.iostrata.ingest.qemulog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conversion of a printf format.
 *
 * @param isInt prints 32 bits: a negative number of an unsigned argument has no more
 */
record Conversion(Kind kind, boolean isInt) {
    /** From the percent sign to the letter; a width that is an argument of its own is not among these. */
    static final Pattern PATTERN = Pattern.compile("%[-+ #0-9.]*(?<length>hh|h|ll|l|z|j|t)?(?<letter>[a-zA-Z%])");

    /** How the value is printed. */
    enum Kind {
        POINTER,
        DECIMAL,
        HEX,
        CHARACTER,
        STRING
    }

    /** Empty for letters no event is printed with. */
    static Optional<Conversion> of(Matcher found) {
        var kind =
                switch (found.group("letter")) {
                    case "p" -> Kind.POINTER;
                    case "d", "i", "u" -> Kind.DECIMAL;
                    case "x", "X" -> Kind.HEX;
                    case "c" -> Kind.CHARACTER;
                    case "s" -> Kind.STRING;
                    default -> null;
                };
        var length = found.group("length");
        boolean isInt = length == null || length.startsWith("h");
        return Optional.ofNullable(kind).map(known -> new Conversion(known, isInt));
    }
}
