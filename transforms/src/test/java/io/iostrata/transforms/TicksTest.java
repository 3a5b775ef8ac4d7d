package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.SpanTable;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static final String SOURCES =
            """
            source_id | machine | clock          | resolution_ns | ns_per_tick
            1         | host    | host mono      | 1             |
            2         | host    | host x86-tsc   |               |
            3         | guest   | guest x86-tsc  |               |
            """;

    /** Half a ns a tick; tick 10000000 is 4000000 ns. */
    private static final String INTERRUPTS =
            """
            source_id | ts_ns    | ts_raw   | event                  | gsi | args   | caller
            1         | 4000990  |          | kvm_set_irq_level      |     | irq=11 |
            1         | 4001010  |          | kvm_set_irq_level_done |     | irq=11 |
            1         | 14000990 |          | kvm_set_irq_level      |     | irq=11 |
            1         | 14001010 |          | kvm_set_irq_level_done |     | irq=11 |
            1         | 24000990 |          | kvm_set_irq_level      |     | irq=11 |
            1         | 24001010 |          | kvm_set_irq_level_done |     | irq=11 |
            2         |          | 10002000 | kvm_set_irq            | 11  |        |
            2         |          | 30002000 | kvm_set_irq            | 11  |        |
            2         |          | 50002000 | kvm_set_irq            | 11  |        |
            3         |          | 70000000 | vp_notify              |     |        | virtqueue_notify
            3         |          | 70002000 | vring_interrupt        |     |        |
            """;

    @Test
    void measuresTheTickByEventsThatBothClocksSaw() {
        var walked = Walked.of("run_id\nr1", SOURCES, "kind\n", INTERRUPTS);

        var host = walked.clock("host x86-tsc").orElseThrow();
        assertThat(host.<Double>getAs("ns_per_tick")).isBetween(0.4999995, 0.5000005);
        assertThat(host.<String>getAs("reference")).isEqualTo("host mono");
        assertThat(host.<String>getAs("method")).isEqualTo("shared events with host mono");
        assertThat(host.<Long>getAs("pairs")).isEqualTo(6);
    }

    @Test
    void sharesTheTickOfAGuestWithItsHost() {
        var walked = Walked.of("run_id\nr1", SOURCES, "kind\n", INTERRUPTS);

        assertRows(walked.spans(), SpanTable.SCHEMA, "layer | source_id | dur_ns\nguest_virtio_pci | 3 | 1000");
    }

    @Test
    void tellsOfAClockThatNothingMeasures() {
        var walked = Walked.of(
                "run_id\nr1",
                "source_id | machine | clock\n1 | guest | guest x86-tsc",
                "kind\n",
                """
                ts_raw   | event           | caller
                70000000 | vp_notify       | virtqueue_notify
                70002000 | vring_interrupt |
                """);

        assertThat(walked.spans()).isEmpty();
        assertRows(
                walked.issues().stream()
                        .filter(row -> row.getAs(4).equals("unknown_clock"))
                        .toList(),
                IssueTable.SCHEMA,
                """
                source_id | severity | count | message
                1         | warning  | 2     | guest x86-tsc: nothing tells the length of its ticks, no spans of this source
                """);
    }

    @Test
    void refusesEvidenceThatNoLineFits() {
        var walked = Walked.of("run_id\nr1", SOURCES, "kind\n", INTERRUPTS.replace("30002000", "31002000"));

        assertThat(walked.clock("host x86-tsc")).isEmpty();
    }
}
