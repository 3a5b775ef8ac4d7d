package io.iostrata.jobs.sql;

import io.iostrata.jobs.UserError;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines into statements: each ends with a semicolon that is in no string, quoted name or comment. A line that begins
 * with a backslash, where no statement is open, is a command of the shell and complete as it is.
 */
public final class StatementReader {
    /** A statement is no longer than this many characters. */
    static final int LONGEST = 1 << 20;

    private enum Within {
        NOTHING,
        SINGLE_QUOTES,
        DOUBLE_QUOTES,
        BACKTICKS,
        COMMENT
    }

    private final StringBuilder open = new StringBuilder();
    private Within within = Within.NOTHING;
    /** Whether what is open has anything but blanks and comments. */
    private boolean hasText;

    /** The statements that end in this line, without their semicolons. */
    public List<String> add(String line) {
        if (!isOpen() && line.stripLeading().startsWith("\\")) {
            return List.of(line.strip());
        }
        if (!isOpen()) {
            open.setLength(0);
        }
        if (open.length() + line.length() > LONGEST) {
            throw new UserError(
                    "a statement of more than " + LONGEST + " characters, expected a shorter one that ends with ;");
        }
        var ended = new ArrayList<String>();
        for (int at = 0; at < line.length(); at++) {
            at = character(line, at, ended);
        }
        open.append('\n');
        return ended;
    }

    /** True within a statement, or a comment, that has not ended. */
    public boolean isOpen() {
        return hasText || within != Within.NOTHING;
    }

    /** What was read of a statement that no semicolon ended; empty where there is none. Begins anew. */
    public String rest() {
        var rest = hasText ? open.toString().strip() : "";
        hasText = false;
        open.setLength(0);
        within = Within.NOTHING;
        return rest;
    }

    /** Takes a character, or several that belong together; returns the place of the last one taken. */
    private int character(String line, int at, List<String> ended) {
        char c = line.charAt(at);
        char next = at + 1 < line.length() ? line.charAt(at + 1) : '\n';
        if (within == Within.NOTHING && c == '-' && next == '-') {
            return line.length();
        }
        if (within == Within.NOTHING && c == ';') {
            var statement = rest();
            if (!statement.isEmpty()) {
                ended.add(statement);
            }
            return at;
        }
        if (isPair(c, next)) {
            within = c == '/' ? Within.COMMENT : c == '*' ? Within.NOTHING : within;
            open.append(c).append(next);
            return at + 1;
        }
        hasText |= within != Within.COMMENT && !Character.isWhitespace(c);
        quote(c);
        open.append(c);
        return at;
    }

    /** An escaped character of a string, or a comment's begin or end. */
    private boolean isPair(char c, char next) {
        return switch (within) {
            case NOTHING -> c == '/' && next == '*';
            case COMMENT -> c == '*' && next == '/';
            case SINGLE_QUOTES, DOUBLE_QUOTES -> c == '\\' && next != '\n';
            case BACKTICKS -> false;
        };
    }

    private void quote(char c) {
        switch (c) {
            case '\'' -> toggle(Within.SINGLE_QUOTES);
            case '"' -> toggle(Within.DOUBLE_QUOTES);
            case '`' -> toggle(Within.BACKTICKS);
            default -> {}
        }
    }

    private void toggle(Within quotes) {
        if (within == Within.NOTHING) {
            within = quotes;
        } else if (within == quotes) {
            within = Within.NOTHING;
        }
    }
}
