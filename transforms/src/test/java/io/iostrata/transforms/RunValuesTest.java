package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.SpanTable;
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
}
