package io.iostrata.ingest.simpletrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.simpletrace.EventDeclaration.Argument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceEventsFileTest {
    private static final String MIXED =
            """
            # comment
              # indented comment

            virtqueue_pop(void *vq, void *elem, unsigned int in_num) "vq %p elem %p in_num %u"
            disable qxl_io(int qid, const char *mode) "%d %s"
            vcpu guest_mem(uint64_t vaddr) "vaddr=0x%016"PRIx64
            vcpu tcg guest_exec(TCGv vaddr, uint8_t info) "info=%d", "vaddr=0x%016"PRIx64" info=%d"
            dirty(void)
            spice_wakeup(int qid, uint32_t reason)"%d \\"%u\\" (x)"
            """;

    private final IssueLog issues = new IssueLog();

    @Test
    void readsEveryProperty() {
        assertThat(described(parse(MIXED).numbered(LogVersion.V3)))
                .isEqualTo(
                        """
                        virtqueue_pop(void *:vq, void *:elem, unsigned int:in_num)
                        qxl_io(int:qid, const char *:mode)
                        guest_mem(void *:__cpu, uint64_t:vaddr)
                        guest_exec_trans(void *:__cpu, uint8_t:info)
                        guest_exec_exec(void *:__cpu, TCGv:vaddr, uint8_t:info)
                        dirty()
                        spice_wakeup(int:qid, uint32_t:reason)""");
        assertThat(issues.rows()).isEmpty();
    }

    @Test
    void version2HasNoIdsForDisabledEvents() {
        assertThat(names(MIXED, LogVersion.V2))
                .containsExactly(
                        "virtqueue_pop", "guest_mem", "guest_exec_trans", "guest_exec_exec", "dirty", "spice_wakeup");
    }

    @Test
    void version0CountsDisabledEventsOnlyWhereMostAreDisabled() {
        assertThat(names("disable a(void)\ndisable b(void)\nc(void)\n", LogVersion.V0))
                .containsExactly("a", "b", "c");
        assertThat(names("a(void)\ndisable b(void)\nc(void)\n", LogVersion.V0)).containsExactly("a", "c");
    }

    @Test
    void aMalformedLineIsAnIssueAndKeepsItsId() {
        assertThat(names("a(void)\nb(int\nc(int)\nd(void)\n", LogVersion.V3)).containsExactly("a", "?", "?", "d");
        assertThat(issues.rows())
                .extracting(Issue::message)
                .containsExactly(
                        "trace-events@0x8: no argument list, expected name(type argument, ...)",
                        "trace-events@0xe: argument 'int', expected a type and a name");
    }

    @Test
    void refusesMoreThan64Arguments() {
        parse("a(" + "int x, ".repeat(64) + "int y)\n");
        assertThat(issues.rows()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "const char *, s, true, TEXT, 64",
        "char *, s, true, TEXT, 64",
        "const char**, s, false, HEX, 64",
        "unsigned char *, p, false, HEX, 64",
        "int, n, false, DECIMAL, 32",
        "signed char, n, false, DECIMAL, 8",
        "int16_t, n, false, DECIMAL, 16",
        "int64_t, n, false, DECIMAL, 64",
        "long, n, false, DECIMAL, 64",
        "ssize_t, n, false, DECIMAL, 64",
        "enum mode, n, false, DECIMAL, 64",
        "unsigned, n, false, UNSIGNED, 64",
        "unsigned int, n, false, UNSIGNED, 64",
        "bool, n, false, UNSIGNED, 64",
        "uint64_t, n, false, UNSIGNED, 64",
        "uint64_t, addr, false, HEX, 64",
        "hwaddr, n, false, HEX, 64",
    })
    void knowsHowATypeIsStored(String type, String name, boolean isString, String kind, int bits) {
        assertThat(ArgumentType.of(type, name).toString())
                .isEqualTo("ArgumentType[isString=%s, kind=%s, bits=%d]".formatted(isString, kind, bits));
    }

    private TraceEventsFile parse(String text) {
        return TraceEventsFile.parse(new Declarations("trace-events", text.getBytes(StandardCharsets.UTF_8)), issues);
    }

    private List<String> names(String text, LogVersion version) {
        return parse(text).numbered(version).stream()
                .map(event -> event.map(EventDeclaration::name).orElse("?"))
                .toList();
    }

    private static String described(List<Optional<EventDeclaration>> events) {
        return events.stream()
                .map(event -> event.orElseThrow())
                .map(event -> event.name()
                        + event.arguments().stream()
                                .map(TraceEventsFileTest::described)
                                .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining("\n"));
    }

    private static String described(Argument argument) {
        return argument.type() + ":" + argument.name();
    }
}
