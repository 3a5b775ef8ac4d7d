package io.iostrata.ingest.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of one fio report. Latencies of fio 2, in µs, become ns. */
final class FioRows {
    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_NUMBER = 60;
    private static final int MOST_MISCOUNTED = 100;

    private final Names names;
    private String version = "";
    private long sequence;

    /** One event: its name, and its arguments in order. */
    final class Row {
        private final String event;
        private final Map<String, String> args = new LinkedHashMap<>();

        private Row(String event) {
            this.event = event;
        }

        void append(EventBatch batch) {
            batch.begin(sequence++, names.id(event));
            args.forEach((name, value) -> append(batch, names.id(name), value));
            batch.end();
        }

        private static void append(EventBatch batch, int key, String value) {
            if (value.matches("0|-?[1-9]\\d{0,17}")) {
                batch.arg(key, ArgKind.DECIMAL, Long.parseLong(value));
            } else {
                byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
                batch.arg(key, utf8, 0, utf8.length);
            }
        }

        private Row with(String name, Optional<String> value) {
            value.ifPresent(text -> args.put(name, text));
            return this;
        }
    }

    /** One kind of latency of a direction: its node, and what one unit of it is in ns. */
    private record Latency(String name, JsonNode node, long unitNs) {
        Optional<String> ns(String field) {
            return FioRows.number(node.path(field), unitNs);
        }

        long binned() {
            long sum = 0;
            for (var count : node.path("bins")) {
                sum += count.asLong(0);
            }
            return sum;
        }

        boolean isMeasured() {
            return node.path("N").asLong(node.path("max").asDouble(0) > 0 ? 1 : 0) > 0;
        }
    }

    FioRows(Names names) {
        this.names = names;
    }

    /** {@code fio json 3.33}. */
    String format() {
        return version.isEmpty() ? "fio json" : "fio json " + version.replaceFirst("^fio-", "");
    }

    /** The rows in order, made as they are asked for. */
    Stream<Row> of(JsonNode report) {
        version = text(report.path("fio version")).orElse("");
        return elements(report.path("jobs")).stream()
                .flatMap(job -> Stream.of("read", "write", "trim").flatMap(op -> rows(report, job, op)));
    }

    /** Latencies whose bins do not add up to their N, a line each. */
    List<String> miscounted(JsonNode report) {
        return elements(report.path("jobs")).stream()
                .flatMap(job -> Stream.of("read", "write", "trim").map(job::path))
                .flatMap(op -> Stream.of("clat", "lat", "slat").map(name -> latency(op, name)))
                .filter(latency -> latency.node.path("bins").size() > 0)
                .filter(latency -> latency.binned() != latency.node.path("N").asLong(latency.binned()))
                .map(latency -> "bins of %s count %d, expected %s"
                        .formatted(latency.name, latency.binned(), latency.node.path("N")))
                .limit(MOST_MISCOUNTED)
                .toList();
    }

    private Stream<Row> rows(JsonNode report, JsonNode job, String op) {
        var direction = job.path(op);
        var ios = direction.path("total_ios");
        if (!ios.isNumber() || ios.decimalValue().signum() <= 0) {
            return Stream.empty();
        }
        var latencies = Stream.of("clat", "lat", "slat")
                .map(name -> latency(direction, name))
                .toList();
        return Stream.concat(
                Stream.of(jobRow(report, job, op, latencies)),
                latencies.stream().flatMap(latency -> bins(job, op, latency)));
    }

    private Row jobRow(JsonNode report, JsonNode job, String op, List<Latency> latencies) {
        var direction = job.path(op);
        var total = latencies.get(1).isMeasured() ? latencies.get(1) : latencies.get(0);
        var row = new Row("fio_job")
                .with("jobname", text(job.path("jobname")))
                .with("op", Optional.of(op))
                .with("requests", number(direction.path("total_ios"), 1))
                .with("mean_ns", total.ns("mean"))
                .with("min_ns", total.ns("min"))
                .with("max_ns", total.ns("max"))
                .with("stddev_ns", total.ns("stddev"))
                .with("clat_mean_ns", latencies.get(0).ns("mean"))
                .with("slat_mean_ns", latencies.get(2).ns("mean"))
                .with("iops", number(direction.path("iops"), 1))
                .with("bw_bytes", number(direction.path("bw_bytes"), 1).or(() -> number(direction.path("bw"), 1024)))
                .with("runtime_ms", number(direction.path("runtime"), 1))
                .with("fio_version", text(report.path("fio version")))
                .with("timestamp_ms", number(report.path("timestamp_ms"), 1));
        for (var option : List.of("bs", "rw", "iodepth", "ioengine")) {
            row.with(
                    option,
                    text(job.path("job options").path(option))
                            .or(() -> text(report.path("global options").path(option))));
        }
        return row;
    }

    private Stream<Row> bins(JsonNode job, String op, Latency latency) {
        return fields(latency.node.path("bins")).entrySet().stream()
                .filter(bin -> bin.getKey().matches("\\d{1,15}"))
                .map(bin -> new Row("fio_bin")
                        .with("jobname", text(job.path("jobname")))
                        .with("op", Optional.of(op))
                        .with("latency", Optional.of(latency.name))
                        .with("value_ns", Optional.of(Long.toString(Long.parseLong(bin.getKey()) * latency.unitNs)))
                        .with("count", number(bin.getValue(), 1)));
    }

    private static Latency latency(JsonNode direction, String name) {
        var ns = direction.path(name + "_ns");
        return ns.isObject() ? new Latency(name, ns, 1) : new Latency(name, direction.path(name), 1000);
    }

    private static List<JsonNode> elements(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return elements;
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        var fields = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private static Optional<String> text(JsonNode node) {
        return node.isValueNode() && !node.isNull() && node.asText().length() <= LONGEST_TEXT
                ? Optional.of(node.asText())
                : Optional.empty();
    }

    private static Optional<String> number(JsonNode node, long unit) {
        if (!node.isNumber()) {
            return Optional.empty();
        }
        var value = node.decimalValue();
        if (value.precision() > LONGEST_NUMBER || Math.abs((long) value.scale()) > LONGEST_NUMBER) {
            return Optional.empty();
        }
        var scaled = value.multiply(BigDecimal.valueOf(unit));
        return Optional.of((scaled.signum() == 0 ? BigDecimal.ZERO : scaled.stripTrailingZeros()).toPlainString());
    }
}
