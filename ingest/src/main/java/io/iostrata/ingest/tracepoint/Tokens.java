package io.iostrata.ingest.tracepoint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tokens of a C expression: names, numbers, strings in quotes (adjoining ones as one) and operators. */
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<string>(?:\"(?:[^\"\\\\]|\\\\.)*+\"\\s*+)++)"
                    + "|(?<char>'(?:[^'\\\\]|\\\\.)')"
                    + "|(?<other>[A-Za-z_]\\w*|0[xX][0-9a-fA-F]+\\w*|\\d\\w*|->|<<|>>|<=|>=|==|!=|&&|\\|\\||[-+*/%&|^~!<>?:,.(){}\\[\\]]))");
    private static final Pattern JOINT = Pattern.compile("(?<!\\\\)\"\\s*+\"");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    Tokens(String text) {
        var matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new UnsupportedPrint("'" + text.substring(end, Math.min(text.length(), end + 20)) + "'");
        }
    }

    boolean atEnd() {
        return at == tokens.size();
    }

    /** The next token; empty at the end. */
    String peek() {
        return peek(0);
    }

    String peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : "";
    }

    String next() {
        var token = peek();
        at++;
        return token;
    }

    /** Takes the next token if it is that one. */
    boolean take(String token) {
        boolean is = peek().equals(token);
        at += is ? 1 : 0;
        return is;
    }

    void expect(String token) {
        if (!take(token)) {
            throw new UnsupportedPrint("'" + peek() + "', expected '" + token + "'");
        }
    }

    /** The next token, which is a string in quotes: what it says. */
    String string() {
        var token = next();
        if (!token.startsWith("\"")) {
            throw new UnsupportedPrint("'" + token + "', expected a string");
        }
        return unescaped(JOINT.matcher(token.substring(1, token.length() - 1)).replaceAll(""));
    }

    private static String unescaped(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '\\' && i + 1 < text.length();
            out.append(escape ? escaped(text.charAt(++i)) : c);
        }
        return out.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    /** A print format that is beyond this grammar: its event's fields are taken as they are. */
    static final class UnsupportedPrint extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnsupportedPrint(String message) {
            super(message);
        }
    }
}
