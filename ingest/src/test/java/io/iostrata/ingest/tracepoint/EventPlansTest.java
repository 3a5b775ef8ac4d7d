package io.iostrata.ingest.tracepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.ftracetext.PrintedText;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Binary records become the rows that the kernel's text of them becomes. */
final class EventPlansTest {
    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of("event", "args"),
                    Arrays.stream(LongColumn.values()).skip(3).map(column -> column.field()
                            .name()))
            .toList();

    @Test
    void readsHostEvents() {
        assertRow(
                Records.format("formats-6.1.txt", "kvm_pio"),
                Map.of("rw", 1L, "port", 0xc010L, "size", 2L, "count", 1L, "val", 0L),
                """
                event   | port  | args
                kvm_pio | 49168 | rw=write, size=2, count=1, val=0x0
                """);
        assertRow(
                Records.format("formats-6.1.txt", "kvm_set_irq"),
                Map.of("gsi", 11L, "level", 1L, "irq_source_id", 3L),
                """
                event       | gsi | level | args
                kvm_set_irq | 11  | 1     | source=3
                """);
        assertRow(
                Records.format("formats-6.1.txt", "kvm_exit"),
                Map.of("vcpu_id", 2L, "isa", 1L, "exit_reason", 0x8000001eL, "guest_rip", 0xffffffff81a592ebL),
                """
                event    | args
                kvm_exit | vcpu=2, reason=IO_INSTRUCTION FAILED_VMENTRY, rip=0xffffffff81a592eb, info1=0x0000000000000000, info2=0x0000000000000000, intr_info=0x00000000, error_code=0x00000000
                """);
        assertRow(
                Records.format("formats-6.1.txt", "kvm_entry"),
                Map.of("vcpu_id", 2L, "rip", 0xffffL, "immediate_exit", 1L),
                """
                event     | args
                kvm_entry | vcpu=2, rip=0xffff, note=immediate exit
                """);
    }

    @Test
    void readsBlockEvents() {
        Map<String, Object> write =
                Map.of("dev", 254L << 20 | 1, "sector", 491003984L, "nr_sector", 8L, "rwbs", "WS", "comm", "my task");
        assertRow(
                Records.format("formats-6.1.txt", "block_rq_issue"),
                write,
                """
                event          | sector    | bytes | args
                block_rq_issue | 491003984 | 4096  | dev=254,1, rwbs=WS, nr_sector=8, comm=my task, op=write
                """);
        assertRow(
                Records.format("formats-6.18.txt", "block_rq_complete"),
                Map.of("dev", 254L << 20, "sector", 8L, "nr_sector", 0L, "rwbs", "FF", "error", -5L, "cmd", "2a 00"),
                """
                event             | sector | bytes | args
                block_rq_complete | 8      | 0     | dev=254,0, rwbs=FF, cmd=2a 00, nr_sector=0, ioprio=none,0,0, error=-5, op=flush
                """);
    }

    @Test
    void readsSystemCalls() {
        assertRow(
                Records.format("formats-6.1.txt", "sys_enter_pread64"),
                Map.of("fd", 14L, "buf", 0x7f0000001000L, "count", 4096L, "pos", 8L),
                """
                event             | offset | args
                sys_enter_pread64 |        | fd=14, buf=0x7f0000001000, count=0x1000, pos=8
                """);
        assertRow(
                Records.format("formats-6.1.txt", "sys_exit_pread64"),
                Map.of("ret", -14L),
                """
                event            | ret | args
                sys_exit_pread64 | -14 |
                """);
    }

    @Test
    void readsFieldsWhereThePrintFormatIsBeyondTheGrammar() {
        var format = EventFormatReader.read(
                        "scsi",
                        """
                        name: scsi_x
                        ID: 9
                        format:
                        \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
                        \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;
                        \tfield:unsigned int host_no;\toffset:8;\tsize:4;\tsigned:0;
                        \tfield:__data_loc unsigned char[] cmnd;\toffset:12;\tsize:4;\tsigned:0;

                        print fmt: "host_no=%u cmnd=%s", REC->host_no, scsi_trace_parse_cdb(p, REC->cmnd)
                        """)
                .orElseThrow();
        assertRow(
                format,
                Map.of("host_no", 3L, "cmnd", "x"),
                """
                event  | args
                scsi_x | host_no=3, cmnd=x
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"formats-6.1.txt", "formats-6.18.txt"})
    void rowsAreThoseOfTheEventsText(String resource) {
        var random = new Random(7);
        int compared = 0;
        for (var format : Records.formats(resource)) {
            for (int i = 0; i < 50 && !SyscallSlots.isSyscall(format); i++) {
                byte[] record = Records.of(format, ByteOrder.LITTLE_ENDIAN, values(format, random));
                assertThat(row(format, ByteOrder.LITTLE_ENDIAN, record, COLUMNS))
                        .isEqualTo(textRow(format, record));
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(100);
    }

    @Test
    void bytesAtRandomAreRowsToo() {
        var random = new Random(11);
        for (var format : Records.formats("formats-6.1.txt")) {
            for (int i = 0; i < 200; i++) {
                byte[] record = new byte[random.nextInt(120)];
                random.nextBytes(record);
                assertThat(row(format, ByteOrder.BIG_ENDIAN, record, List.of("event")))
                        .startsWith("event\n");
            }
        }
    }

    private static Map<String, Object> values(EventFormat format, Random random) {
        var values = new HashMap<String, Object>();
        for (var field : format.ownFields()) {
            long number = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(64);
            values.put(
                    field.name(),
                    field.isText() ? List.of("", "RS", "FWFS", "qemu").get(random.nextInt(4)) : number);
        }
        return values;
    }

    private static String textRow(EventFormat format, byte[] record) {
        var names = new Names();
        try (var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, names)) {
            var event = new EventRecord(ByteOrder.LITTLE_ENDIAN, 8);
            event.set(record, 0, record.length);
            var text = new TextBuffer();
            new PrintedSlots(names, Symbols.NONE, PrintPieces.of(format, 8), new RepeatedText.Memory())
                    .whole()
                    .append(event, text);
            new PrintedText(names).append(batch, 0, names.id(format.name()), text.bytes(), text.length());
            batch.end();
            return EventTables.text(batch, COLUMNS);
        }
    }

    /** The row of a record, in either byte order. */
    private static void assertRow(EventFormat format, Map<String, Object> values, String expected) {
        for (var order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] record = Records.of(format, order, values);
            assertThat(row(format, order, record, EventTables.columns(expected)))
                    .isEqualTo(EventTables.normal(expected));
        }
    }

    private static String row(EventFormat format, ByteOrder order, byte[] bytes, List<String> columns) {
        var names = new Names();
        try (var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, names)) {
            var plan = new EventPlans(names, 8, Symbols.NONE).plan(format);
            var record = new EventRecord(order, 8);
            record.set(bytes, 0, bytes.length);
            plan.begin(record, batch, 0);
            batch.end();
            return EventTables.text(batch, columns);
        }
    }
}
