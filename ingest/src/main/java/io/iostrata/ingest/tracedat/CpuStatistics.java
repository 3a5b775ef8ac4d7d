package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.Issue;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Statistics of the top buffer: {@code CPU: n}, {@code overrun: n} and the like, a line each. */
final class CpuStatistics {
    private static final Pattern CPU = Pattern.compile("CPU: (\\d{1,6})");
    private static final Pattern LOST = Pattern.compile("(?:overrun|commit overrun|dropped events): (\\d{1,15})");

    private CpuStatistics() {}

    /** Events of a CPU that its pages do not tell to be lost. */
    record Untold(int cpu, long count) {
        Issue issue(String file) {
            var message = "%s: CPU %d lost %d events more than its pages tell".formatted(file, cpu, count);
            return new Issue(-1, IssueKind.LOST_EVENTS, Severity.WARNING, count, Optional.empty(), message);
        }
    }

    /** What the statistics say beyond what pages told, by CPU. */
    static List<Untold> untold(String text, Map<Integer, Long> toldByPages) {
        var untold = new ArrayList<Untold>();
        told(text).forEach((cpu, count) -> {
            long missing = count - toldByPages.getOrDefault(cpu, 0L);
            if (missing > 0) {
                untold.add(new Untold(cpu, missing));
            }
        });
        return untold;
    }

    private static Map<Integer, Long> told(String text) {
        int cpu = 0;
        var told = new HashMap<Integer, Long>();
        for (var line :
                text.lines().takeWhile(line -> !line.startsWith("Buffer:")).toList()) {
            var number = CPU.matcher(line.strip());
            var lost = LOST.matcher(line.strip());
            if (number.matches()) {
                cpu = Integer.parseInt(number.group(1));
            } else if (lost.matches()) {
                told.merge(cpu, Long.parseLong(lost.group(1)), Long::sum);
            }
        }
        return told;
    }
}
