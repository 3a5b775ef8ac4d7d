package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.ClockTable;
import io.iostrata.schemas.tables.IssueTable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final String SOURCES =
            """
            source_id | machine | clock            | resolution_ns
            1         | host    | host mono        | 1
            2         | guest   | guest mono       | 1
            3         | host    | host realtime us | 1
            4         | host    | host mono        | 1
            """;

    /** The guest's clock is 1000000 ns behind; the log's is 5000000 ns ahead. */
    private static final String EVENTS =
            """
            source_id | ts_ns    | event               | port   | gsi | level | vdev | caller           | args
            1         | 20000000 | kvm_pio             | 0xc010 |     |       |      |                  | rw=write size=2
            1         | 20005000 | kvm_set_irq         |        | 11  | 1     |      |                  |
            1         | 20006000 | kvm_set_irq         |        | 11  | 0     |      |                  |
            1         | 30000000 | kvm_pio             | 0xc010 |     |       |      |                  | rw=write size=2
            1         | 30005000 | kvm_set_irq         |        | 11  | 1     |      |                  |
            1         | 30006000 | kvm_set_irq         |        | 11  | 0     |      |                  |
            2         | 18999900 | vp_notify           |        |     |       |      | virtqueue_notify |
            2         | 19005400 | vring_interrupt     |        |     |       |      |                  |
            2         | 28999900 | vp_notify           |        |     |       |      | virtqueue_notify |
            2         | 29005400 | vring_interrupt     |        |     |       |      |                  |
            3         | 25000200 | virtio_queue_notify |        |     |       | 0xa  |                  |
            3         | 25004700 | virtio_notify       |        |     |       | 0xa  |                  |
            3         | 35000200 | virtio_queue_notify |        |     |       | 0xa  |                  |
            3         | 35004700 | virtio_notify       |        |     |       | 0xa  |                  |
            4         | 20000400 | virtio_queue_notify |        |     |       | 0xa  |                  |
            4         | 30000400 | virtio_queue_notify |        |     |       | 0xa  |                  |
            """;

    private static List<Row> clocks(String sources, String events) {
        return Walked.of("run_id\nr1", sources, "kind\n", events).clocks();
    }

    @Test
    void everyClockLiesOnTheMonotonicClockOfTheHost() {
        assertRows(
                clocks(SOURCES, EVENTS),
                ClockTable.SCHEMA,
                """
                clock            | reference | ns_per_tick | offset_ns | offset_lo_ns | offset_hi_ns | method                       | pairs
                host mono        | host mono | 1.0         | 0         | 0            | 0            | same clock                   | 0
                guest mono       | host mono | 1.0         | -999850   | -1000100     | -999600      | shared events with host mono | 6
                host realtime us | host mono | 1.0         | 4999950   | 4999700      | 5000200      | shared events with host mono | 8
                """);
    }

    private static Walked given(String clocks, String events) {
        return Walked.of("run_id | clocks\nr1 | " + clocks, SOURCES, "kind\n", events);
    }

    /** Those of the first test without their names; the fourth saw nothing that ties it to another. */
    @Test
    void aFileThatNamesNoClockHasOneOfItsOwn() {
        assertRows(
                clocks(unnamed(1, 1), EVENTS),
                ClockTable.SCHEMA,
                """
                clock             | reference         | offset_ns | offset_lo_ns | offset_hi_ns | method
                clock of source 1 | clock of source 1 | 0         | 0            | 0            | same clock
                clock of source 2 | clock of source 1 | -999850   | -1000100     | -999600      | shared events with clock of source 1
                clock of source 3 | clock of source 1 | 4999950   | 4999700      | 5000200      | shared events with clock of source 1
                """);
        assertRows(
                clocks(unnamed(1000, 1), EVENTS),
                ClockTable.SCHEMA,
                """
                clock             | reference
                clock of source 1 | clock of source 3
                clock of source 2 | clock of source 3
                clock of source 3 | clock of source 3
                """);
    }

    @Test
    void ofEqualClocksTheReferenceHasAName() {
        assertRows(
                clocks(
                        unnamed(1, 1).replace("3         | host    |       |", "3         | host    | host boot |"),
                        EVENTS),
                ClockTable.SCHEMA,
                """
                clock             | reference
                clock of source 1 | host boot
                clock of source 2 | host boot
                host boot         | host boot
                """);
    }

    private static String unnamed(long first, long third) {
        return """
                source_id | machine | clock | resolution_ns
                1         | host    |       | %d
                2         | guest   |       | 1
                3         | host    |       | %d
                4         | host    |       | 1000
                """
                .formatted(first, third);
    }

    @Test
    void aManifestsOffsetNarrowsWhatEventsLeave() {
        assertRows(
                given("guest mono - host mono = -999900 +- 50 at 20000000", EVENTS).clocks().stream()
                        .filter(row -> row.get(2).equals("guest mono"))
                        .toList(),
                ClockTable.SCHEMA,
                """
                clock      | reference | at_ref_ns | offset_ns | offset_lo_ns | offset_hi_ns | method                                    | pairs
                guest mono | host mono | 20000000  | -999900   | -999950      | -999850      | manifest and shared events with host mono | 8
                """);
    }

    @Test
    void aManifestsOffsetTiesClocksThatShareNoEvents() {
        var events =
                """
                source_id | ts_ns | event          | sector | args     | vdev
                1         | 100   | virtio_notify  |        |          | 0xa
                2         | 200   | block_rq_issue | 8      | dev=8 op=read |
                """;
        assertRows(
                given("host mono - guest mono = 7 +- 2 at 1000", events).clocks().stream()
                        .filter(row -> row.get(2).equals("guest mono"))
                        .toList(),
                ClockTable.SCHEMA,
                """
                clock      | reference | at_ref_ns | offset_ns | offset_lo_ns | offset_hi_ns | method
                guest mono | host mono | 1007      | -7        | -9           | -5           | manifest with host mono
                """);
    }

    @Test
    void aManifestsOffsetThatEventsRuleOutRelatesNothing() {
        var walked = given("guest mono - host mono = -999000 +- 50", EVENTS.replaceAll("(?m)^3 .*\n", ""));

        assertThat(walked.clocks()).noneMatch(row -> row.get(2).equals("guest mono"));
        assertThat(walked.issues())
                .anyMatch(row -> row.get(4).equals("clock_contradiction")
                        && row.getString(10).startsWith("run.json's offsets of guest mono and host mono cannot be"));
    }

    @Test
    void aManifestsOffsetOfAClockWithoutFilesIsToldOf() {
        var walked = given("guest mono - host tai = 1 +- 1", EVENTS);

        assertThat(walked.issues())
                .anyMatch(row -> row.get(4).equals("unknown_clock")
                        && row.getString(10).startsWith("run.json tells of guest mono and host tai, and no file"));
    }

    /** What QEMU saw of the interrupts that kvm raised, on a clock 5000000 ns ahead. */
    private static final String LEVELS =
            """
            3         | 25004990 | kvm_set_irq_level      | | | | | | irq=11
            3         | 25005010 | kvm_set_irq_level_done | | | | | | irq=11
            3         | 25005990 | kvm_set_irq_level      | | | | | | irq=11
            3         | 25006010 | kvm_set_irq_level_done | | | | | | irq=11
            3         | 35004990 | kvm_set_irq_level      | | | | | | irq=11
            3         | 35005010 | kvm_set_irq_level_done | | | | | | irq=11
            3         | 35005990 | kvm_set_irq_level      | | | | | | irq=11
            3         | 35006010 | kvm_set_irq_level_done | | | | | | irq=11
            """;

    @Test
    void aGuestGoesByTheHostsClockThatIsTied() {
        var sources =
                """
                source_id | machine | clock       | resolution_ns
                1         | host    | host local  | 1
                2         | guest   | guest local | 1
                3         | host    | host mono   | 1
                """;
        var guest = clocks(sources, EVENTS.replaceAll("(?m)^[34] .*\n", "") + LEVELS).stream()
                .filter(row -> row.get(2).equals("guest local"))
                .toList();

        assertRows(
                guest,
                ClockTable.SCHEMA,
                """
                clock       | reference | offset_ns | offset_lo_ns | offset_hi_ns | method
                guest local | host mono | -5999850  | -6000110     | -5999590     | shared events with host local, shared events with host mono
                """);
    }

    @Test
    void aCounterThatTheHostSetIsExact() {
        var sources =
                """
                source_id | machine | clock         | resolution_ns | ns_per_tick
                1         | host    | host x86-tsc  |               | 0.5
                2         | guest   | guest x86-tsc |               | 0.5
                3         | host    | host local    | 1000          |
                """;
        var events =
                """
                source_id | ts_ns | ts_raw     | event                | port   | caller           | args
                3         | 1000  |            | kvm_write_tsc_offset |        |                  | vcpu=0 next=18446744073709551615
                3         | 2000  |            | kvm_write_tsc_offset |        |                  | vcpu=0 next=18446744069709551616
                1         |       | 5000000000 | kvm_pio              | 0xc010 |                  | rw=write size=2
                2         |       | 1000000100 | vp_notify            |        | virtqueue_notify |
                """;

        var row = Walked.of("run_id\nr1", sources, "kind\n", events)
                .clock("guest x86-tsc")
                .orElseThrow();

        assertThat(row.<String>getAs("method")).isEqualTo("offset of the counter with host x86-tsc");
        assertThat(row.<Long>getAs("offset_lo_ns")).isBetween(-2_000_000_004L, -2_000_000_000L);
        assertThat(row.<Long>getAs("offset_hi_ns")).isBetween(-2_000_000_000L, -1_999_999_996L);
    }

    @Test
    void anInterruptTakenBeforeItWasRaisedIsAContradictionAndNoAnswer() {
        var early = EVENTS.replaceAll("(?m)^3 .*\n", "")
                .replace("19005400", "19004800")
                .replace("29005400", "29004800");

        var walked = Walked.of("run_id\nr1", SOURCES, "kind\n", early);

        assertThat(walked.clock("guest mono")).isEmpty();
        assertRows(
                walked.issues().stream()
                        .filter(row -> row.getAs(4).equals("clock_contradiction"))
                        .toList(),
                IssueTable.SCHEMA,
                """
                source_id | severity
                2         | warning
                """);
    }
}
