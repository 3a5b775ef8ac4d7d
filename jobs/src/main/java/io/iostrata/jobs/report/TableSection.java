package io.iostrata.jobs.report;

import java.util.List;
import java.util.stream.Stream;

/** The sections made of queries alone, in parts; a part without rows is left out, and a section without parts. */
record TableSection(String id, String heading, List<Part> parts) {
    /** Of the heat maps, whose cells are rows. */
    private static final int MOST_CELLS = 9_000;

    /** Of shift functions, nine rows each. */
    private static final int MOST_SHIFTS = 1800;

    static final TableSection DIAGRAMS = new TableSection(
            "diagrams",
            "Where the time goes",
            List.of(
                    Part.chart(
                                    "Time spent in each layer",
                                    "composition",
                                    "Own times of the layers, added up. Mean: of all requests. p50, p99: the mean composition of the requests within half a percentile"
                                            + " point of it, run by run, since percentiles of layers do not add up; only of runs that follow requests through two layers or more. Where runs of a configuration have different layers, those with the commonest"
                                            + " ones: how many are left out is in the tooltip, the table and the CSV.")
                            .by(3),
                    Part.chart(
                                    "The same benchmark on the host and in the guest",
                                    "host-guest",
                                    "What a request takes as the benchmark prints it, in the guest and on the bare host.")
                            .by(2)));
    static final TableSection PAIRS = new TableSection(
            "pairs",
            "From one configuration to another",
            List.of(
                    Part.chart(
                                    "Where the difference comes from",
                                    "waterfall",
                                    "From the mean of the baseline, step by step, to that of the candidate: what each layer, phase or stage adds or saves.")
                            .by(4),
                    Part.chart(
                                    "Which requests differ",
                                    "shift",
                                    "The difference at each tenth of the distribution, from the fastest requests to the slowest, with a band in which all nine"
                                            + " lie together at the stated confidence. Flat: all requests alike. Rising: the slow ones more.")
                            .by(5)
                            .upTo(MOST_SHIFTS)));
    static final TableSection OVER_TIME = new TableSection(
            "over-time",
            "Over time",
            List.of(
                    Part.chart(
                                    "Latency second by second",
                                    "heat",
                                    "How many requests took how long, in each second of the benchmark; the stronger the colour, the more. Latency is on a logarithmic axis."
                                            + " Requests with stamps 68 years or more after the first are not drawn.")
                            .by(3)
                            .upTo(MOST_CELLS),
                    Part.chart(
                                    "From run to run",
                                    "history",
                                    "Mean of every run in the order they were started; a step where the runs before and after differ by more than chance does.")
                            .by(2)));
    static final TableSection REQUESTS = new TableSection(
            "requests",
            "Requests, one by one",
            List.of(
                    Part.chart(
                                    "Who makes the tail",
                                    "tail",
                                    "Own times add up where percentiles do not: the slowest requests against those around the median.")
                            .by(3),
                    Part.chart(
                                    "The slowest requests",
                                    "slowest",
                                    "The twenty slowest of each configuration by the own times of their layers; choose one to see its way through the layers on one"
                                            + " clock. Thin lines: where an edge may lie as far as the clocks of guest and host are known.")
                            .by(2),
                    Part.table(
                            "Ways in and out",
                            "ways",
                            "Means. Not resolvable: guest and host clocks are not known well enough to divide the time."),
                    Part.table(
                            "How far requests were followed",
                            "followed",
                            "One row an I/O of the measured disk; what is not in every layer is left out of the tail."),
                    Part.table(
                            "How layers were found",
                            "matches",
                            "Shared: a doorbell or an interrupt of several requests, whose time in the layer is an upper bound.")));
    static final TableSection INSTRUMENTS = new TableSection(
            "instruments",
            "Beside the requests",
            List.of(
                    Part.chart(
                            "Waits for futexes",
                            "futexes",
                            "Calls of futex(2) that ask to wait. At once: the value had changed already, and nobody slept."),
                    Part.table(
                            "Requests while a thread waited",
                            "futex-overlap",
                            "That a thread waited meanwhile does not say that the request waited for it: an idle thread's wait lies over every request."),
                    Part.chart(
                                    "Main loop",
                                    "main-loop",
                                    "The parts of an iteration add up to it; blocked is the time in select or poll.")
                            .by(1),
                    Part.chart(
                                    "vCPUs",
                                    "vcpus",
                                    "kvm_run and qemu are the same time as guest and host, seen from QEMU and from kvm. Parts of a state follow it.")
                            .by(2),
                    Part.table(
                            "Interrupt lines",
                            "interrupt-lines",
                            "QEMU's ioctl for an interrupt line, from kvm_set_irq_level to its done."),
                    Part.table(
                            "Interrupts injected",
                            "injected",
                            "How often kvm put an interrupt into a vCPU, by its vector: moments, which take no time."),
                    Part.table(
                            "Host benchmark and QEMU's own calls",
                            "host-io",
                            "The benchmark may read() where QEMU calls pread64(): these are the calls QEMU made. io_submit only hands a request over."),
                    Part.table(
                            "What tracing costs",
                            "observer",
                            "The guest's benchmark in runs that traced the layer against runs that traced nothing.")));

    private static final List<TableSection> ALL = List.of(DIAGRAMS, PAIRS, OVER_TIME, REQUESTS, INSTRUMENTS);

    TableSection {
        parts = List.copyOf(parts);
    }

    /** The parts of every section. */
    static List<Part> allParts() {
        return ALL.stream().flatMap(section -> section.parts.stream()).toList();
    }

    /** The charts of every section, by name. */
    static Stream<String> charts() {
        return allParts().stream().filter(Part::isChart).map(Part::name);
    }

    Section of(Page page) {
        var content = parts.stream()
                .map(part -> part.of(page))
                .filter(html -> !html.equals(Html.NOTHING))
                .toList();
        return new Section(id, heading, content);
    }
}
