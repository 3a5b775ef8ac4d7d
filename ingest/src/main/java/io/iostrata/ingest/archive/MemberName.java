package io.iostrata.ingest.archive;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a file is in a container.
 *
 * @param container name of the inner container it is in; empty for a file of the container itself
 * @param path its path, with slashes, without empty parts and dots
 */
public record MemberName(String container, String path) {
    private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\]|[A-Za-z]:[/\\\\]");
    private static final int LONGEST = 4096;
    private static final int LONGEST_SHOWN = 200;

    static MemberName of(String container, String stored) {
        var path = Arrays.stream(stored.split("/", -1))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .collect(Collectors.joining("/"));
        return new MemberName(container, path);
    }

    /** The one name that finds it in its file again. */
    public String entry() {
        return container.isEmpty() ? path : container + "!" + path;
    }

    /** Why a member with that name is not read; empty for a decent name. */
    static Optional<String> refusal(String stored) {
        if (stored.length() > LONGEST) {
            return Optional.of("a name of " + stored.length() + " characters");
        }
        if (ABSOLUTE.matcher(stored).lookingAt()) {
            return Optional.of("an absolute path");
        }
        if (Arrays.asList(stored.split("[/\\\\]", -1)).contains("..")) {
            return Optional.of("a path that leaves the archive");
        }
        return stored.chars().anyMatch(Character::isISOControl)
                ? Optional.of("a control character in its name")
                : Optional.empty();
    }

    /** A name as messages show it: shortened, control characters as {@code \xNN}. */
    static String shown(String stored) {
        var cut = stored.length() > LONGEST_SHOWN ? stored.substring(0, LONGEST_SHOWN) + "…" : stored;
        return cut.chars()
                .mapToObj(c -> Character.isISOControl(c) ? "\\x%02x".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
