package io.iostrata.jobs.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text files that come with the program. */
final class Resources {
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    private Resources() {}

    /** A file of {@code resources/reports/}. */
    static String report(String name) {
        return text("/reports/" + name);
    }

    /** The page's script: the frame of all charts, each chart, and the start. */
    static String script(List<String> charts) {
        return Stream.of(
                        Stream.of("page.js", "bars.js", "percentiles.js"),
                        charts.stream().map(name -> name + ".js"),
                        Stream.of("start.js"))
                .flatMap(names -> names)
                .map(name -> report("charts/" + name))
                .collect(Collectors.joining("\n"));
    }

    /** The chart library: canvas and SVG, every kind of chart; no eval in what is used of it. */
    static String charts() {
        return text(ECHARTS);
    }

    private static String text(String path) {
        try (var in = Resources.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("Missing resource: " + path + " (broken build)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
