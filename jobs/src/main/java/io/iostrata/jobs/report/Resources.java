package io.iostrata.jobs.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text files that come with the program. */
final class Resources {
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

    private Resources() {}

    /** A file of {@code resources/reports/}. */
    static String report(String name) {
        return text("/reports/" + name);
    }

    /** The chart library: canvas and SVG, bars and lines; no eval. */
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
