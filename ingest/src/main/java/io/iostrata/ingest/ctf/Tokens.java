package io.iostrata.ingest.ctf;

import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.bytes.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * The words of a metadata text, one after the other: names, numbers, quoted strings, marks. Blanks and comments are
 * passed. A number may have a sign and C's suffixes.
 */
final class Tokens {
    /** What the current word is. */
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        MARK,
        END
    }

    /** LTTng's text of all kernel events and system calls has 400,000. */
    private static final int MOST = 1 << 21;

    private final MetadataText source;
    private final String text;
    private int begin;
    private int end;
    private int words;
    private Kind kind = Kind.END;

    Tokens(MetadataText source) throws MalformedTraceException {
        this.source = source;
        text = source.text();
        next();
    }

    Kind kind() {
        return kind;
    }

    boolean is(String word) {
        return kind != Kind.STRING && end - begin == word.length() && text.startsWith(word, begin);
    }

    /** Moves past the word if it is that one. */
    boolean accept(String word) throws MalformedTraceException {
        boolean found = is(word);
        if (found) {
            next();
        }
        return found;
    }

    void expect(String word) throws MalformedTraceException {
        if (!accept(word)) {
            throw unexpected("'" + word + "'");
        }
    }

    /** The word, of whatever kind, moving past it; a string without its quotes. */
    String take() throws MalformedTraceException {
        var word = kind == Kind.STRING ? unquoted() : text.substring(begin, end);
        next();
        return word;
    }

    /** Words up to a semicolon, put together. */
    String value() throws MalformedTraceException {
        var value = new StringBuilder();
        while (!is(";") && kind != Kind.END && value.length() < 4096) {
            value.append(take());
        }
        return value.toString();
    }

    /** The word as it stands. */
    String word() {
        return text.substring(begin, end);
    }

    String name(String what) throws MalformedTraceException {
        if (kind != Kind.NAME) {
            throw unexpected(what);
        }
        return take();
    }

    long number(String what) throws MalformedTraceException {
        if (kind != Kind.NUMBER) {
            throw unexpected(what);
        }
        var digits = text.substring(begin, end).replaceAll("[uUlL]+$", "");
        try {
            boolean octal = digits.matches("0[0-7]+");
            long number = octal ? Long.parseUnsignedLong(digits, 8) : decoded(digits);
            next();
            return number;
        } catch (NumberFormatException notOne) {
            throw unexpected(what);
        }
    }

    private static long decoded(String digits) {
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            return Long.parseUnsignedLong(digits.substring(2), 16);
        }
        return digits.startsWith("-") ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
    }

    MalformedTraceException unexpected(String expected) {
        var found = kind == Kind.END ? "the end" : "'" + excerpt() + "'";
        return malformed("found " + found + ", expected " + expected);
    }

    MalformedTraceException malformed(String what) {
        long line = 1 + text.substring(0, begin).chars().filter(c -> c == '\n').count();
        return new MalformedTraceException(source.file(), source.fileOffset(begin), "line " + line + ": " + what);
    }

    private String excerpt() {
        return text.substring(begin, Math.min(end, begin + 40));
    }

    private void next() throws MalformedTraceException {
        begin = overBlanks(end);
        if (++words > MOST) {
            throw malformed("more than " + MOST + " words, expected the end");
        }
        if (begin == text.length()) {
            end = begin;
            kind = Kind.END;
            return;
        }
        char first = text.charAt(begin);
        if (first == '"') {
            kind = Kind.STRING;
            end = stringEnd();
        } else if (isDigit(first) || (first == '-' && begin + 1 < text.length() && isDigit(text.charAt(begin + 1)))) {
            kind = Kind.NUMBER;
            end = nameEnd(begin + 1);
        } else if (isNamePart(first)) {
            kind = Kind.NAME;
            end = nameEnd(begin + 1);
        } else {
            kind = Kind.MARK;
            end = begin + (text.startsWith("...", begin) ? 3 : text.startsWith(":=", begin) ? 2 : 1);
        }
    }

    private int overBlanks(int from) throws MalformedTraceException {
        int at = from;
        while (at < text.length()) {
            if (text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                at = close < 0 ? unclosed(at, "comment") : close + 2;
            } else if (text.startsWith("//", at)) {
                int newline = text.indexOf('\n', at);
                at = newline < 0 ? text.length() : newline;
            } else if (text.charAt(at) <= ' ') {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    private int stringEnd() throws MalformedTraceException {
        int at = begin + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at < text.length() ? at + 1 : unclosed(begin, "string");
    }

    private int unclosed(int from, String what) throws MalformedTraceException {
        begin = from;
        throw malformed("a " + what + " that does not end, expected its end");
    }

    private String unquoted() {
        var inner = text.substring(begin + 1, end - 1).replaceAll("\\\\(.)", "$1");
        byte[] bytes = inner.getBytes(StandardCharsets.ISO_8859_1);
        return Utf8.text(bytes, 0, bytes.length);
    }

    private int nameEnd(int from) {
        int at = from;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return isDigit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
