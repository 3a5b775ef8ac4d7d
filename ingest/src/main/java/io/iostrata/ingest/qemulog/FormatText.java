package io.iostrata.ingest.qemulog;

import java.util.regex.Pattern;

/**
 * A format of a trace-events file as one printf format: string literals joined, macros spelled out.
 *
 * <pre>
 * declared := { '"' characters '"' | macro }
 * macro    := PRId64 and the like, after an open "%" | HWADDR_FMT_plx, TARGET_FMT_lx and the like, "%" included
 * </pre>
 */
final class FormatText {
    /** A conversion that waits for its letter. */
    private static final Pattern OPEN = Pattern.compile("(?s).*(?<!%)(?:%%)*%[-+ #0-9.]*");

    private FormatText() {}

    static String of(String declared) {
        var format = new StringBuilder();
        int at = 0;
        while (at < declared.length()) {
            char c = declared.charAt(at);
            if (c == '"') {
                at = literal(declared, at + 1, format);
            } else if (Character.isLetter(c)) {
                int end = wordEnd(declared, at);
                macro(declared.substring(at, end), format);
                at = end;
            } else {
                at++;
            }
        }
        return format.toString();
    }

    private static int literal(String declared, int from, StringBuilder format) {
        int at = from;
        while (at < declared.length() && declared.charAt(at) != '"') {
            boolean escaped = declared.charAt(at) == '\\' && at + 1 < declared.length();
            format.append(escaped ? unescaped(declared.charAt(at + 1)) : declared.charAt(at));
            at += escaped ? 2 : 1;
        }
        return at + 1;
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> c;
        };
    }

    private static void macro(String name, StringBuilder format) {
        if (!OPEN.matcher(format).matches()) {
            format.append('%');
        }
        format.append("ll").append(letter(name));
    }

    /** The conversion's letter: the last small one that is one, x of {@code HWADDR_PRIx} as of {@code PRIx64}. */
    private static char letter(String macro) {
        for (int at = macro.length() - 1; at > 0; at--) {
            if ("diuxX".indexOf(macro.charAt(at)) >= 0 && !Character.isUpperCase(macro.charAt(at))) {
                return macro.charAt(at);
            }
        }
        return 'x';
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return at;
    }
}
