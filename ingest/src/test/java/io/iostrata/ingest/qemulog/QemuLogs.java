package io.iostrata.ingest.qemulog;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Logs as tests write them, decoded with the declarations that stand beside them. */
final class QemuLogs {
    private QemuLogs() {}

    static Decoding decode(String declared, String log, String expected) throws IOException {
        var declarations = declared.isEmpty()
                ? Optional.<Declarations>empty()
                : Optional.of(new Declarations("trace-events", declared.getBytes(StandardCharsets.UTF_8)));
        return Decoding.of(
                log,
                Optional.empty(),
                expected,
                in -> new QemuLogDecoder(new DecodeInput(in.in(), in.names(), in.issues(), declarations, in.clock())));
    }

    /** The log's rows, and no issue but the {@code issues}. */
    static void assertRows(String declared, String log, String expected, String issues) throws IOException {
        var decoded = decode(declared, log, expected);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.issues()).isEqualTo(issues);
        assertThat(decoded.passedBytes()).isEqualTo(log.getBytes(StandardCharsets.UTF_8).length);
    }
}
