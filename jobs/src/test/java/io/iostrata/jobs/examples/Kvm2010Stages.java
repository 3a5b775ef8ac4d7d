package io.iostrata.jobs.examples;

import static io.iostrata.jobs.examples.Device.CONSOLE;
import static io.iostrata.jobs.examples.Device.MEASURED_DISK;
import static io.iostrata.jobs.examples.QemuEvent.LAIO_SUBMIT;
import static io.iostrata.jobs.examples.QemuEvent.PAIO_SUBMIT;
import static io.iostrata.jobs.examples.QemuEvent.POSIX_AIO_PROCESS_QUEUE;
import static io.iostrata.jobs.examples.QemuEvent.POSIX_AIO_READ;
import static io.iostrata.jobs.examples.QemuEvent.QEMU_LAIO_COMPLETION_CB;
import static io.iostrata.jobs.examples.QemuEvent.QEMU_LAIO_ENQUEUE_COMPLETED;
import static io.iostrata.jobs.examples.QemuEvent.VIRTIO_ADD_QUEUE;
import static io.iostrata.jobs.examples.QemuEvent.VIRTIO_BLK_RW_COMPLETE;
import static io.iostrata.jobs.examples.QemuEvent.VIRTIO_NOTIFY;
import static io.iostrata.jobs.examples.QemuEvent.VIRTIO_QUEUE_NOTIFY;
import static io.iostrata.jobs.examples.QemuEvent.VIRTQUEUE_POP;

import io.iostrata.jobs.examples.Kvm2010Config.Aio;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The page's three lists of stages inside QEMU, each as a run with the events the list names, and no others. */
final class Kvm2010Stages {
    private static final int REQUESTS = 500;
    private static final long START_NS = 91_204_118_502_337L;
    private static final long BOOT_NS = START_NS - 41_000_000_000L;

    private Kvm2010Stages() {}

    /** A stage of a list: the event that closes it, and the mean time since the event before it. */
    private record Stage(QemuEvent event, long meanNs) {}

    /** A list: its run, its configuration, seqread's mean and its stages, in order. */
    private record StageList(String id, Aio aio, long seqreadNs, List<Stage> stages) {}

    private static final List<StageList> LISTS = List.of(
            new StageList(
                    "kvm-2010-stages-threads",
                    Aio.THREADS,
                    200_309,
                    List.of(
                            new Stage(VIRTIO_QUEUE_NOTIFY, 45_292),
                            new Stage(PAIO_SUBMIT, 8_023),
                            new Stage(POSIX_AIO_READ, 143_724),
                            new Stage(POSIX_AIO_PROCESS_QUEUE, 1_965),
                            new Stage(VIRTIO_BLK_RW_COMPLETE, 260),
                            new Stage(VIRTIO_NOTIFY, 1_034))),
            new StageList(
                    "kvm-2010-stages-native",
                    Aio.NATIVE,
                    193_374,
                    List.of(
                            new Stage(VIRTIO_QUEUE_NOTIFY, 44_464),
                            new Stage(LAIO_SUBMIT, 8_377),
                            new Stage(QEMU_LAIO_COMPLETION_CB, 136_241),
                            new Stage(QEMU_LAIO_ENQUEUE_COMPLETED, 1_754),
                            new Stage(VIRTIO_BLK_RW_COMPLETE, 294),
                            new Stage(VIRTIO_NOTIFY, 1_342))),
            new StageList(
                    "kvm-2010-stages-native-nomemset",
                    Aio.NATIVE_WITHOUT_MEMSET,
                    186_468,
                    List.of(
                            new Stage(VIRTIO_QUEUE_NOTIFY, 44_696),
                            new Stage(VIRTQUEUE_POP, 2_446),
                            new Stage(LAIO_SUBMIT, 1_711),
                            new Stage(QEMU_LAIO_COMPLETION_CB, 134_478),
                            new Stage(QEMU_LAIO_ENQUEUE_COMPLETED, 1_737),
                            new Stage(VIRTIO_BLK_RW_COMPLETE, 296),
                            new Stage(VIRTIO_NOTIFY, 1_087))));

    static List<Run> runs() {
        return IntStream.range(0, LISTS.size())
                .mapToObj(i -> run(LISTS.get(i), "2010-06-30T1" + i + ":30:00Z"))
                .toList();
    }

    private static Run run(StageList list, String date) {
        var declared = Stream.concat(
                Stream.of(VIRTIO_ADD_QUEUE), list.stages().stream().map(Stage::event));
        var trace = new SimpleTraceV0(declared.sorted().toList());
        boot(trace);
        shutdown(trace, benchmark(trace, list));
        var config = Kvm2010Config.guest(list.aio(), REQUESTS, "qemu-kvm.git of 29 June 2010");
        var benchmark = Kvm2010Config.benchmark(REQUESTS, list.seqreadNs());
        return new Run(
                list.id(),
                "",
                date,
                config,
                benchmark,
                List.of(
                        RawFile.seqread("guest", list.seqreadNs()),
                        RawFile.qemuTrace(trace),
                        RawFile.traceEvents(trace)));
    }

    private static void boot(SimpleTraceV0 trace) {
        trace.event(BOOT_NS, VIRTIO_ADD_QUEUE, CONSOLE.args(VIRTIO_ADD_QUEUE, 0));
        trace.event(BOOT_NS + 310_442, VIRTIO_ADD_QUEUE, MEASURED_DISK.args(VIRTIO_ADD_QUEUE, 0));
        CONSOLE.serve(trace, new Passage(0, BOOT_NS + 9_114_200_650L, BOOT_NS + 9_114_231_902L, START_NS));
    }

    /** The benchmark's own requests, now and then with the console's in between; gives the time of the last event. */
    private static long benchmark(SimpleTraceV0 trace, StageList list) {
        var times = new ArrayList<long[]>();
        var random = new Random(list.seqreadNs());
        for (var stage : list.stages()) {
            // The first request has none before it, so there is one pause less than there are requests.
            int count = stage.event() == VIRTIO_QUEUE_NOTIFY ? REQUESTS - 1 : REQUESTS;
            times.add(Latencies.summingTo(stage.meanNs() * count, count, random));
        }
        long at = START_NS;
        for (int request = 0; request < REQUESTS; request++) {
            long pause = request == 0 ? 0 : times.get(0)[request - 1];
            if (request % 60 == 59) {
                CONSOLE.serve(trace, new Passage(request, at + pause / 3, at + pause / 2, at + pause));
            }
            at += pause;
            trace.event(at, VIRTIO_QUEUE_NOTIFY, MEASURED_DISK.args(VIRTIO_QUEUE_NOTIFY, request));
            for (int stage = 1; stage < times.size(); stage++) {
                at += times.get(stage)[request];
                var event = list.stages().get(stage).event();
                trace.event(at, event, MEASURED_DISK.args(event, request));
            }
        }
        return at;
    }

    private static void shutdown(SimpleTraceV0 trace, long atNs) {
        CONSOLE.serve(trace, new Passage(0, atNs + 2_000_118_400L, atNs + 2_000_141_733L, atNs + 3_000_000_000L));
    }
}
