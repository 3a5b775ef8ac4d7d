package io.iostrata.transforms.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssemblyTest {

    @Test
    void followsARequestThroughTheLayersAroundAndInsideIt() {
        var followed = Followings.of(
                """
                guest_virtio_pci 100 900
                host_kvm         200 800
                qemu_virtio      300 700
                qemu_request     350 650 key=0x1
                qemu_paio        400 600 key=0xa
                qemu_worker      420 580 key=0xa
                """);

        assertThat(followed.layers(0))
                .containsExactly(
                        "guest_virtio_pci 100-900 containment",
                        "host_kvm 200-800 containment",
                        "qemu_virtio 300-700 containment",
                        "qemu_paio 400-600 containment",
                        "qemu_request 350-650 anchor",
                        "qemu_worker 420-580 key");
    }

    @Test
    void tellsRequestsOnTheirWayAtOnceApartByPointerAndPlace() {
        var text = IntStream.range(0, 40)
                .mapToObj(i ->
                        """
                        qemu_request %1$d10 %1$d95 key=0x%2$d at=0xd:%3$d+4096
                        qemu_request %1$d11 %1$d96 key=0x%2$d at=0xd:%4$d+4096
                        qemu_paio    %1$d20 %1$d92 key=0xa at=none:%3$d+4096
                        qemu_paio    %1$d21 %1$d80 key=0xb at=none:%4$d+4096
                        host_block   %1$d30 %1$d70 at=259,1:%5$d+4096
                        host_block   %1$d31 %1$d60 at=259,1:%6$d+4096
                        """
                                .formatted(i + 1, i, 8 * i, 8 * (100 - i), 8 * (100 - i) + 2048, 8 * i + 2048))
                .collect(Collectors.joining());

        var followed = Followings.of(text);

        assertThat(followed.requests).hasSize(80);
        assertThat(followed.layers(0))
                .containsExactly("qemu_paio 120-192 place", "qemu_request 110-195 anchor", "host_block 131-160 place");
        assertThat(followed.layers(1))
                .containsExactly("qemu_paio 121-180 place", "qemu_request 111-196 anchor", "host_block 130-170 place");
    }

    @Test
    void aFlushTakesNoReadForItsOwn() {
        var followed = Followings.of(
                """
                guest_block  100 900 op=flush
                guest_block  150 850 op=read
                qemu_request 350 650 key=0x1 op=flush
                qemu_paio    400 500 key=0xa op=read
                qemu_paio    410 600 key=0xb op=flush
                qemu_request 700 800 key=0x2 op=flush
                qemu_paio    720 780 key=0xa op=write
                """);

        assertThat(followed.layers(0))
                .containsExactly(
                        "qemu_paio 410-600 containment",
                        "guest_block 100-900 containment",
                        "qemu_request 350-650 anchor");
        assertThat(followed.layers(1)).containsExactly("qemu_request 700-800 anchor");
    }

    @Test
    void oneInterruptAnswersSeveralRequests() {
        var followed = Followings.of(
                """
                host_kvm     100 500
                qemu_request 200 300 key=0x1
                qemu_request 210 400 key=0x2
                """);

        assertThat(followed.layers(0)).containsExactly("host_kvm 100-500 containment", "qemu_request 200-300 anchor");
        assertThat(followed.layers(1)).containsExactly("host_kvm 100-500 shared", "qemu_request 210-400 anchor");
    }

    @Test
    void takesTheDoorbellBeforeAndTheInterruptAfterWhereNoPassageHoldsBoth() {
        var followed = Followings.of(
                """
                begin host_kvm 100
                host_kvm       250 400
                end host_kvm   900
                qemu_request   200 390 key=0x1
                qemu_request   300 800 key=0x2
                """);

        assertThat(followed.layers(0)).containsExactly("host_kvm 100-400 signals", "qemu_request 200-390 anchor");
        assertThat(followed.layers(1)).containsExactly("host_kvm 250-900 signals", "qemu_request 300-800 anchor");
    }

    @Test
    void aDoorbellThatWasAnsweredIsNotTakenAgain() {
        var followed = Followings.of(
                """
                host_kvm     100 400
                end host_kvm 900
                qemu_request 200 390 key=0x1
                qemu_request 500 800 key=0x2
                """);

        assertThat(followed.layers(1)).containsExactly("qemu_request 500-800 anchor");
    }

    @Test
    void findsTheDoorbellThatPollingWasFasterThan() {
        var followed = Followings.of(
                """
                host_kvm     100 400
                qemu_virtio  150 350
                qemu_request 200 340 key=0x1
                host_kvm     500 900
                qemu_request 520 800 key=0x1
                qemu_virtio  540 850
                """);

        assertThat(followed.layers(1))
                .containsExactly(
                        "host_kvm 500-900 containment",
                        "qemu_virtio 540-850 containment",
                        "qemu_request 520-800 anchor");
    }

    @Test
    void severalRequestsMadeOneShareIt() {
        var text = IntStream.range(1, 11)
                .mapToObj(i ->
                        """
                        qemu_request %1$d10 %1$d90 key=0x1 at=0xd:%2$d+4096
                        qemu_request %1$d11 %1$d91 key=0x2 at=0xd:%3$d+4096
                        qemu_paio    %1$d20 %1$d80 key=0xa at=none:%2$d+8192
                        qemu_request %1$d93 %1$d99 key=0x3 at=0xd:%2$d+4096
                        qemu_paio    %1$d94 %1$d98 key=0xb at=none:%2$d+4096
                        """
                                .formatted(i, 100 * i, 100 * i + 8))
                .collect(Collectors.joining());

        var followed = Followings.of(text);

        assertThat(followed.layers(0)).containsExactly("qemu_paio 120-180 place", "qemu_request 110-190 anchor");
        assertThat(followed.layers(1)).containsExactly("qemu_paio 120-180 shared", "qemu_request 111-191 anchor");
        assertThat(followed.layers(2)).containsExactly("qemu_paio 194-198 place", "qemu_request 193-199 anchor");
    }

    @Test
    void anIoThatTheHostCutInPartsLastsFromTheFirstToTheLast() {
        var text = IntStream.range(1, 11)
                .mapToObj(i ->
                        """
                        qemu_paio  %1$d10 %1$d50 key=0xa at=none:%2$d+8192
                        host_block %1$d20 %1$d30 at=8,0:%2$d+8192
                        qemu_paio  %1$d60 %1$d99 key=0xa at=none:%2$d+8192
                        host_block %1$d70 %1$d80 at=8,0:%2$d+4096
                        host_block %1$d71 %1$d90 at=8,0:%3$d+4096
                        """
                                .formatted(i, 1000 * i, 1000 * i + 8))
                .collect(Collectors.joining());

        assertThat(Followings.of(text).layers(1))
                .containsExactly("qemu_paio 160-199 anchor", "host_block 170-190 place");
    }

    @Test
    void aDoorbellThatWasAnsweredBeforeIsOfAnotherRequest() {
        var followed = Followings.of(
                """
                host_kvm     100 150
                qemu_request 200 300 key=0x1
                end host_kvm 310
                """);

        assertThat(followed.layers(0)).containsExactly("qemu_request 200-300 anchor");
    }

    @Test
    void anEndBeforeTheLastBeginIsNone() {
        var followed = Followings.of(
                """
                end host_kvm   99
                begin host_kvm 101
                qemu_request   100 100 key=0x1
                """);

        assertThat(followed.layers(0)).containsExactly("qemu_request 100-100 anchor");
    }

    @Test
    void whatIsPutTogetherOfALostPassageIsTainted() {
        var followed = Followings.of(
                """
                host_kvm     100 400 lost
                qemu_request 350 800 key=0x1
                end host_kvm 900
                """);

        assertThat(followed.layers(0)).containsExactly("host_kvm 100-900 signals", "qemu_request 350-800 anchor");
        assertThat(followed.rows(0).request().getBoolean(12)).as("tainted").isTrue();
    }

    @Test
    void anotherPointerIsAnotherRequest() {
        var followed = Followings.of(
                """
                qemu_paio   100 200 key=0xa
                qemu_paio   101 201 key=0xb
                qemu_worker 110 190 key=0xb
                """);

        assertThat(followed.layers(0)).containsExactly("qemu_paio 100-200 anchor");
        assertThat(followed.layers(1)).containsExactly("qemu_paio 101-201 anchor", "qemu_worker 110-190 key");
    }

    @Test
    void oneCallThatHandsInSeveralRequestsServesAll() {
        var followed = Followings.of(
                """
                qemu_paio    100 200 key=0xa
                qemu_paio    101 201 key=0xb
                host_syscall 110 120 key=7
                """);

        assertThat(followed.layers(0)).containsExactly("qemu_paio 100-200 anchor", "host_syscall 110-120 containment");
        assertThat(followed.layers(1)).containsExactly("qemu_paio 101-201 anchor", "host_syscall 110-120 shared");
    }

    @Test
    void countsWhatBelongsToNoRequest() {
        var followed = Followings.of(
                """
                host_kvm     100 400
                host_kvm     500 600
                qemu_request 200 390 key=0x1
                """);

        assertThat(followed.free).containsEntry("host_kvm", 1L).containsEntry("qemu_request", 1L);
    }

    @Test
    void ownTimesSumToTheTotal() {
        var followed = Followings.of(
                """
                guest_virtio_pci 100 900
                host_kvm         203 807
                qemu_request     350 650 key=0x1
                qemu_paio        411 602 key=0xa lost
                """);
        var rows = followed.rows(0);

        assertThat(rows.request().getLong(10)).isEqualTo(800);
        assertThat(rows.layers().stream()
                        .filter(row -> !row.isNullAt(10))
                        .mapToLong(row -> row.getLong(10))
                        .sum())
                .isEqualTo(800);
        assertThat(rows.layers().stream().filter(row -> row.getString(3).equals("host_kvm")))
                .singleElement()
                .satisfies(row -> assertThat(List.of(row.getLong(10), row.getLong(12), row.getLong(15)))
                        .as("own time, way in, way out")
                        .containsExactly(413L, 208L, 205L));
        assertThat(rows.request().getBoolean(12)).as("tainted").isTrue();
    }
}
