package io.iostrata.transforms;

import static io.iostrata.schemas.tables.RunTable.BENCHMARK_CLOCK;
import static io.iostrata.schemas.tables.RunTable.BENCHMARK_END_NS;
import static io.iostrata.schemas.tables.RunTable.BENCHMARK_REQUESTS;
import static io.iostrata.schemas.tables.RunTable.BENCHMARK_START_NS;
import static io.iostrata.schemas.tables.RunTable.CLOCKS;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.MODEL;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SourceTable.CLOCK;
import static io.iostrata.schemas.tables.SourceTable.LOST_EVENTS;
import static io.iostrata.schemas.tables.SourceTable.MACHINE;
import static io.iostrata.schemas.tables.SourceTable.NS_PER_TICK;
import static io.iostrata.schemas.tables.SourceTable.RESOLUTION_NS;
import static io.iostrata.schemas.tables.SourceTable.SOURCE_ID;

import io.iostrata.schemas.config.GivenOffset;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.transforms.walk.Losses;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import io.iostrata.transforms.walk.WalkInputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Rows of runs, sources and issues as what a walk wants to know beforehand. */
public final class WalkTables {
    private WalkTables() {}

    /**
     * Other columns than those of the tables are not looked at; of the issues only losses of a source.
     *
     * @param runs rows of the runs to be walked
     * @param sources rows of their sources
     * @param issues rows of their issues
     */
    public static WalkInputs of(List<Row> runs, List<Row> sources, List<Row> issues) {
        return new WalkInputs(
                runs.stream().map(WalkTables::run).toList(),
                sources.stream().map(WalkTables::source).toList(),
                losses(issues));
    }

    private static WalkInputs.Run run(Row row) {
        var benchmark = new WalkInputs.Benchmark(
                WalkTables.<Long>value(row, BENCHMARK_REQUESTS).orElse(null),
                WalkTables.<Long>value(row, BENCHMARK_START_NS).orElse(null),
                WalkTables.<Long>value(row, BENCHMARK_END_NS).orElse(null),
                WalkTables.<String>value(row, BENCHMARK_CLOCK).orElse(null));
        Map<String, String> given =
                row.isNullAt(row.fieldIndex(MODEL.name())) ? Map.of() : row.getJavaMap(row.fieldIndex(MODEL.name()));
        return new WalkInputs.Run(text(row, RUN_ID), text(row, INGEST_ID), given, benchmark, offsets(row));
    }

    private static List<GivenOffset> offsets(Row row) {
        return WalkTables.<String>value(row, CLOCKS).stream()
                .flatMap(String::lines)
                .flatMap(line -> GivenOffset.parse(line).stream())
                .toList();
    }

    private static WalkInputs.Source source(Row row) {
        return new WalkInputs.Source(
                new SourceId(
                        text(row, RUN_ID),
                        WalkTables.<Integer>value(row, SOURCE_ID).orElseThrow()),
                WalkTables.<String>value(row, MACHINE).orElse(null),
                WalkTables.<String>value(row, CLOCK).orElse(null),
                WalkTables.<Long>value(row, RESOLUTION_NS).orElse(null),
                WalkTables.<Double>value(row, NS_PER_TICK).orElse(null),
                WalkTables.<Long>value(row, LOST_EVENTS).orElse(0L));
    }

    private static Map<SourceId, List<Losses.Interval>> losses(List<Row> issues) {
        var losses = new HashMap<SourceId, List<Losses.Interval>>();
        for (var row : issues) {
            var source = WalkTables.<Integer>value(row, IssueTable.SOURCE_ID);
            if (source.isPresent() && IssueKind.idsOfLosses().contains(text(row, IssueTable.KIND))) {
                long from = WalkTables.<Long>value(row, IssueTable.FROM_TS_NS).orElse(Long.MIN_VALUE);
                long to = WalkTables.<Long>value(row, IssueTable.TO_TS_NS).orElse(Long.MAX_VALUE);
                losses.computeIfAbsent(new SourceId(text(row, RUN_ID), source.get()), id -> new ArrayList<>())
                        .add(new Losses.Interval(from, to, lost(row)));
            }
        }
        return losses;
    }

    private static long lost(Row row) {
        return text(row, IssueTable.KIND).equals(IssueKind.LOST_UNCOUNTED.id())
                ? 0
                : WalkTables.<Long>value(row, IssueTable.COUNT).orElse(0L);
    }

    private static String text(Row row, Field field) {
        return WalkTables.<String>value(row, field).orElseThrow();
    }

    private static <T> Optional<T> value(Row row, Field field) {
        return Optional.ofNullable(row.<T>getAs(field.name()));
    }
}
