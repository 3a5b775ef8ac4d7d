package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.RequestTable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PercentileCompositionTest {
    /** Request i takes 1000 + 10 i ns, of which qemu_paio has all but 600. */
    private static String requests(int count) {
        return "run_id | request_no | total_ns | in_window | tainted | complete\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> "r1 | %d | %d | true | false | true%n".formatted(i, 1000 + 10 * i))
                        .collect(Collectors.joining())
                + "r1 | 900 | 99999 | true | true | true\n"
                + "r1 | 901 | 99999 | false | false | true\n"
                + "r1 | 902 | 99999 | true | false | false\n";
    }

    private static String layers(int count) {
        return "run_id | request_no | layer | position | delta_ns | delta_to | match\n"
                + IntStream.range(0, count)
                        .mapToObj(i ->
                                "r1 | %1$d | host_kvm | 3 | 600 | qemu_paio | key%nr1 | %1$d | qemu_paio | 5 | %2$d | - | anchor%nr1 | %1$d | host_block | 12 | - | - | place%n"
                                        .formatted(i, 400 + 10 * i))
                        .collect(Collectors.joining())
                + "r1 | 900 | qemu_paio | 5 | 99999 | - | anchor\n";
    }

    /** Of 400, rank 200 and 396 and the two on either side: requests 197 to 201 and 393 to 397. */
    @Test
    void isOfTheRequestsWithinHalfAPercentilePoint() {
        assertTable(
                PercentileComposition.of(
                        table(RequestTable.SCHEMA, requests(400)), table(RequestLayerTable.SCHEMA, layers(400))),
                """
                run_id | percentile | layer     | delta_to  | requests | own_ns
                r1     | 0.5        | host_kvm  | qemu_paio | 5        | 600
                r1     | 0.5        | qemu_paio | -         | 5        | 2390
                r1     | 0.99       | host_kvm  | qemu_paio | 5        | 600
                r1     | 0.99       | qemu_paio | -         | 5        | 4350
                """);
    }

    @Test
    void isOfOneRequestWhereThereAreFew() {
        assertTable(
                PercentileComposition.of(
                        table(RequestTable.SCHEMA, requests(3)), table(RequestLayerTable.SCHEMA, layers(3))),
                """
                run_id | percentile | layer     | requests | own_ns
                r1     | 0.5        | host_kvm  | 1        | 600
                r1     | 0.5        | qemu_paio | 1        | 410
                r1     | 0.99       | host_kvm  | 1        | 600
                r1     | 0.99       | qemu_paio | 1        | 420
                """);
    }
}
