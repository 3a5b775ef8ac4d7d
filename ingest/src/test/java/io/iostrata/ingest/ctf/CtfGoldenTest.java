package io.iostrata.ingest.ctf;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.EventTables;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A trace that LTTng wrote against what babeltrace2 prints of it. */
final class CtfGoldenTest {
    private static final Pattern LINE = Pattern.compile("\\[0*(\\d+)\\] \\(\\S+\\) \\S+ qemu:(\\w+): (.*)");
    private static final Pattern FIELD =
            Pattern.compile("(\\w+) = (\"[^\"]*\"|\\[(?: \\[\\d+\\] = \\w+,?)* ?\\]|\\( \"\\w+\" [^)]*\\)|[^,} ]+)");
    private static final Map<String, String> COLUMNS =
            Map.of("cpu_id", "cpu", "vpid", "pid", "vtid", "tid", "procname", "comm", "laiocb", "acb");
    private static final List<String> POINTERS = List.of("vdev", "vq", "req", "acb");
    private static final String TABLE = "ts_ns|event|cpu|pid|tid|comm|vdev|vq|req|acb|sector|bytes|offset|ret|args";

    @Test
    void readsWhatBabeltrace2Prints() throws IOException {
        var decoded = Traces.decode(TABLE, file("metadata"), file("ch_0"), file("ch_1"));
        var expected = new String(file("babeltrace2.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(CtfGoldenTest::ofBabeltrace)
                .toList();
        var rows = decoded.table().lines().skip(1).map(CtfGoldenTest::ofRow).toList();
        assertThat(rows).hasSize(36).isEqualTo(expected);
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.skipped()).isZero();
        assertThat(decoded.passed()).isEqualTo(4096 + 4096 + 8192);
    }

    private static Map<String, String> ofRow(String line) {
        var values = new TreeMap<String, String>();
        var cells = line.split("\\|", -1);
        var names = EventTables.columns(TABLE);
        for (int i = 0; i + 1 < names.size(); i++) {
            values.put(names.get(i), cells[i]);
        }
        for (var arg : cells[names.size() - 1].split(", (?=\\w+=)", -1)) {
            var name = arg.replaceFirst("=.*", "");
            values.put(name, rounded(name, arg.replaceFirst("\\w*=?", "")));
        }
        values.values().removeIf(String::isEmpty);
        return values;
    }

    private static Map<String, String> ofBabeltrace(String line) {
        var event = LINE.matcher(line);
        assertThat(event.matches()).isTrue();
        var values = new TreeMap<>(Map.of("ts_ns", event.group(1), "event", event.group(2)));
        var field = FIELD.matcher(event.group(3));
        while (field.find()) {
            var name = COLUMNS.getOrDefault(field.group(1), field.group(1));
            if (!name.endsWith("_length")) {
                values.put(name, value(name, field.group(2)));
            }
        }
        values.values().removeIf(String::isEmpty);
        return values;
    }

    private static String value(String name, String printed) {
        if (printed.startsWith("0x")) {
            long bits = Long.parseUnsignedLong(printed.substring(2), 16);
            return POINTERS.contains(name) ? Long.toString(bits) : "0x" + Long.toHexString(bits);
        }
        return rounded(name, printed)
                .replaceAll("^\"|\"$", "")
                .replaceFirst("\\( \"(\\w+)\".*", "$1")
                .replaceAll("\\[\\d+\\] = ", "")
                .replace("[ ", "[")
                .replace(" ]", "]");
    }

    /** babeltrace2 prints 6 digits, the last of them rounded once. */
    private static String rounded(String name, String value) {
        boolean isReal = name.equals("d") || name.equals("f");
        return isReal
                ? new BigDecimal(value)
                        .round(new MathContext(5))
                        .stripTrailingZeros()
                        .toPlainString()
                : value;
    }

    private static byte[] file(String name) throws IOException {
        try (var in = CtfGoldenTest.class.getResourceAsStream("/ctf/lttng-ust/" + name)) {
            return in.readAllBytes();
        }
    }
}
