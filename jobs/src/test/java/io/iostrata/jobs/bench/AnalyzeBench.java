package io.iostrata.jobs.bench;

import com.sun.management.OperatingSystemMXBean;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.jobs.pages.LakePages;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.stack.StackModelReader;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.transforms.Discovery;
import io.iostrata.transforms.Walk;
import io.iostrata.transforms.WalkTables;
import io.iostrata.transforms.walk.SourceFacts;
import io.iostrata.transforms.walk.WalkInputs;
import io.iostrata.transforms.walk.WalkPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.functions;

/**
 * The ordered passes over one run of a lake, and DuckDB's best SQL for the same pairs on the same Parquet files. Both
 * give count and sum of the spans of every layer, which have to be equal. Arguments: the lake, rounds (3).
 */
public final class AnalyzeBench {
    private final Lake lake;
    private final Set<String> runs;
    private final StackModel model = layers();

    /** How many spans a layer has, and their durations added up. */
    record Pairs(long count, long sumNs) {
        Pairs plus(Pairs others) {
            return new Pairs(count + others.count, sumNs + others.sumNs);
        }
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private AnalyzeBench(Lake lake) throws IOException {
        this.lake = lake;
        runs = lake.raw(RunTable.SCHEMA).select("run_id").collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
    }

    public static void main(String[] args) throws SQLException, IOException {
        var spark = LakeSession.open("bench", Path.of(args[0]));
        var bench = new AnalyzeBench(new Lake(spark));
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        try (var duck = new DuckPairs(bench.files())) {
            for (int round = 0; round < rounds; round++) {
                bench.round(duck);
            }
        }
        spark.stop();
    }

    private void round(DuckPairs duck) throws SQLException {
        var inputs = inputs();
        var facts = timed("discovery", () -> facts(inputs));
        var ours = timed(
                "pairs", () -> PassedPairs.of(LakePages.of(lake, runs, model), WalkPlan.of(model, inputs, facts)));
        timed("pairs as rows", () -> pairs(WalkPlan.of(model, inputs, facts)));
        timed("and links of chains", () -> pairs(WalkPlan.of(StackModel.virtioBlk(), inputs, facts)));
        for (var way : DuckPairs.Way.values()) {
            var theirs = timed("DuckDB, " + way, () -> duck.pairs(way));
            if (!ours.equals(theirs)) {
                throw new IllegalStateException("pairs differ: " + ours + ", DuckDB " + way + " " + theirs);
            }
        }
        System.out.println(ours);
    }

    /** The model's layers without its chains, which no SQL here follows. */
    private static StackModel layers() throws IOException {
        try (var in = StackModel.class.getResourceAsStream("/stacks/virtio-blk.yaml")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return StackModelReader.read("layers", text.replaceFirst("(?s)\nchains:.*?\n(?=\\w)", "\n"));
        }
    }

    private static <T> T timed(String what, Work<T> work) throws SQLException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long wall = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        T result = work.run();
        System.out.printf(
                "%-24s %6.2f s wall %6.2f s cpu%n",
                what, (System.nanoTime() - wall) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
        return result;
    }

    private List<SourceFacts> facts(WalkInputs inputs) {
        return Discovery.of(LakePages.of(lake, runs, model), inputs, model).collectAsList();
    }

    private Map<String, Pairs> pairs(WalkPlan plan) {
        var pairs = new TreeMap<String, Pairs>();
        Walk.of(LakePages.of(lake, runs, plan.model()), plan)
                .where("spans is not null")
                .selectExpr("spans.layer", "spans.dur_ns")
                .groupBy("layer")
                .agg(Map.of("dur_ns", "sum", "layer", "count"))
                .selectExpr("layer", "`count(layer)`", "`sum(dur_ns)`")
                .collectAsList()
                .forEach(row -> pairs.put(row.getString(0), new Pairs(row.getLong(1), row.getLong(2))));
        return pairs;
    }

    private WalkInputs inputs() {
        return WalkTables.of(
                lake.table(RunTable.SCHEMA).collectAsList(),
                lake.table(SourceTable.SCHEMA).collectAsList(),
                lake.table(IssueTable.SCHEMA)
                        .where(functions
                                .col(IssueTable.KIND.name())
                                .isin(IssueKind.idsOfLosses().toArray()))
                        .collectAsList());
    }

    private List<String> files() {
        return lake
                .spark()
                .sql("select file_path from lake.iostrata." + EventTable.SCHEMA.name() + ".files")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0).replaceFirst("^file:", ""))
                .toList();
    }
}
