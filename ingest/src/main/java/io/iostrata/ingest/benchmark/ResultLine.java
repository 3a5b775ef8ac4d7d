package io.iostrata.ingest.benchmark;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines that hold a benchmark's result, or a part of it:
 *
 * <pre>
 * dd       := bytes " bytes (" … ") copied, " seconds " s, " rate            after n "+0 records in"
 * ioping   := "min/avg/max/mdev = " n unit " / " n unit …                    after n " requests completed in …"
 * qemu-io  := size ", " n " ops; " time " (" rate "/sec and " n " ops/sec)"
 * qemu-img := "Run completed in " seconds " seconds."                        after "Sending " n " read requests, …"
 * terse    := "3;" version ";" job ";" …                                     fields in µs
 * </pre>
 */
enum ResultLine {
    DD_RECORDS("dd", "(\\d{1,15})\\+(\\d{1,15}) records in"),
    DD_WRITTEN("dd", "\\d{1,15}\\+\\d{1,15} records out"),
    DD("dd", "(\\d{1,18}) bytes (?:\\([^)]*\\) )?copied, ([\\d.,eE-]{1,20}) (?:s|seconds), .*"),
    IOPING_REQUESTS("ioping", "(\\d{1,12}(?:\\.\\d{1,6})?)( [kMG])? requests completed in .*"),
    IOPING("ioping", "min/avg/max/mdev = (\\S{1,20}) (\\w{1,3}|µs) / (\\S{1,20}) (\\w{1,3}|µs) / .*"),
    IOPING_NOTE("ioping", "--- .* ioping statistics ---|generated .*|.* request=\\d+ time=.*"),
    QEMU_IO(
            "qemu-io",
            ".*, (\\d{1,15}) ops; (?:(\\d{1,6}):)?(?:(\\d{1,6}):)?(\\d{1,9}\\.\\d{1,9})(?: sec)? \\(.* ops/sec\\)"),
    QEMU_IO_NOTE("qemu-io", "(?:read|wrote|discard) \\d+/\\d+ bytes at offset -?\\d+"),
    QEMU_IMG_REQUESTS("qemu-img bench", "Sending (\\d{1,15}) (read|write) requests, .*"),
    QEMU_IMG("qemu-img bench", "Run completed in (\\d{1,12}\\.\\d{1,9}) seconds\\.");

    private final String tool;
    private final Pattern pattern;

    ResultLine(String tool, String pattern) {
        this.tool = tool;
        this.pattern = Pattern.compile(pattern);
    }

    /** What a file has said so far that its result needs. */
    static final class Said {
        private Optional<BigDecimal> requests = Optional.empty();
        private Optional<String> op = Optional.empty();
    }

    /** What a line says: nothing yet, or the arguments of a result. */
    record Told(Optional<Map<String, String>> result) {}

    /** What the line says; empty where no tool prints such. */
    static Optional<Told> of(String line, Said said) {
        for (var kind : values()) {
            var found = kind.pattern.matcher(line.strip());
            if (found.matches()) {
                return Optional.of(new Told(kind.read(found, said)));
            }
        }
        return Optional.empty();
    }

    /** Whether a file with such lines is a benchmark's: dd's records alone are. */
    static boolean isResult(String line) {
        return List.of(DD, IOPING, QEMU_IO, QEMU_IMG).stream()
                .anyMatch(kind -> kind.pattern.matcher(line.strip()).matches());
    }

    private Optional<Map<String, String>> read(Matcher found, Said said) {
        return switch (this) {
            case DD_RECORDS -> said(said, new BigDecimal(found.group(1)).add(new BigDecimal(found.group(2))));
            case IOPING_REQUESTS -> said(said, scaled(found.group(1), found.group(2)));
            case QEMU_IMG_REQUESTS -> {
                said.op = Optional.of(found.group(2));
                yield said(said, new BigDecimal(found.group(1)));
            }
            case DD -> mean(said, found.group(2).replace(',', '.'));
            case QEMU_IMG -> mean(said, found.group(1));
            case QEMU_IO -> {
                said.requests = Optional.of(new BigDecimal(found.group(1)));
                yield mean(said, seconds(found));
            }
            case IOPING -> ioping(said, found);
            case DD_WRITTEN, IOPING_NOTE, QEMU_IO_NOTE -> Optional.empty();
        };
    }

    private static Optional<Map<String, String>> said(Said said, BigDecimal requests) {
        said.requests = Optional.of(requests);
        return Optional.empty();
    }

    private static BigDecimal scaled(String number, String suffix) {
        int power = suffix == null ? 0 : 3 * " kMG".indexOf(suffix.charAt(1));
        return new BigDecimal(number).scaleByPowerOfTen(power);
    }

    private static String seconds(Matcher found) {
        var hours = found.group(3) == null ? "0" : found.group(2);
        var minutes = found.group(3) == null ? found.group(2) : found.group(3);
        return new BigDecimal(hours)
                .multiply(BigDecimal.valueOf(3600))
                .add(new BigDecimal(minutes == null ? "0" : minutes).multiply(BigDecimal.valueOf(60)))
                .add(new BigDecimal(found.group(4)))
                .toPlainString();
    }

    /** The mean of requests made one after the other: the time they took, divided. */
    private Optional<Map<String, String>> mean(Said said, String seconds) {
        if (!seconds.matches("\\d{1,9}(?:\\.\\d{1,12})?(?:[eE]-?\\d)?")
                || said.requests.filter(requests -> requests.signum() > 0).isEmpty()) {
            return Optional.empty();
        }
        var ns = new BigDecimal(seconds).scaleByPowerOfTen(9).divide(said.requests.get(), MathContext.DECIMAL64);
        return Optional.of(result(said, ns));
    }

    private Optional<Map<String, String>> ioping(Said said, Matcher found) {
        if (!found.group(3).matches("\\d{1,9}(?:\\.\\d{1,9})?")) {
            return Optional.empty();
        }
        var ns = new BigDecimal(TimeUnits.ns(found.group(3), found.group(4)));
        return Optional.of(result(said, ns));
    }

    private Map<String, String> result(Said said, BigDecimal meanNs) {
        var result = new LinkedHashMap<String, String>();
        result.put("tool", tool);
        said.op.ifPresent(op -> result.put("op", op));
        said.requests.ifPresent(
                requests -> result.put("requests", requests.toBigInteger().toString()));
        result.put(
                "mean_ns",
                meanNs.signum() == 0 ? "0" : meanNs.stripTrailingZeros().toPlainString());
        said.requests = Optional.empty();
        said.op = Optional.empty();
        return result;
    }
}
