package io.iostrata.jobs.connector;

import io.iostrata.schemas.tables.EventTable;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.apache.spark.sql.sources.StringStartsWith;

/** Conditions on {@code ts_ns} and {@code event} that a reader leaves rows out by: all of them hold for a row that stays. */
record EventFilter(List<Filter> conditions) implements Serializable {
    private static final String TS_NS = EventTable.TS_NS.name();
    private static final String EVENT = EventTable.EVENT.name();

    EventFilter {
        conditions = List.copyOf(conditions);
    }

    /** Those of the conditions that a reader can check. */
    static EventFilter of(Filter... conditions) {
        return new EventFilter(Arrays.stream(conditions)
                .filter(condition -> isOnTime(condition) || isOnName(condition))
                .toList());
    }

    /** Smallest stamp that may stay, ns. */
    long fromTsNs() {
        return conditions.stream().mapToLong(EventFilter::from).max().orElse(Long.MIN_VALUE);
    }

    /** Largest stamp that may stay, ns. */
    long toTsNs() {
        return conditions.stream().mapToLong(EventFilter::to).min().orElse(Long.MAX_VALUE);
    }

    /** True if rows without a stamp in ns go. */
    boolean needsTime() {
        return conditions.stream().anyMatch(EventFilter::isOnTime);
    }

    boolean keepsName(String event) {
        return conditions.stream().allMatch(condition -> keeps(condition, event));
    }

    @Override
    public String toString() {
        return conditions.stream().map(Filter::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    private static boolean isOnTime(Filter condition) {
        boolean onTime = List.of(condition.references()).equals(List.of(TS_NS));
        return onTime
                && (condition instanceof IsNotNull
                        || from(condition) > Long.MIN_VALUE
                        || to(condition) < Long.MAX_VALUE);
    }

    private static boolean isOnName(Filter condition) {
        return List.of(condition.references()).equals(List.of(EVENT))
                && (condition instanceof EqualTo || condition instanceof In || condition instanceof StringStartsWith);
    }

    private static long from(Filter condition) {
        if (condition instanceof EqualTo equal && equal.value() instanceof Long value) {
            return value;
        }
        if (condition instanceof GreaterThanOrEqual atLeast && atLeast.value() instanceof Long value) {
            return value;
        }
        if (condition instanceof GreaterThan above && above.value() instanceof Long value) {
            return value == Long.MAX_VALUE ? value : value + 1;
        }
        return Long.MIN_VALUE;
    }

    private static long to(Filter condition) {
        if (condition instanceof EqualTo equal && equal.value() instanceof Long value) {
            return value;
        }
        if (condition instanceof LessThanOrEqual atMost && atMost.value() instanceof Long value) {
            return value;
        }
        if (condition instanceof LessThan below && below.value() instanceof Long value) {
            return value == Long.MIN_VALUE ? value : value - 1;
        }
        return Long.MAX_VALUE;
    }

    private static boolean keeps(Filter condition, String event) {
        if (!isOnName(condition)) {
            return true;
        }
        if (condition instanceof EqualTo equal) {
            return event.equals(equal.value());
        }
        if (condition instanceof In in) {
            return Arrays.asList(in.values()).contains(event);
        }
        return event.startsWith(((StringStartsWith) condition).value());
    }
}
