package io.iostrata.ingest.ftracetext;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Ftrace text as tests write it, decoded and compared with the table of its rows. */
final class FtraceTexts {
    private FtraceTexts() {}

    static Decoding decode(String input, String expected) throws IOException {
        return Decoding.of(input, Optional.empty(), expected, FtraceTextDecoder::kernel);
    }

    static void assertRows(String input, String expected) throws IOException {
        var decoded = decode(input, expected);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.skippedBytes()).isZero();
        assertThat(decoded.passedBytes()).isEqualTo(input.getBytes(StandardCharsets.UTF_8).length);
    }

    /** Each line a body behind the same prefix. */
    static void assertBodies(String bodies, String expected) throws IOException {
        assertRows(
                bodies.replaceAll("(?m)^", "   a-1       [000] .....     1.000001: ")
                                .stripTrailing() + "\n",
                expected);
    }
}
