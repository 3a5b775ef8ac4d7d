package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.List;

/** What the traces show beside the requests: waits for futexes, the main loop, the vCPUs, QEMU's own I/O calls. */
final class InstrumentSection {
    private static final List<Part> PARTS = List.of(
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
                    "The benchmark may read() where QEMU calls pread64(): these are the calls QEMU made. io_submit only hands a request over."));

    /** A table that opens on demand. */
    private record Part(String heading, String query, String note) {}

    private InstrumentSection() {}

    static List<String> queries() {
        return PARTS.stream().map(Part::query).toList();
    }

    /** Nothing where no run has anything of it. */
    static Html of(Page page) {
        var content = new ArrayList<Html>();
        for (var part : PARTS) {
            var table = page.data().tables().get(part.query);
            if (!table.isEmpty()) {
                var count = Html.tag("span", "aside").holding(" " + table.rows().size() + (table.isCut() ? "+" : ""));
                var body = Html.concat(Page.note(part.note), table.html());
                content.add(Page.folded(Html.concat(Html.text(part.heading), count), body));
            }
        }
        return content.isEmpty() ? Html.concat() : Page.section("instruments", "Beside the requests", content);
    }
}
