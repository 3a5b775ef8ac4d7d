package io.iostrata.ingest.simpletrace;

import static io.iostrata.ingest.simpletrace.SimpleTraceBuilder.args;
import static io.iostrata.ingest.simpletrace.SimpleTraceBuilder.at;
import static io.iostrata.ingest.simpletrace.SimpleTraceBuilder.simpleTrace;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.schemas.tables.IssueKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimpleTraceTextTest {
    private static final String EVENTS = "pop(void *vq)\nopen(const char *name, int n)\n";

    private final IssueLog issues = new IssueLog();

    @ParameterizedTest
    @CsvSource({"strings, 150", "dropped, 80", "truncated, 40"})
    void printsWhatQemusScriptPrints(String golden, int lines) throws IOException {
        var text = print(resource(golden, "input"), resource(golden, "trace-events"));
        assertThat(text).isEqualTo(new String(resource(golden, "expected.txt"), StandardCharsets.UTF_8));
        assertThat(text.lines()).hasSize(lines);
    }

    @ParameterizedTest
    @CsvSource({"strings, 150, 0", "dropped, 78, 1081", "truncated, 40, 0"})
    void decodesTheSameRecords(String golden, int rows, long lost) throws IOException {
        var decoded = Decoded.of(
                resource(golden, "input"), new String(resource(golden, "trace-events"), StandardCharsets.UTF_8));
        assertThat(decoded.rows().lines()).hasSize(rows);
        assertThat(decoded.decoder().lostEvents()).isEqualTo(lost);
    }

    @Test
    void aCutTailIsReported() throws IOException {
        print(resource("truncated", "input"), resource("truncated", "trace-events"));
        assertThat(issues.rows()).extracting(Issue::kind).containsExactly(IssueKind.TRUNCATED);
    }

    @Test
    void versionsWithoutAPidPrintNone() throws IOException {
        byte[] log = simpleTrace()
                .version(2)
                .event(0, at(2_000_000), args(0xab))
                .dropped(3, at(2_000_500))
                .version(0)
                .event(0, at(1_999_999), args(-1))
                .dropped(9)
                .bytes();
        assertThat(print(log, EVENTS.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        """
                        pop 0.000 vq=0xab
                        Dropped_Event 0.500 num_events_dropped=0x3
                        pop -0.501 vq=0xffffffffffffffff
                        dropped -1999.999 count=0x9
                        """);
    }

    @Test
    void stopsAtAnEventWithoutADeclaration() throws IOException {
        byte[] log = simpleTrace()
                .version(3)
                .event(0, at(1), args(1))
                .event(5, at(2), args(1))
                .event(0, at(3), args(1))
                .bytes();
        assertThat(print(log, EVENTS.getBytes(StandardCharsets.UTF_8))).isEqualTo("pop 0.000 pid=42 vq=0x1\n");
        assertThat(issues.rows()).extracting(Issue::kind).containsExactly(IssueKind.UNKNOWN_EVENT, IssueKind.SKIPPED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    plain    | b'plain'
                    it's     | b"it's"
                    it's "x" | b'it\\'s "x"'
                    a\\b     | b'a\\\\b'
                    é        | b'\\xc3\\xa9'
                    """)
    void stringsArePythonBytes(String value, String printed) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        var text = new StringBuilder();
        PythonText.appendBytes(text, bytes, 0, bytes.length);
        assertThat(text).hasToString(printed);
    }

    /** Expectations printed by Python 3.11. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.001",
        "1, 0, -0.001",
        "5, 1234571, 1234.566",
        "0, 1700000000123456789, 1700000000123456.750",
        "1700000000123456789, 0, -1700000000123456.750",
        "0, -1, 18446744073709552.000",
        "-1, 0, -18446744073709552.000",
    })
    void microsecondsAreRoundedLikePythons(long from, long to, String printed) {
        var text = new StringBuilder();
        PythonText.appendMicroseconds(text, from, to);
        assertThat(text).hasToString(printed);
    }

    private String print(byte[] log, byte[] declarations) throws IOException {
        var events = TraceEventsFile.parse(new Declarations("trace-events", declarations), issues);
        var out = new StringBuilder();
        new SimpleTraceText(new ByteCursor("qemu.trace", new ByteArrayInputStream(log)), events, issues).print(out);
        return out.toString();
    }

    private static byte[] resource(String golden, String name) throws IOException {
        try (var in = SimpleTraceTextTest.class.getResourceAsStream("/simpletrace/" + golden + "/" + name)) {
            return in.readAllBytes();
        }
    }
}
