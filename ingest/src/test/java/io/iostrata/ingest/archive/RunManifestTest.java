package io.iostrata.ingest.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iostrata.ingest.archive.RunManifest.Benchmark;
import io.iostrata.ingest.archive.RunManifest.FileNote;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.schemas.config.GivenOffset;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunManifestTest {
    private static final String FULL =
            """
            {"run_id": "r", "set": "s", "date": "2010-07-02", "unknown": {"kept": [1]},
             "config": {"aio": "native", "memset": false, "none": null, "workload": {"bs": 4096, "rw": ["a", "b"]}},
             "files": [{"path": "q.trace", "layer": "qemu", "clock": "host mono", "ns_per_tick": 0.5},
                       {"path": "../common/trace-events-all"}],
             "benchmark": {"requests": 2500, "mean_ns": 7940655, "start_ns": 5, "clock": "guest CLOCK_MONOTONIC"},
             "model": {"gsi": 26, "$vdev": "0xa"}, "futexes": {"0x00AB": "BQL", "cd": "b", "?": "c"},
             "ground_truth": {"gsi": 11}}""";

    @Test
    void readsWhatIsThere() throws MalformedTraceException {
        var manifest = parse(FULL);

        assertThat(manifest.runId()).isEqualTo("r");
        assertThat(manifest.setId()).isEqualTo("s");
        assertThat(manifest.config())
                .isEqualTo(Map.of(
                        "aio",
                        "native",
                        "memset",
                        "false",
                        "workload.bs",
                        "4096",
                        "workload.rw.0",
                        "a",
                        "workload.rw.1",
                        "b"));
        assertThat(manifest.benchmark()).isEqualTo(new Benchmark(2500, 7940655, 5, -1, "guest mono"));
        assertThat(manifest.model()).isEqualTo(Map.of("$gsi", "26", "$vdev", "0xa"));
        assertThat(manifest.futexes()).isEqualTo(Map.of("0xab", "BQL", "0xcd", "b", "?", "c"));
        assertThat(manifest.traceEvents()).contains("../common/trace-events-all");
    }

    @Test
    void everythingIsOptional() throws MalformedTraceException {
        assertThat(parse("{}")).isEqualTo(RunManifest.NONE);
        assertThat(parse("{\"run_id\": null, \"files\": 7, \"config\": [], \"benchmark\": \"x\"}"))
                .isEqualTo(RunManifest.NONE);
    }

    @Test
    void readsOffsetsBetweenClocks() throws MalformedTraceException {
        var manifest = parse(
                """
                {"clocks": [
                  {"clock": "guest CLOCK_MONOTONIC", "reference": "host mono", "offset_ns": -123, "error_ns": 500, "at_ref_ns": 7},
                  {"clock": "guest realtime", "reference": "host realtime", "offset_ns": 0, "error_ns": 1}]}
                """);

        assertThat(manifest.clocks())
                .containsExactly(
                        new GivenOffset("guest mono", "host mono", -123, 500, 7),
                        new GivenOffset("guest realtime", "host realtime", 0, 1, GivenOffset.ALWAYS));
        assertThat(manifest.clocks())
                .allSatisfy(each -> assertThat(GivenOffset.parse(each.text())).contains(each));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    7                                                                 | clocks is 7, expected a list of offsets
                    [7]                                                               | clocks[0] is 7, expected an offset with
                    [{}]                                                              | clocks[0].clock is nothing, expected guest or host and the clock
                    [{"clock": "mono"}]                                               | clocks[0].clock is "mono", expected guest or host and the clock
                    [{"clock": "guest mono", "reference": "guest CLOCK_MONOTONIC"}]   | clocks[0] is guest mono twice, expected two clocks
                    [{"clock": "guest mono", "reference": "host mono", "error_ns": 1}] | clocks[0].offset_ns is nothing, expected a whole number of ns
                    [{"clock": "guest mono", "reference": "host mono", "error_ns": -1}] | clocks[0].error_ns is -1, expected 0 or more
                    [{"clock": "guest mono", "reference": "host mono", "error_ns": 0.5}] | clocks[0].error_ns is 0.5, expected a whole number of ns
                    [{"clock": "guest mono", "reference": "host mono", "error_ns": 9223372036854775807}] | clocks[0].error_ns is 9223372036854775807, expected a whole number of ns
                    [{"klock": "guest mono"}]                                         | clocks[0] is key klock, expected one of
                    """)
    void offsetsThatAreNoneAreAMessage(String clocks, String message) {
        assertThatThrownBy(() -> parse("{\"clocks\": " + clocks + "}"))
                .isInstanceOf(MalformedTraceException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aCompressionSuffixMayBeMissingOnEitherSide() throws MalformedTraceException {
        var note = new FileNote("q.trace", "qemu", "host mono", 0.5);

        assertThat(parse(FULL).note("q.trace")).contains(note);
        assertThat(parse(FULL).note("q.trace.zst")).contains(note);
        assertThat(parse(FULL).note("other.trace")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "nonsense", "{\"a\": }", "{\"run_id\": \"cut", "{} {", "\u0000"})
    void whatIsNoManifestIsAMessageWithItsPlace(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(MalformedTraceException.class)
                .hasMessageMatching("(?s)a/run.json@0x[0-9a-f]+: .+");
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> parse("{\"config\":" + "[".repeat(100_000)))
                .isInstanceOf(MalformedTraceException.class);
    }

    @Test
    void damageEndsInAManifestOrInAMessage() {
        var random = new Random(1);
        for (int round = 0; round < 5000; round++) {
            byte[] bytes = FULL.getBytes(UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                assertThat(RunManifest.parse("a/run.json", bytes)).isNotNull();
            } catch (MalformedTraceException expected) {
                assertThat(expected.offset()).isBetween(0L, (long) bytes.length);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "trace-events, true",
        "sub/trace-events, true",
        "../common/trace-events-all, true",
        "../../trace-events, false",
        "../a/../../b, false",
        "a/../../b, false",
        "/etc/passwd, false"
    })
    void pathsStayInTheRunOrBesideIt(String path, boolean inside) {
        assertThat(RunManifest.isInOrBesideTheRun(path)).isEqualTo(inside);
    }

    private static RunManifest parse(String json) throws MalformedTraceException {
        return RunManifest.parse("a/run.json", json.getBytes(UTF_8));
    }
}
