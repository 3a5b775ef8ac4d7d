package io.iostrata.transforms;

import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;

import io.iostrata.schemas.tables.SpanTable;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * Where a layer stands in the stack.
 *
 * @param layer name in the stack model
 * @param position order, outermost first, from 1
 */
public record LayerPlace(String layer, int position, Role role) implements Serializable {
    /** What the benchmark in the guest prints: the outermost layer, whose mean is the total. */
    public static final String GUEST_BENCHMARK = "guest_benchmark";

    /** What the benchmark on the bare host prints: the baseline. */
    public static final String HOST_BENCHMARK = "host_benchmark";

    private static final int NOWHERE = 0;

    /** What a layer is to the breakdown. */
    public enum Role {
        /** One of the nested layers whose own times add up to the total. */
        SUM,
        /** What the total is held against. */
        BASELINE,
        /** A closer look, outside the sum. */
        DETAIL
    }

    public LayerPlace {
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(role, "role");
    }

    /** Names of the layers of the sum, outermost first. */
    static List<String> sum(List<LayerPlace> places) {
        return places.stream()
                .filter(place -> place.role() == Role.SUM)
                .sorted(Comparator.comparingInt(LayerPlace::position))
                .map(LayerPlace::layer)
                .toList();
    }

    /** Position of the row's layer; 0 for a layer that has no place. */
    static Column positionOfLayer(List<LayerPlace> places) {
        if (places.isEmpty()) {
            return lit(NOWHERE);
        }
        var literals = places.stream()
                .flatMap(place -> Stream.of(lit(place.layer()), lit(place.position())))
                .toArray(Column[]::new);
        return coalesce(element_at(map(literals), c(SpanTable.LAYER)), lit(NOWHERE));
    }
}
