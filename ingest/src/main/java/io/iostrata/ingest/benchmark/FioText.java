package io.iostrata.ingest.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * fio's report for people, and its terse one of version 3 and 4, line by line (fio 2 and 3; stat.c):
 *
 * <pre>
 * job     := name ": (groupid=" …
 * op      := ( "read" | "write" | "trim" ) [ " " ] ":" …
 * latency := ( "slat" | "clat" | "lat" ) " (" unit ") :" | ": min=" n ", max=" n ", avg=" n ", stdev=" n
 * issued  := "issued " … ": total=" reads "," writes "," trims …         of the job, after its latencies
 * </pre>
 */
final class FioText {
    private static final Pattern JOB = Pattern.compile("(.{1,200}): \\(groupid=\\d+.*");
    private static final Pattern OP = Pattern.compile("\\s*(read|write|trim) ?: ?(?:io=|IOPS=).*");
    private static final Pattern LATENCY = Pattern.compile(
            "\\s*([sc]?lat) \\((nsec|usec|msec|sec)\\) ?: ?min= *[^,]+, max= *[^,]+, avg= *(\\d{1,15}(?:\\.\\d{1,9})?)([kKM]?), .*");
    private static final Pattern ISSUED =
            Pattern.compile("\\s*issued .*total=(?:r=)?(\\d{1,15})[^,]*,(?:w=)?(\\d{1,15})[^,]*,(?:d=)?(\\d{1,15}).*");
    private static final Pattern TERSE = Pattern.compile("[34];fio-[^;]*;.*");
    private static final Pattern NOTICE = Pattern.compile(
            ".*: \\(g=\\d+\\): rw=.*|fio-\\d.*|Starting \\d+ (?:process|thread).*|.*: Laying out IO file.*|\\.\\.\\.");
    private static final List<String> OPERATIONS = List.of("read", "write", "trim");
    private static final int MOST_JOB = 100;
    /** Terse fields: the job, then 41 of each operation, of which the 5th is bytes in KiB and the 35th the mean in µs. */
    private static final int TERSE_JOB = 2;

    private static final int TERSE_FIRST = 5;
    private static final int TERSE_FIELDS = 41;
    private static final int TERSE_MEAN = 34;

    private final List<Map<String, String>> results = new ArrayList<>();
    private final Map<String, Map<String, String>> open = new LinkedHashMap<>();
    private Optional<String> job = Optional.empty();
    private String op = "";

    /** True for a line that only fio prints. */
    static boolean isResult(String line) {
        return JOB.matcher(line).matches() || TERSE.matcher(line).matches();
    }

    /** True if the line is fio's; what it completes is in {@link #results}. */
    boolean read(String line) {
        if (TERSE.matcher(line).matches()) {
            return terse(line.split(";", -1));
        }
        var begins = JOB.matcher(line);
        if (begins.matches()) {
            flush();
            job = Optional.of(begins.group(1));
            return true;
        }
        return (job.isPresent() && inJob(line)) || NOTICE.matcher(line).matches();
    }

    /** Results that became complete; taken away. */
    List<Map<String, String>> results() {
        var complete = List.copyOf(results);
        results.clear();
        return complete;
    }

    /** Results still open at the end of the file. */
    List<Map<String, String>> end() {
        flush();
        return results();
    }

    private boolean inJob(String line) {
        var operation = OP.matcher(line);
        var latency = LATENCY.matcher(line);
        var issued = ISSUED.matcher(line);
        if (operation.matches()) {
            op = operation.group(1);
        } else if (latency.matches() && !op.isEmpty()) {
            latency(latency.group(1), TimeUnits.ns(latency.group(3) + exponent(latency.group(4)), latency.group(2)));
        } else if (issued.matches()) {
            for (int i = 0; i < OPERATIONS.size(); i++) {
                requests(OPERATIONS.get(i), issued.group(i + 1));
            }
            flush();
        }
        return true;
    }

    private static String exponent(String suffix) {
        return switch (suffix) {
            case "k", "K" -> "E3";
            case "M" -> "E6";
            default -> "";
        };
    }

    /** Whole latencies, or those from submission to completion where there are none. */
    private void latency(String kind, String ns) {
        if (!kind.equals("slat") && (kind.equals("lat") || !of(op).containsKey("mean_ns"))) {
            of(op).put("mean_ns", ns);
        }
    }

    private void requests(String operation, String count) {
        if (open.containsKey(operation) && !count.equals("0")) {
            of(operation).put("requests", count);
        }
    }

    private Map<String, String> of(String operation) {
        return open.computeIfAbsent(operation, name -> result(job.orElse(""), name));
    }

    private static Map<String, String> result(String job, String op) {
        var result = new LinkedHashMap<String, String>();
        result.put("tool", "fio");
        result.put("jobname", job.substring(0, Math.min(MOST_JOB, job.length())));
        result.put("op", op);
        return result;
    }

    private void flush() {
        open.values().stream().filter(result -> result.containsKey("mean_ns")).forEach(results::add);
        open.clear();
        op = "";
    }

    private boolean terse(String[] fields) {
        for (int i = 0; i < OPERATIONS.size(); i++) {
            int first = TERSE_FIRST + i * TERSE_FIELDS;
            if (first + TERSE_MEAN < fields.length && fields[first + TERSE_MEAN].matches("\\d{1,12}\\.\\d{1,9}")) {
                var result = result(fields[TERSE_JOB], OPERATIONS.get(i));
                result.put("mean_ns", TimeUnits.ns(fields[first + TERSE_MEAN], "us"));
                if (!result.get("mean_ns").equals("0")) {
                    results.add(result);
                }
            }
        }
        return true;
    }
}
