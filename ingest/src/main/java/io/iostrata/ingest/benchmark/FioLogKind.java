package io.iostrata.ingest.benchmark;

import java.util.Arrays;
import java.util.Locale;

/** What a fio log's values are, as its name tells: {@code PREFIX_lat.1.log}. */
enum FioLogKind {
    LAT("fio_request_begin", "fio_request"),
    CLAT("fio_clat_begin", "fio_clat"),
    /** Time to submit: no request's latency. */
    SLAT("", "fio_slat"),
    BW("", ""),
    IOPS("", "");

    private final String begin;
    private final String end;

    FioLogKind(String begin, String end) {
        this.begin = begin;
        this.end = end;
    }

    /** By the file's name; latencies where it does not say. */
    static FioLogKind of(String file) {
        var name = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> name.matches("(?:.*_)?" + kind.text() + "\\..*"))
                .findFirst()
                .orElse(LAT);
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isLatency() {
        return !end.isEmpty();
    }

    /** Event at a request's begin; empty where its value is not the time of one. */
    String begin() {
        return begin;
    }

    /** Event of a line. */
    String end() {
        return end;
    }

    /** Name of the value. */
    String value() {
        return isLatency() ? text() + "_ns" : "value";
    }
}
