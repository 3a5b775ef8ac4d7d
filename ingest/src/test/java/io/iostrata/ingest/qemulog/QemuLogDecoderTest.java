package io.iostrata.ingest.qemulog;

import static io.iostrata.ingest.qemulog.QemuLogs.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.TraceFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class QemuLogDecoderTest {
    private static final String NOTIFY = "virtio_notify(void *vdev, void *vq) \"vdev %p vq %p\"\n";

    @Test
    void readsEveryFormOfStamp() throws IOException {
        assertRows(
                NOTIFY,
                """
                336@1795344484.036005:virtio_notify vdev 0xa vq 0xb
                336@1795344484636005123 virtio_notify vdev 0xa vq 0xb
                2025-11-03T09:12:44.123456Z virtio_notify vdev 0xa vq 0xb
                2024-02-29T00:00:00Z virtio_notify vdev 0xa vq 0xb
                """,
                """
                ts_ns               | tid | event         | vdev | vq
                1795344484036005000 | 336 | virtio_notify | 10   | 11
                1795344484636005123 | 336 | virtio_notify | 10   | 11
                1762161164123456000 |     | virtio_notify | 10   | 11
                1709164800000000000 |     | virtio_notify | 10   | 11
                """,
                "");
    }

    @Test
    void saysThatEventsWithoutStampsGiveNoDurations() throws IOException {
        assertRows(
                NOTIFY,
                "virtio_notify vdev 0xa vq (nil)\nvirtio_notify vdev 0xa vq 0xc\n",
                """
                ts_ns | event         | vdev | vq
                      | virtio_notify | 10   | 0
                      | virtio_notify | 10   | 12
                """,
                "no_figure warning 2");
    }

    @Test
    void countsWhatLibvirtAndQemuSayBetween() throws IOException {
        assertRows(
                "",
                """
                2024-01-01 10:00:00.123+0000: starting up libvirt version: 9.0.0
                LC_ALL=C \\
                /usr/bin/qemu-system-x86_64 \\
                -name guest=vm,debug-threads=on
                1@5.000001:virtio_notify vdev 0xa vq 0xb
                2025-11-03T09:12:44.123456Z qemu-system-x86_64: warning: guest updated active QH

                2024-01-01 10:00:09.123+0000: shutting down, reason=shutdown
                """,
                """
                ts_ns      | event         | vdev | vq
                5000001000 | virtio_notify | 10   | 11
                """,
                "skipped info 6");
    }

    @Test
    void takesLinesApartThatThreadsWroteIntoEachOther() throws IOException {
        assertRows(
                NOTIFY,
                """
                7@1.000001:virtio_notify vdev 0xa vq 0xb8@1.000002:virtio_notify vdev 0xc vq 0xd
                7@1.000003:virtio_no8@1.000004:virtio_notify vdev 0xe vq 0xf
                """,
                """
                ts_ns      | tid | vdev | vq
                1000001000 | 7   | 10   | 11
                1000002000 | 8   | 12   | 13
                1000004000 | 8   | 14   | 15
                """,
                "skipped info 1");
    }

    @Test
    void readsArgumentsByTheDeclaredTypeWhateverTheyArePrintedAs() throws IOException {
        assertRows(
                """
                a_one(int64_t sector_num, unsigned nb, int type, const char *name) "sector %"PRId64" nb %d type 0x%x name '%s'"
                a_two(uint64_t addr, size_t size, bool on, uint8_t c) "at 0x%" PRIx64 "/%zu%% on=%d c%c"
                vcpu a_three(int n) "n %3d"
                a_four(void) ""
                """,
                """
                a_one sector -8 nb -1 type 0xffffffff name 'two words'
                a_two at 0xfee00000/12% on=1 cA
                a_three cpu=0x55 n   7
                a_four\040
                """,
                """
                event   | sector | args
                a_one   | -8     | nb=4294967295, type=-1, name=two words
                a_two   |        | addr=0xfee00000, size=12, on=1, c=65
                a_three |        | __cpu=0x55, n=7
                a_four  |        |
                """,
                "no_figure warning 4");
    }

    @Test
    void keepsArgumentsAsTheyStandWhereNoDeclarationFits() throws IOException {
        assertRows(
                NOTIFY,
                "1@1.000001:virtio_notify vdev 0xa queue 3\n1@1.000002:other_event laiocb 0xb nbytes 4096 ret -5\n",
                """
                event         | vdev | acb | bytes | ret | args
                virtio_notify | 10   |     |       |     | queue=3
                other_event   |      | 11  | 4096  | -5  |
                """,
                "wrong_declaration warning 1\nunknown_event warning 1");
    }

    @Test
    void recognisesLogsAndNothingLikeThem() {
        assertThat(format("336@1795344484.636005:x_y a\n")).contains(TraceFormat.QEMU_LOG);
        assertThat(format("virtio_notify vdev 0x56290a4da980 vq 0x7ff21e914270\n"))
                .contains(TraceFormat.QEMU_LOG);
        assertThat(format("some_counter 5\nother_counter 6\n")).isEmpty();
        assertThat(format("user@10.0.0.1:path\n")).isEmpty();
        assertThat(format("2025-11-03T09:12:44Z server started\n")).isEmpty();
        assertThat(format("")).isEmpty();
    }

    private static Optional<TraceFormat> format(String text) {
        return TraceFormat.of(new Head(text.getBytes(StandardCharsets.UTF_8)));
    }
}
