package io.iostrata.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the corpus's EXPECTED.md. */
record ExpectedNumbers(List<String> lines) {
    private static final Pattern DISTRIBUTION = Pattern.compile("(\\d+): ([\\d.]+) / ([\\d.]+) / ([\\d.]+)( tsc)?");
    private static final Pattern LINK = Pattern.compile("(\\w+) ([\\d.]+)");
    private static final Pattern SHAPE_COUNT = Pattern.compile("(?:^|, )(\\d+): ");
    private static final Pattern WITH_CONTROL = Pattern.compile("([\\d.]+)(?: \\(([\\d.]+)\\))?");

    /** A cell "count: mean / p50 / p99"; times in ns, or in ticks. */
    record Distribution(long count, double mean, double p50, double p99, boolean isTicks) {}

    /** A link of a chain. */
    record Link(String event, double meanNs) {}

    /** A run's chain: mean of each link, of the whole, requests of this shape, and of each other one in rising order. */
    record Chain(List<Link> links, double totalNs, long requests, List<Long> otherShapes) {}

    /** A mean and the benchmark's own in the same run, ns. */
    record Measured(double meanNs, Optional<Double> controlNs) {}

    static ExpectedNumbers read(Path corpus) throws IOException {
        return new ExpectedNumbers(Files.readAllLines(corpus.resolve("EXPECTED.md")));
    }

    /** The table under a heading: rows by their first cell, each a map from column to cell, without empty ones. */
    Map<String, Map<String, String>> table(String heading) {
        var rows = lines.stream()
                .dropWhile(line -> !line.startsWith("## " + heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("|"))
                .map(ExpectedNumbers::cells)
                .toList();
        var columns = rows.get(0);
        var table = new LinkedHashMap<String, Map<String, String>>();
        for (var row : rows.subList(2, rows.size())) {
            var named = new LinkedHashMap<String, String>();
            for (int i = 1; i < columns.size(); i++) {
                if (!row.get(i).equals("-")) {
                    named.put(columns.get(i), row.get(i));
                }
            }
            table.put(row.get(0), named);
        }
        return table;
    }

    /** Each run's chain inside QEMU. */
    Map<String, Chain> chains() {
        return table("Breakdown inside QEMU").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, row -> chain(row.getValue())));
    }

    /** The figures of a cell of microseconds, or of ticks. */
    static Distribution distribution(String cell) {
        var parts = DISTRIBUTION.matcher(cell);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Invalid cell: " + cell + " (count: mean / p50 / p99)");
        }
        boolean ticks = parts.group(5) != null;
        double unit = ticks ? 1 : 1000;
        return new Distribution(
                Long.parseLong(parts.group(1)),
                unit * Double.parseDouble(parts.group(2)),
                unit * Double.parseDouble(parts.group(3)),
                unit * Double.parseDouble(parts.group(4)),
                ticks);
    }

    /** A cell "ns" or "ns (control)". */
    static Measured measured(String cell) {
        var parts = WITH_CONTROL.matcher(cell);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Invalid cell: " + cell + " (ns, or ns (control))");
        }
        return new Measured(
                Double.parseDouble(parts.group(1)),
                Optional.ofNullable(parts.group(2)).map(Double::valueOf));
    }

    private static Chain chain(Map<String, String> row) {
        var links = LINK.matcher(row.get("chain (us)"))
                .results()
                .map(link -> new Link(link.group(1), 1000 * Double.parseDouble(link.group(2))))
                .toList();
        var others = SHAPE_COUNT
                .matcher(row.getOrDefault("other shapes", ""))
                .results()
                .map(shape -> Long.valueOf(shape.group(1)))
                .sorted()
                .toList();
        double totalNs = 1000 * Double.parseDouble(row.get("total us"));
        return new Chain(links, totalNs, Long.parseLong(row.get("requests with this shape")), others);
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        Stream.of(line.substring(1).split("\\|", -1)).map(String::strip).forEach(cells::add);
        cells.remove(cells.size() - 1);
        return cells;
    }
}
