package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tables that open on demand, under one heading; a table without rows is left out, and a section without tables.
 *
 * @param id of the section in the page
 */
record TableSection(String id, String heading, List<Part> parts) {
    static final TableSection REQUESTS = new TableSection(
            "requests",
            "Requests, one by one",
            List.of(
                    new Part(
                            "Who makes the tail",
                            "tail.sql",
                            "Own times add up where percentiles do not: the slowest requests against those around the median."),
                    new Part(
                            "Ways in and out",
                            "ways.sql",
                            "Means. Not resolvable: guest and host clocks are not known well enough to divide the time."),
                    new Part(
                            "How far requests were followed",
                            "followed.sql",
                            "One row an I/O of the measured disk; what is not in every layer is left out of the tail."),
                    new Part(
                            "How layers were found",
                            "matches.sql",
                            "Shared: a doorbell or an interrupt of several requests, whose time in the layer is an upper bound.")));
    static final TableSection INSTRUMENTS = new TableSection(
            "instruments",
            "Beside the requests",
            List.of(
                    new Part(
                            "Waits for futexes",
                            "futexes.sql",
                            "Calls of futex(2) that ask to wait. At once: the value had changed already, and nobody slept."),
                    new Part(
                            "Requests while a thread waited",
                            "futex-overlap.sql",
                            "That a thread waited meanwhile does not say that the request waited for it: an idle thread's wait lies over every request."),
                    new Part(
                            "Main loop",
                            "main-loop.sql",
                            "The parts of an iteration add up to it; blocked is the time in select or poll."),
                    new Part(
                            "vCPUs",
                            "vcpus.sql",
                            "kvm_run and qemu are the same time as guest and host, seen from QEMU and from kvm. Parts of a state follow it."),
                    new Part(
                            "Host benchmark and QEMU's own calls",
                            "host-io.sql",
                            "The benchmark may read() where QEMU calls pread64(): these are the calls QEMU made. io_submit only hands a request over.")));

    /** A table that opens on demand. */
    record Part(String heading, String query, String note) {}

    /** The queries of every section. */
    static List<String> queries() {
        return Stream.of(REQUESTS, INSTRUMENTS)
                .flatMap(section -> section.parts.stream())
                .map(Part::query)
                .toList();
    }

    Html of(Page page) {
        var content = new ArrayList<Html>();
        for (var part : parts) {
            var table = page.data().tables().get(part.query);
            if (!table.isEmpty()) {
                var count = Html.tag("span", "aside").holding(" " + table.rows().size() + (table.isCut() ? "+" : ""));
                var body = Html.concat(Page.note(part.note), table.html());
                content.add(Page.folded(Html.concat(Html.text(part.heading), count), body));
            }
        }
        return content.isEmpty() ? Html.concat() : Page.section(id, heading, content);
    }
}
