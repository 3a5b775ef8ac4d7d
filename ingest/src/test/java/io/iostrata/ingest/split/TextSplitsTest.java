package io.iostrata.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSplitsTest {
    private static final Path CASES = Path.of("src/test/resources/ftracetext");
    private static final long[] SIZES = {200, 300, 450, 600, 800};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "guest-6.18-trace",
                "guest-6.1-trace",
                "host-6.1-lost-trace_pipe",
                "host-6.1-tsc-trace_pipe",
                "host-6.1-kvm-trace_pipe",
                "trace-cmd-3.1-report",
                "trace-cmd-3.1-report-t",
                "perf-6.1-script",
                "perf-6.1-script-fields"
            })
    void tellOfRealTracesWhatAReadingOfTheWholeTells(String name) throws IOException {
        var file = new Readings(Files.readAllBytes(CASES.resolve(name + ".txt")), Optional.empty());
        var whole = file.whole();
        for (long size : SIZES) {
            var splits = file.splits(size);
            assertThat(splits).as("size %d", size).hasSizeGreaterThan(1);
            assertThat(file.inSplits(splits)).contains(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"guest-6.18-trace", "host-6.1-lost-trace_pipe", "trace-cmd-3.1-report", "perf-6.1-script"})
    void tellNothingElseOfDamagedTraces(String name) throws IOException {
        byte[] input = Files.readAllBytes(CASES.resolve(name + ".txt"));
        var random = new Random(name.hashCode());
        int told = 0;
        for (int i = 0; i < 100; i++) {
            byte[] damaged = input.clone();
            for (int flip = 0; flip < 20; flip++) {
                damaged[1000 + random.nextInt(input.length - 1000)] ^= (byte) (1 << (6 + random.nextInt(2)));
            }
            var file = new Readings(damaged, Optional.empty());
            var read = file.inSplits(file.splits(700));
            told += read.isPresent() ? 1 : 0;
            var whole = file.whole();
            assertThat(read.orElse(whole)).isEqualTo(whole);
        }
        assertThat(told).isGreaterThan(30);
    }

    @Test
    void joinALossWithTheEventsOfItsCpuInOtherSplits() throws IOException {
        var file = text(
                """
                 a-1 [000] .... 1.000001: tick: n=1
                 a-1 [001] .... 1.000002: tick: n=2
                 a-1 [002] .... 1.000003: tick: n=3
                CPU:1 [LOST 7 EVENTS]
                 a-1 [000] .... 1.000004: tick: n=4
                CPU:3 [LOST 1 EVENTS]
                 a-1 [002] .... 1.000005: tick: n=5
                CPU:2 [LOST 3 EVENTS]
                 a-1 [001] .... 1.000006: tick: n=6
                 a-1 [000] .... 1.000007: tick: n=7
                 a-1 [003] .... 1.000008: tick: n=8
                """);
        assertThat(file.inSplits(file.splits(30))).contains(file.whole());
        assertThat(file.splits(30)).hasSizeGreaterThan(4);
        assertThat(file.whole().issues().toString())
                .contains("[from=1000002000, to=1000006000]")
                .contains("[from=1000001000, to=1000008000]")
                .contains("[from=1000005000, to=1000008000]");
    }

    @Test
    void passRowsOverACutToTheSplitOfTheirTime() throws IOException {
        var text = new StringBuilder();
        for (int line = 0; line < 400; line++) {
            int us = 1000 + 10 * (line % 7 == 3 ? line - 4 : line);
            text.append(" a-1 [000] .... 1.%06d: tick: n=%d\n".formatted(us, line));
        }
        var file = text(text.toString());
        assertThat(file.splits(2000)).hasSizeGreaterThan(5);
        assertThat(file.inSplits(file.splits(2000))).contains(file.whole());
    }

    @Test
    void giveUpWhereARowIsFarFromItsTime() throws IOException {
        var text = new StringBuilder();
        for (int line = 0; line < 400; line++) {
            int us = line == 390 ? 1001 : 1000 + 10 * line;
            text.append(" a-1 [000] .... 1.%06d: tick: n=%d\n".formatted(us, line));
        }
        var file = text(text.toString());
        assertThat(file.inSplits(file.splits(2000))).isEmpty();
    }

    @Test
    void areNoneOfATextWithoutAPlaceToCut() throws IOException {
        var graph = "# tracer: function_graph\n" + " 0)   0.123 us    |  f();\n".repeat(1000);
        assertThat(text(graph).splits(1000)).isEmpty();
    }

    private static Readings text(String text) {
        return new Readings(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }
}
