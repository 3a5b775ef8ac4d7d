package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.SpanTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunValuesTest {
    private static final String HOST = "source_id | machine | clock | resolution_ns\n1 | host | host mono | 1";

    /** A boot's writes to PCI configuration, then two requests with doubled interrupts; the timer ticks in between. */
    private static final String INTX =
            """
            ts_ns | event       | port   | gsi | level | args
            100   | kvm_pio     | 0xcfc  |     |       | rw=write size=2
            200   | kvm_pio     | 0xcfc  |     |       | rw=write size=2
            300   | kvm_set_irq |        | 0   | 1     |
            310   | kvm_set_irq |        | 0   | 0     |
            400   | kvm_pio     | 0xcfc  |     |       | rw=write size=2
            1000  | kvm_pio     | 0xc010 |     |       | rw=write size=2
            1200  | kvm_set_irq |        | 0   | 1     |
            1210  | kvm_set_irq |        | 0   | 0     |
            1500  | kvm_set_irq |        | 11  | 1     |
            1510  | kvm_set_irq |        | 11  | 1     |
            1600  | kvm_set_irq |        | 11  | 0     |
            1610  | kvm_set_irq |        | 11  | 0     |
            1650  | kvm_pio     | 0xc013 |     |       | rw=read size=1
            2000  | kvm_pio     | 0xc010 |     |       | rw=write size=2
            2700  | kvm_set_irq |        | 11  | 1     |
            2710  | kvm_set_irq |        | 11  | 1     |
            2800  | kvm_set_irq |        | 11  | 0     |
            """;

    @Test
    void findsTheDoorbellAndTheInterruptThatAnswersIt() {
        var walked = Walked.of("run_id\nr1", HOST, "kind\n", INTX);

        assertRows(
                walked.spans(),
                SpanTable.SCHEMA,
                "layer | begin_ns | end_ns\nhost_kvm | 1000 | 1500\nhost_kvm | 2000 | 2700");
        assertThat(walked.issues())
                .extracting(row -> row.<String>getAs(10))
                .contains("$notify_port = 0xc010, answered by $gsi = 11 : 2 of 2 notifies answered, 2 interrupts");
    }

    @Test
    void takesWhatIsGiven() {
        var walked = Walked.of("model\n$notify_port=0xc010,$gsi=0", HOST, "kind\n", INTX);

        assertRows(walked.spans(), SpanTable.SCHEMA, "begin_ns | end_ns\n1000 | 1200");
    }

    @Test
    void findsMessageSignalledInterruptsOfMemoryMappedDoorbells() {
        var walked = Walked.of(
                "run_id\nr1",
                HOST,
                "kind\n",
                """
                ts_ns | event           | dst | vec | args
                1000  | kvm_mmio        |     |     | rw=write len=2 gpa=0xfebf7000
                1100  | kvm_mmio        |     |     | rw=write len=4 gpa=0xfebf7000
                1300  | kvm_msi_set_irq | 0   | 40  |
                2000  | kvm_fast_mmio   |     |     | gpa=0xfebf7000
                2100  | kvm_msi_set_irq | 0   | 37  |
                2500  | kvm_msi_set_irq | 0   | 40  |
                """);

        assertRows(
                walked.spans(),
                SpanTable.SCHEMA,
                "layer | begin_ns | end_ns\nhost_kvm | 1000 | 1300\nhost_kvm | 2000 | 2500");
    }

    @Test
    void takesTheDeviceWithMostRequestsAndElseMostNotifies() {
        var walked = Walked.of(
                """
                ts_ns | event               | vdev
                1000  | virtio_queue_notify | 0xa
                1100  | virtio_notify       | 0xa
                1200  | virtio_queue_notify | 0xb
                1300  | virtio_notify       | 0xb
                1400  | virtio_queue_notify | 0xb
                1500  | virtio_notify       | 0xb
                """);

        assertRows(walked.spans(), SpanTable.SCHEMA, "begin_ns\n1200\n1400");
        assertThat(walked.issues())
                .extracting(row -> row.<String>getAs(10))
                .contains(
                        "$vdev = 0xb : 2 of 3 virtio_queue_notify",
                        "1 of 3 virtio_queue_notify are of another vdev, not followed: 0xa (1)");
    }

    @Test
    void aGivenDeviceThatNoEventHasIsWarnedOf() {
        var walked =
                Walked.of("model\n$vdev=0xc", HOST, "kind\n", "ts_ns | event | vdev\n1 | virtio_queue_notify | 0xa");

        assertThat(walked.issues())
                .filteredOn(row -> row.<String>getAs(5).equals("warning"))
                .extracting(row -> row.<String>getAs(10))
                .contains("1 of 1 virtio_queue_notify are of another vdev, not followed: 0xa (1)");
    }

    @Test
    void aGivenDeviceHasTheDoorbellThatRingsAsOftenAsItIsNotified() {
        var walked = Walked.of("model\n$vdev=0xa", HOST, "kind\n", twoDisks(20, 20));

        assertThat(doorbells(walked)).containsExactly("$notify_port = 0xc050, answered by $gsi = 10");
    }

    @Test
    void theMostNotifiedDeviceHasTheMostAnsweredDoorbellHoweverOftenThatRings() {
        var walked = Walked.of("model\n$vdev=0xb", HOST, "kind\n", twoDisks(40, 20));

        assertThat(doorbells(walked)).containsExactly("$notify_port = 0xc010, answered by $gsi = 11");
    }

    @Test
    void aGivenDeviceWithoutSuchADoorbellIsWarnedOf() {
        var walked = Walked.of("model\n$vdev=0xa", HOST, "kind\n", twoDisks(10, 5));

        assertThat(doorbells(walked)).isEmpty();
        assertThat(walked.issues())
                .filteredOn(row -> row.<String>getAs(5).equals("warning"))
                .extracting(row -> row.<String>getAs(10))
                .anySatisfy(message -> assertThat(message).startsWith("no doorbell rings 20 times"));
    }

    /** Disk 0xb is notified 60 times and rings 0xc010 three times {@code rings}, 0xa 20 times and 0xc050 {@code other}. */
    private static String twoDisks(int rings, int other) {
        var text = new StringBuilder("ts_ns | event | vdev | port | gsi | level | args\n");
        long ns = 0;
        for (int i = 0; i < 60; i++) {
            ns = request(text, ns, "0xb", i < 3 * rings ? "0xc010" : "", 11);
            if (i % 3 == 0) {
                ns = request(text, ns, "0xa", i / 3 < other ? "0xc050" : "", 10);
            }
        }
        return text.toString();
    }

    private static long request(StringBuilder text, long ns, String vdev, String port, int gsi) {
        long end = ns + 1000;
        if (!port.isEmpty()) {
            text.append("%d | kvm_pio | | %s | | | rw=write size=2\n".formatted(end, port));
        }
        text.append("%d | virtio_queue_notify | %s | | | |\n".formatted(end + 10, vdev));
        text.append("%d | kvm_set_irq | | | %d | 1 |\n".formatted(end + 400, gsi));
        text.append("%d | kvm_set_irq | | | %d | 0 |\n".formatted(end + 450, gsi));
        return end + 500;
    }

    private static List<String> doorbells(Walked walked) {
        return walked.issues().stream()
                .map(row -> row.<String>getAs(10))
                .filter(message -> message.startsWith("$notify_port"))
                .map(message -> message.substring(0, message.indexOf(" : ")))
                .toList();
    }
}
