package io.iostrata.ingest.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineCursorTest {
    @Test
    void endsOfLineAreNotPartOfTheLine() throws IOException {
        assertThat(lines("one\ntwo\r\n\nlast")).containsExactly("0 one", "4 two", "9 ", "10 last (cut)");
        assertThat(lines("one\n")).containsExactly("0 one");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\r\n\r")).containsExactly("0 ", "2 \r (cut)");
    }

    @Test
    void linesCrossTheBuffer() throws IOException {
        var line = "x".repeat(999);
        var lines = lines((line + "\n").repeat(3000));

        assertThat(lines).hasSize(3000);
        assertThat(lines.get(2999)).isEqualTo("2999000 " + line);
    }

    @Test
    void theLongestLineIsHeldAndALongerOneIsSkippedOnAccount() throws IOException {
        var longest = "a".repeat(LineCursor.LONGEST);
        var in = new ByteCursor(
                "t", new ByteArrayInputStream((longest + "\n" + longest + "aa\nnext\n").getBytes(UTF_8)));
        var lines = new LineCursor(in);

        assertThat(lines.next()).isTrue();
        assertThat(lines.isTooLong()).isFalse();
        assertThat(lines.end() - lines.start()).isEqualTo(LineCursor.LONGEST);
        assertThat(lines.next()).isTrue();
        assertThat(lines.isTooLong()).isTrue();
        assertThat(lines.length()).isEqualTo(LineCursor.LONGEST + 3L);
        assertThat(in.skippedBytes()).isEqualTo(LineCursor.LONGEST + 3L);
        assertThat(lines.next()).isTrue();
        assertThat(text(lines)).isEqualTo("next");
        assertThat(lines.next()).isFalse();
    }

    private static List<String> lines(String text) throws IOException {
        var lines = new LineCursor(new ByteCursor("t", new ByteArrayInputStream(text.getBytes(UTF_8))));
        var found = new ArrayList<String>();
        while (lines.next()) {
            found.add(lines.offset() + " " + text(lines) + (lines.isTerminated() ? "" : " (cut)"));
        }
        return found;
    }

    private static String text(LineCursor line) {
        return new String(line.buffer(), line.start(), line.end() - line.start(), UTF_8);
    }
}
