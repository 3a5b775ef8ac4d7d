package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.RequestTable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TailAttributionTest {
    private static final int REQUESTS = 200;

    /** Totals rise by 10 ns a request; the slowest two are so by the inner layer. */
    private static long total(int request) {
        return 1000 + 10L * request + (request >= REQUESTS - 2 ? 5000 : 0);
    }

    private static String requests() {
        return "run_id | request_no | total_ns | in_window | tainted | complete\n"
                + IntStream.range(0, REQUESTS)
                        .mapToObj(i -> "r1 | " + i + " | " + total(i) + " | true | false | true\n")
                        .collect(Collectors.joining())
                + "r1 | 900 | 99999 | true | true | true\n"
                + "r1 | 901 | 99999 | false | false | true\n"
                + "r1 | 902 | 99999 | true | false | false\n";
    }

    private static String layers() {
        return "run_id | request_no | layer | position | delta_ns | match\n"
                + IntStream.range(0, REQUESTS)
                        .mapToObj(i ->
                                "r1 | %1$d | host_kvm | 3 | 600 | %3$s\nr1 | %1$d | qemu_paio | 5 | %2$d | anchor\nr1 | %1$d | host_block | 12 | - | place\n"
                                        .formatted(i, total(i) - 600, i == REQUESTS - 2 ? "shared" : "containment"))
                        .collect(Collectors.joining())
                + "r1 | 900 | qemu_paio | 5 | 99999 | anchor\n";
    }

    @Test
    void theExcessOfTheSlowestOverTheMedianOnesIsDividedAmongLayers() {
        assertTable(
                TailAttribution.of(table(RequestTable.SCHEMA, requests()), table(RequestLayerTable.SCHEMA, layers())),
                """
                run_id | tail  | layer     | tail_requests | median_requests | tail_ns | median_ns | excess_ns | share | tail_of_several
                r1     | 0.01  | host_kvm  | 2             | 2               | 600     | 600       | 0         | 0     | 1
                r1     | 0.01  | qemu_paio | 2             | 2               | 7385    | 1395      | 5990      | 1     | 0
                r1     | 0.001 | host_kvm  | 1             | 2               | 600     | 600       | 0         | 0     | 0
                r1     | 0.001 | qemu_paio | 1             | 2               | 7390    | 1395      | 5995      | 1     | 0
                """);
    }
}
