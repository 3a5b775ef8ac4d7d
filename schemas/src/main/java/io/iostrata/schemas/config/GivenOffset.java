package io.iostrata.schemas.config;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a manifest says of two clocks: reading of the one less reading of the other, at the same instant.
 *
 * @param clock machine and clock ("guest mono"); so is the reference
 * @param offsetNs at {@code atRefNs}
 * @param errorNs how far the offset may be off, either way
 * @param atRefNs when, on the reference; the smallest long where it holds for the whole run
 */
public record GivenOffset(String clock, String reference, long offsetNs, long errorNs, long atRefNs)
        implements Serializable {
    public static final long ALWAYS = Long.MIN_VALUE;
    /** Offsets, errors and times are smaller, so that sums of them are numbers. */
    public static final long MOST_NS = 1L << 61;

    private static final Pattern TEXT =
            Pattern.compile("(.+) - (.+) = (-?\\d{1,19}) \\+- (\\d{1,19})(?: at (-?\\d{1,19}))?");

    public OptionalLong moment() {
        return atRefNs == ALWAYS ? OptionalLong.empty() : OptionalLong.of(atRefNs);
    }

    /** As a line of text that {@link #parse} reads. */
    public String text() {
        return clock + " - " + reference + " = " + offsetNs + " +- " + errorNs
                + (atRefNs == ALWAYS ? "" : " at " + atRefNs);
    }

    /** Empty where the line is none that {@link #text} writes. */
    public static Optional<GivenOffset> parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GivenOffset(
                    matcher.group(1),
                    matcher.group(2),
                    Long.parseLong(matcher.group(3)),
                    Long.parseLong(matcher.group(4)),
                    matcher.group(5) == null ? ALWAYS : Long.parseLong(matcher.group(5))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
