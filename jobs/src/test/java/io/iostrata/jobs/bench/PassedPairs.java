package io.iostrata.jobs.bench;

import io.iostrata.jobs.bench.AnalyzeBench.Pairs;
import io.iostrata.transforms.walk.Arguments;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.Found;
import io.iostrata.transforms.walk.SourceWalk;
import io.iostrata.transforms.walk.WalkPlan;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;

/** Spans of every layer, counted and added up where the pass over a source finds them, as DuckDB does in its query. */
final class PassedPairs {
    private PassedPairs() {}

    static Map<String, Pairs> of(Dataset<EventPage> pages, WalkPlan plan) {
        var arguments = Arguments.of(plan.model());
        MapPartitionsFunction<EventPage, HashMap<String, long[]>> sum = part -> sums(part, plan, arguments);
        @SuppressWarnings("unchecked")
        var kind = (Class<HashMap<String, long[]>>) (Class<?>) HashMap.class;
        var pairs = new TreeMap<String, Pairs>();
        for (var part :
                pages.mapPartitions(sum, Encoders.javaSerialization(kind)).collectAsList()) {
            part.forEach((layer, sums) -> pairs.merge(layer, new Pairs(sums[0], sums[1]), Pairs::plus));
        }
        return pairs;
    }

    /** Of a part with whole sources. */
    private static Iterator<HashMap<String, long[]>> sums(
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
        return List.of(sums).iterator();
    }

    private static void add(Found found, Map<String, long[]> sums) {
        if (found instanceof Found.Span span) {
            var sum = sums.computeIfAbsent(span.layer(), layer -> new long[2]);
            sum[0]++;
            sum[1] += span.durNs();
        }
    }
}
