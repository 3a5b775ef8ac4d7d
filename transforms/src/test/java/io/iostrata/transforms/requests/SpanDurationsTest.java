package io.iostrata.transforms.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class SpanDurationsTest {
    /** Layer, operation, class of size, and how long the spans were, ns. */
    private static List<String> durations(Followings followed) {
        return followed.packs.stream().map(SpanDurationsTest::text).sorted().toList();
    }

    private static String text(Row pack) {
        var durations = ByteBuffer.wrap(pack.<byte[]>getAs(6)).asLongBuffer();
        var text = new StringBuilder(pack.getString(2) + " " + pack.get(4) + " " + pack.get(5));
        while (durations.hasRemaining()) {
            text.append(' ').append(durations.get());
        }
        return text.toString();
    }

    @Test
    void aSpanIsOfTheOperationAndSizeOfItsRequest() {
        var followed = Followings.of(
                """
                host_kvm     100 500
                qemu_request 200 300 key=0x1 op=read at=0xd:0+4096
                host_kvm     600 900
                qemu_request 700 800 key=0x1 op=write at=0xd:8+4609
                """);

        assertThat(durations(followed))
                .containsExactly(
                        "host_kvm read 4096 400",
                        "host_kvm write 4097 300",
                        "qemu_request read 4096 100",
                        "qemu_request write 4097 100");
    }

    @Test
    void ofWhatSeveralRequestsShareOnlyThatIsSaidInWhichTheyAgree() {
        var followed = Followings.of(
                """
                host_kvm     100 500
                qemu_request 200 300 key=0x1 op=write at=0xd:0+512
                qemu_request 210 400 key=0x2 op=write at=0xd:8+1024
                """);

        assertThat(durations(followed))
                .containsExactly(
                        "host_kvm write null 400", "qemu_request write 1024 190", "qemu_request write 512 100");
    }

    @Test
    void whatMayBeAnotherRequestsHasNeither() {
        var followed = Followings.of(
                """
                qemu_request 100 900 key=0x1 op=flush
                qemu_paio    200 300 key=0xa
                qemu_paio    210 400 key=0xb
                """);

        assertThat(followed.layers(0)).containsExactly("qemu_paio 200-300 order", "qemu_request 100-900 anchor");
        assertThat(durations(followed)).containsExactly("qemu_paio null null 100 190", "qemu_request flush null 800");
    }

    @Test
    void spansThatALossFellIntoAreNotCounted() {
        var followed = Followings.of(
                """
                host_kvm     100 500
                qemu_request 200 300 key=0x1 op=read at=0xd:0+4096 lost
                """);

        assertThat(durations(followed)).containsExactly("host_kvm read 4096 400");
    }
}
