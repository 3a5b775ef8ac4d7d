package io.iostrata.jobs.bench;

import io.iostrata.jobs.bench.AnalyzeBench.Pairs;
import io.iostrata.transforms.walk.Arguments;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.Found;
import io.iostrata.transforms.walk.SourceWalk;
import io.iostrata.transforms.walk.WalkPlan;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import scala.Tuple3;

/** Spans of every layer, counted and added up where the pass over a source finds them, as DuckDB does in its query. */
final class PassedPairs {
    private PassedPairs() {}

    static Map<String, Pairs> of(Dataset<EventPage> pages, WalkPlan plan) {
        var arguments = Arguments.of(plan.model());
        MapPartitionsFunction<EventPage, Tuple3<String, Long, Long>> sum = part -> sums(part, plan, arguments);
        var columns = Encoders.tuple(Encoders.STRING(), Encoders.LONG(), Encoders.LONG());
        var pairs = new TreeMap<String, Pairs>();
        pages.mapPartitions(sum, columns)
                .collectAsList()
                .forEach(row -> pairs.merge(row._1(), new Pairs(row._2(), row._3()), Pairs::plus));
        return pairs;
    }

    /** Of a part with whole sources. */
    private static Iterator<Tuple3<String, Long, Long>> sums(
            Iterator<EventPage> part, WalkPlan plan, Arguments arguments) {
        var sums = new HashMap<String, long[]>();
        var walks = new HashMap<Object, SourceWalk>();
        while (part.hasNext()) {
            var page = part.next();
            var walk = walks.computeIfAbsent(
                    page.source(), id -> new SourceWalk(plan.find(page.source()).orElseThrow(), arguments));
            page.forEach(event -> walk.accept(event, found -> add(found, sums)));
        }
        walks.values().forEach(walk -> walk.finish(found -> add(found, sums)));
        return sums.entrySet().stream()
                .map(layer -> new Tuple3<>(layer.getKey(), layer.getValue()[0], layer.getValue()[1]))
                .iterator();
    }

    private static void add(Found found, Map<String, long[]> sums) {
        if (found instanceof Found.Span span) {
            var sum = sums.computeIfAbsent(span.layer(), layer -> new long[2]);
            sum[0]++;
            sum[1] += span.durNs();
        }
    }
}
