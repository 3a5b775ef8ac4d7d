package io.iostrata.jobs.examples;

import static io.iostrata.jobs.examples.Device.CONSOLE;
import static io.iostrata.jobs.examples.Device.MEASURED_DISK;
import static io.iostrata.jobs.examples.Device.ROOT_DISK;
import static io.iostrata.jobs.examples.QemuEvent.PAIO_SUBMIT;
import static io.iostrata.jobs.examples.QemuEvent.POSIX_AIO_PROCESS_QUEUE;
import static io.iostrata.jobs.examples.QemuEvent.VIRTIO_NOTIFY;
import static io.iostrata.jobs.examples.QemuEvent.VIRTIO_QUEUE_NOTIFY;

import io.iostrata.jobs.examples.FtraceText.Task;
import java.util.List;
import java.util.Random;

/** The page's table of layers as a set of six runs, one layer each: the last {@link #REQUESTS} are the benchmark's. */
final class Kvm2010Set {
    private static final int REQUESTS = 1000;
    private static final long GUEST_NS = 196_528;
    private static final long HOST_NS = 128_862;
    private static final Layer VIRTIO_PCI = new Layer(170_829, 202_095);
    /** The page has no control for this layer: the pauses are those that the guest benchmark alone would leave. */
    private static final Layer KVM = new Layer(163_268, GUEST_NS);

    private static final Layer QEMU_VIRTIO = new Layer(159_628, 205_165);
    private static final Layer QEMU_PAIO = new Layer(130_235, 202_777);

    private static final long S = 1_000_000_000;
    private static final long GUEST_START_US = 412_518_044;
    private static final long HOST_START_US = 86_733_201_916L;
    private static final long QEMU_START_NS = 87_290_664_018_273L;

    private static final Task IDLE = new Task("<idle>", 0, 0);
    private static final Task PROBE = new Task("modprobe", 388, 0);
    private static final Task GETTY = new Task("mingetty", 1204, 0);
    private static final Task SEQREAD = new Task("seqread", 1412, 0);
    private static final Task VCPU = new Task("qemu-kvm", 21847, 5);
    private static final Task IOTHREAD = new Task("qemu-kvm", 21844, 2);

    private Kvm2010Set() {}

    /** A row of the table: the mean time in the layer, and seqread's mean in the same run. */
    private record Layer(long meanNs, long controlNs) {
        /** The benchmark's requests in microseconds: each whole, and together exactly {@code REQUESTS} means. */
        List<Passage> inMicros(long startUs) {
            return passages(startUs, 1000);
        }

        List<Passage> inNanos(long startNs) {
            return passages(startNs, 1);
        }

        private List<Passage> passages(long start, long unitNs) {
            var random = new Random(meanNs);
            long inside = meanNs * REQUESTS / unitNs;
            long between = controlNs * REQUESTS / unitNs - inside;
            return Passage.chain(
                    start,
                    Latencies.summingTo(inside, REQUESTS, random),
                    Latencies.summingTo(between, REQUESTS, random));
        }
    }

    static List<Run> runs() {
        return List.of(
                run("guest", "2010-05-27T10:00:00Z", GUEST_NS, List.of(RawFile.seqread("guest", GUEST_NS))),
                run(
                        "virtio-pci",
                        "2010-05-27T10:10:00Z",
                        VIRTIO_PCI.controlNs(),
                        List.of(RawFile.seqread("guest", VIRTIO_PCI.controlNs()), RawFile.guestTrace(virtioPci()))),
                kvmRun(),
                run("qemu-virtio", "2010-05-27T10:30:00Z", QEMU_VIRTIO.controlNs(), qemu(QEMU_VIRTIO, qemuVirtio())),
                run("qemu-paio", "2010-05-27T10:40:00Z", QEMU_PAIO.controlNs(), qemu(QEMU_PAIO, qemuPaio())),
                hostRun());
    }

    private static Run run(String layer, String date, long controlNs, List<RawFile> files) {
        var benchmark = Kvm2010Config.benchmark(REQUESTS, controlNs);
        return new Run("kvm-2010-" + layer, "kvm-2010", date, guestConfig(), benchmark, files);
    }

    private static Run kvmRun() {
        return new Run(
                "kvm-2010-kvm",
                "kvm-2010",
                "2010-05-27T10:20:00Z",
                guestConfig(),
                Kvm2010Config.benchmark(REQUESTS),
                List.of(RawFile.hostTrace(kvm())));
    }

    private static Run hostRun() {
        return new Run(
                "kvm-2010-host",
                "kvm-2010",
                "2010-05-27T10:50:00Z",
                Kvm2010Config.host(REQUESTS),
                Kvm2010Config.benchmark(REQUESTS, HOST_NS),
                List.of(RawFile.seqread("host", HOST_NS)));
    }

    private static String guestConfig() {
        return Kvm2010Config.guest(Kvm2010Config.Aio.THREADS, REQUESTS, "0.12.4");
    }

    private static List<RawFile> qemu(Layer layer, SimpleTraceV0 trace) {
        return List.of(
                RawFile.seqread("guest", layer.controlNs()), RawFile.qemuTrace(trace), RawFile.traceEvents(trace));
    }

    /** In the guest: the partition scan, the console's one notify, the benchmark, a neighbour on the interrupt line. */
    private static FtraceText virtioPci() {
        var text = new FtraceText();
        for (var passage : partitionScan(GUEST_START_US - 58_000_000, 1)) {
            text.line(passage.begin(), PROBE, "vp_notify <-vring_kick");
            text.line(passage.end(), IDLE, "vring_interrupt <-vp_interrupt");
        }
        text.line(GUEST_START_US - 31_400_112, GETTY, "vp_notify <-vring_kick");
        text.line(GUEST_START_US - 31_399_871, IDLE, "vring_interrupt <-vp_interrupt");
        long last = 0;
        for (var passage : VIRTIO_PCI.inMicros(GUEST_START_US)) {
            text.line(passage.begin(), SEQREAD, "vp_notify <-vring_kick");
            text.line(passage.end(), IDLE, "vring_interrupt <-vp_interrupt");
            if (passage.isEvery(90)) {
                text.line(passage.pause(), SEQREAD, "vring_interrupt <-vp_interrupt");
            }
            last = passage.next();
        }
        text.line(last + 2_118_406, IDLE, "vring_interrupt <-vp_interrupt");
        return text;
    }

    /** In the host, without the page's filters: what the guest does to other ports, and other interrupts. */
    private static FtraceText kvm() {
        var text = new FtraceText();
        text.line(HOST_START_US - 58_300_000, VCPU, "kvm_pio: pio_write at 0xcf8 size 4 count 1");
        text.line(HOST_START_US - 58_299_994, VCPU, "kvm_pio: pio_read at 0xcfc size 2 count 1");
        partitionScan(HOST_START_US - 58_000_000, 1).forEach(passage -> kvmRead(text, passage));
        long last = 0;
        for (var passage : KVM.inMicros(HOST_START_US)) {
            kvmRead(text, passage);
            if (passage.isEvery(40)) {
                kvmNeighbour(text, passage);
            }
            last = passage.next();
        }
        text.line(last + 2_306_551, VCPU, "kvm_pio: pio_write at 0xb004 size 2 count 1");
        return text;
    }

    /** A read of the measured disk; the guest asks which interrupt it was, and QEMU lowers the line. */
    private static void kvmRead(FtraceText text, Passage passage) {
        text.line(passage.begin(), VCPU, "kvm_pio: pio_write at 0xc090 size 2 count 1");
        text.line(passage.end(), IOTHREAD, "kvm_set_irq: gsi 26 level 1 source 0");
        text.line(passage.end() + 5, VCPU, "kvm_pio: pio_read at 0xc093 size 1 count 1");
        text.line(passage.end() + 7, VCPU, "kvm_set_irq: gsi 26 level 0 source 0");
    }

    /** The console is served while the disk is busy. */
    private static void kvmNeighbour(FtraceText text, Passage passage) {
        long third = passage.inside() / 3;
        text.line(passage.begin() + third, VCPU, "kvm_pio: pio_write at 0xc050 size 2 count 1");
        text.line(passage.end() - third, IOTHREAD, "kvm_set_irq: gsi 10 level 1 source 0");
        text.line(passage.end() - third + 6, VCPU, "kvm_set_irq: gsi 10 level 0 source 0");
    }

    /** The root disk at boot and at shutdown, and the console in the midst of the benchmark. */
    private static SimpleTraceV0 qemuVirtio() {
        var trace = new SimpleTraceV0(List.of(VIRTIO_QUEUE_NOTIFY, VIRTIO_NOTIFY));
        partitionScan(QEMU_START_NS - 58 * S, 1000).forEach(passage -> MEASURED_DISK.serve(trace, passage));
        partitionScan(QEMU_START_NS - 55 * S, 1300).forEach(passage -> ROOT_DISK.serve(trace, passage));
        long last = 0;
        for (var passage : QEMU_VIRTIO.inNanos(QEMU_START_NS)) {
            MEASURED_DISK.serve(trace, passage);
            if (passage.isEvery(30)) {
                long third = passage.inside() / 3;
                CONSOLE.serve(trace, new Passage(0, passage.begin() + third, passage.pause(), passage.next()));
            }
            last = passage.next();
        }
        partitionScan(last + 2 * S, 1700).forEach(passage -> ROOT_DISK.serve(trace, passage));
        return trace;
    }

    /** The root disk's reads, writes and flush at boot, then the benchmark's reads. */
    private static SimpleTraceV0 qemuPaio() {
        var trace = new SimpleTraceV0(List.of(PAIO_SUBMIT, POSIX_AIO_PROCESS_QUEUE));
        partitionScan(QEMU_START_NS - 58 * S, 1000).forEach(passage -> paio(trace, passage));
        rootDiskPaio(trace, new Passage(204_800, QEMU_START_NS - 55 * S, QEMU_START_NS - 55 * S + 4_118_290, 0), 2);
        rootDiskPaio(trace, new Passage(0, QEMU_START_NS - 54 * S, QEMU_START_NS - 54 * S + 7_440_106, 0), 8);
        QEMU_PAIO.inNanos(QEMU_START_NS).forEach(passage -> paio(trace, passage));
        return trace;
    }

    private static void paio(SimpleTraceV0 trace, Passage passage) {
        trace.event(passage.begin(), PAIO_SUBMIT, MEASURED_DISK.args(PAIO_SUBMIT, passage.number()));
        trace.event(passage.end(), POSIX_AIO_PROCESS_QUEUE, MEASURED_DISK.args(POSIX_AIO_PROCESS_QUEUE, 0));
    }

    /** The root disk's request of a type, 2 for a write and 8 for a flush; the passage's number is its sector. */
    private static void rootDiskPaio(SimpleTraceV0 trace, Passage passage, int type) {
        long acb = 0x2c5f6c0L;
        trace.event(passage.begin(), PAIO_SUBMIT, acb, 0x2c61e20L, passage.number(), type == 2 ? 8 : 0, type);
        trace.event(passage.end(), POSIX_AIO_PROCESS_QUEUE, acb, 0, type);
    }

    /** Three slow reads of a disk not read before, as when a guest looks for partitions; {@code us} is one µs. */
    private static List<Passage> partitionScan(long start, long us) {
        return Passage.chain(
                start, new long[] {5213 * us, 3127 * us, 4892 * us}, new long[] {88 * us, 131 * us, 94 * us});
    }
}
