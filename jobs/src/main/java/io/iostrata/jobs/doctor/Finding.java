package io.iostrata.jobs.doctor;

/**
 * One thing looked at.
 *
 * @param subject what was looked at, a word or two
 * @param found what is there
 * @param advice what to do about it; empty where nothing has to be done
 */
public record Finding(Level level, String subject, String found, String advice) {

    /** How bad it is. */
    public enum Level {
        OK("ok"),
        /** Works, but slowly or not for everything. */
        NOTE("note"),
        /** Some command will fail. */
        BAD("bad");

        private final String word;

        Level(String word) {
            this.word = word;
        }
    }

    static Finding ok(String subject, String found) {
        return new Finding(Level.OK, subject, found, "");
    }

    static Finding note(String subject, String found, String advice) {
        return new Finding(Level.NOTE, subject, found, advice);
    }

    static Finding bad(String subject, String found, String advice) {
        return new Finding(Level.BAD, subject, found, advice);
    }

    /** One line, two where there is advice. */
    public String text() {
        var line = "%-5s %-10s %s%n".formatted(level.word, subject, found);
        return advice.isEmpty() ? line : line + " ".repeat(17) + advice + System.lineSeparator();
    }
}
