package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.transforms.Comparisons.Asked;
import io.iostrata.transforms.Comparisons.Inputs;
import org.junit.jupiter.api.Test;

final class ObserverEffectsTest {
    @Test
    void runsThatTracedALayerAreHeldAgainstRunsWithoutAnyTrace() {
        var runs = table(
                RunTable.SCHEMA,
                """
                run_id | set_id | config_id | config
                g1     | g1     | c         | aio=native
                g2     | g2     | c         | aio=native
                g3     | g3     | c         | aio=native
                x1     | x1     | c         | aio=native
                o1     | o1     | c         | aio=native
                q1     | q1     | c         | aio=native
                q2     | q2     | c         | aio=native
                q3     | q3     | c         | aio=native
                k1     | k1     | c         | aio=native
                """);
        var layers = table(
                LayerStatsTable.SCHEMA,
                """
                run_id | layer           | count | mean_ns | control_ns | histogram
                g1     | guest_benchmark | 10    | 1000    | -          | -
                g2     | guest_benchmark | 10    | 1010    | -          | -
                g3     | guest_benchmark | 10    | 990     | -          | -
                x1     | guest_benchmark | 10    | 5000    | -          | -
                o1     | guest_benchmark | 10    | 6000    | -          | -
                q1     | guest_benchmark | 10    | 1200    | -          | -
                q1     | qemu_virtio     | 10    | 700     | 1200       | -
                q2     | qemu_virtio     | 10    | 720     | 1210       | -
                q3     | qemu_virtio     | 10    | 710     | 1190       | -
                k1     | host_kvm        | 10    | 800     | 1010       | -
                """);
        var sources = table(
                SourceTable.SCHEMA,
                """
                run_id | source_id | format       | layer | path
                g1     | 1         | seqread      | guest | file
                g2     | 1         | fio json 3.3 | - | file
                g2     | 2         | other        | - | file
                g2     | 3         | trace-events | qemu | file
                x1     | 1         | seqread      | guest | file
                x1     | 2         | ftrace text  | kvm | file
                o1     | 1         | other        | kvm | o1.bin
                q1     | 1         | simpletrace 4 | qemu | file
                q1     | 2         | other        | kvm | file
                """);
        var inputs = new Inputs(layers, layers, layers, runs);
        var asked = Asked.usual(Configurations.byDifference(runs), SetBreakdownTest.PLACES);
        assertTable(
                ObserverEffects.of(inputs, asked, sources),
                """
                config | layer       | untraced_ns | traced_ns | diff_ns | untraced_runs | traced_runs | verdict
                all    | host_kvm    | 1000        | 1010      | 10      | 3             | 1           | not enough runs: 3 and 1, an interval needs 2 of each
                all    | qemu_virtio | 1000        | 1200      | 200     | 3             | 3           | worse
                """);
        assertTable(
                ObserverEffects.issues(inputs, sources),
                """
                kind         | severity | run_id | message
                unrecognised | info     | o1     | o1.bin: no known format, taken for a trace of layer kvm: its run is no untraced one in observer_effects
                """);
    }
}
