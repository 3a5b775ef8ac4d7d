package io.iostrata.schemas.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iostrata.schemas.stack.Layer.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackModelReaderTest {
    private static final StackModel VIRTIO_BLK = StackModel.virtioBlk();

    @Test
    void declaresTheLayersOfThePageOutermostFirst() {
        assertThat(VIRTIO_BLK.layers().stream()
                        .filter(layer -> layer.role() != Role.DETAIL)
                        .map(layer -> layer.position() + " " + layer.name()))
                .containsExactly(
                        "1 guest_benchmark",
                        "2 guest_virtio_pci",
                        "3 host_kvm",
                        "4 qemu_virtio",
                        "5 qemu_paio",
                        "6 host_benchmark");
    }

    @Test
    void namesOwnTimesAsThePageDoes() {
        assertThat(VIRTIO_BLK.layers().stream().flatMap(layer -> layer.nameOfOwnTime().stream()))
                .containsExactly("Guest", "Host/guest switching", "Host/QEMU switching", "QEMU", "Host I/O");
    }

    @Test
    void readsMaskedOperations() {
        var paio = VIRTIO_BLK.layer("qemu_paio").orElseThrow().alternatives().get(0);

        assertThat(paio.label()).isEqualTo("paio_submit -> posix_aio_process_queue");
        assertThat(paio.begin().get(0).key()).containsExactly("acb");
        assertThat(paio.operations().get(0).mask()).isEqualTo(0xfff);
        assertThat(paio.operations().get(0).names()).containsEntry("16", "discard");
    }

    @Test
    void collectsEveryArgumentItLooksAt() {
        assertThat(VIRTIO_BLK.arguments())
                .contains("caller", "acb", "gpa", "irq", "rw", "type")
                .doesNotContain("event");
        assertThat(VIRTIO_BLK.events()).contains("kvm_fast_mmio", "vring_interrupt", "posix_aio_read");
    }

    @Test
    void keepsConditionsThatAnAbsentArgumentPasses() {
        var request =
                VIRTIO_BLK.layer("qemu_request").orElseThrow().alternatives().get(0);

        assertThat(request.begin().get(0).where())
                .isEqualTo(List.of(new Condition("vdev", Condition.NO_MASK, "$vdev", Condition.Absence.PASSES)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            stack: [a]                                    | m.yaml:1: found no layers, expected a mapping with layers
            {stack: a, layers: [], tiers: 1}              | m.yaml:1: found key tiers, expected one of [chains, clocks, instruments, layers, machines, requests, run_values, stack]
            {stack: a, layers: [{layer: x}]}              | m.yaml:1: found no alternatives, expected a mapping with alternatives
            {stack: a, layers: 3}                         | m.yaml:1: found text, expected a mapping
            {stack: a                                   | m.yaml:1: found expected ',' or '}', but got <stream end>, expected YAML
            """)
    void namesFileAndLineOfWhatIsWrong(String yaml, String message) {
        assertThatThrownBy(() -> StackModelReader.read("m.yaml", yaml))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage(message);
    }

    @Test
    void namesTheLineOfAnUndeclaredRunValue() {
        var yaml =
                """
                stack: s
                layers:
                  - layer: x
                    position: 1
                    role: sum
                    page_name: X
                    alternatives:
                      - begin: {event: a, where: {port: $port}}
                        end: b
                """;

        assertThatThrownBy(() -> StackModelReader.read("m.yaml", yaml))
                .hasMessage("m.yaml:8: found $port, expected a value that run_values declare");
    }

    @Test
    void readsInstrumentsWithWhatIsToldOfTheirPassages() {
        var wait = VIRTIO_BLK.instruments().get(0);

        assertThat(wait.name()).isEqualTo("futex_wait");
        assertThat(wait.begin()).hasSize(5).allMatch(match -> match.key().equals(List.of("tid")));
        assertThat(wait.tells().stream().map(told -> told.moment() + " " + told.column() + " = " + told.argument()))
                .containsExactlyInAnyOrder(
                        "BEGIN tid = tid",
                        "BEGIN comm = comm",
                        "BEGIN uaddr = uaddr",
                        "BEGIN op = op",
                        "END ret = ret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {instrument: i, table: waits, passage: p, begin: b}                                      | waits, expected one of [futex_waits, main_loop_stats, vcpu_stats]
            {instrument: i, table: futex_waits, passage: p, begin: b, end: e, tells: {vcpu: a}}      | column vcpu, expected one of [tid, comm, uaddr, op, ret]
            {instrument: i, table: futex_waits, passage: p, begin: b, parts: {part: q, begin: b, end: c}} | parts without rest or end, expected a name for what is in no part, and an end
            {instrument: i, table: futex_waits, passage: p, begin: b, end: {event: e, key: [x, y]}, key: z} | keys of different length, expected events with keys that can be equal
            """)
    void saysWhatIsWrongWithAnInstrument(String instrument, String message) {
        assertThatThrownBy(() ->
                        StackModelReader.read("m.yaml", "stack: s\nlayers: []\ninstruments:\n  - " + instrument + "\n"))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("m.yaml:4: found " + message);
    }
}
