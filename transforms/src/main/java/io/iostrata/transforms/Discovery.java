package io.iostrata.transforms;

import io.iostrata.schemas.stack.StackModel;
import io.iostrata.transforms.Groups.Pass;
import io.iostrata.transforms.walk.Arguments;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.SourceFacts;
import io.iostrata.transforms.walk.SourcePlan;
import io.iostrata.transforms.walk.SourceScan;
import io.iostrata.transforms.walk.TraceEvent;
import io.iostrata.transforms.walk.WalkInputs;
import io.iostrata.transforms.walk.WalkPlan;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;

/** The first pass over the events: a few kB of facts a source, from which {@code WalkPlan} settles the second. */
public final class Discovery {
    private Discovery() {}

    /**
     * One row of facts a source that holds events of the model.
     *
     * @param pages each source in one partition, in time order
     */
    public static Dataset<SourceFacts> of(Dataset<EventPage> pages, WalkInputs inputs, StackModel model) {
        var arguments = Arguments.of(model);
        MapPartitionsFunction<EventPage, SourceFacts> scan = each -> EventPages.walk(
                each, source -> scan(new SourceScan(source, model, arguments, inputs.evidence(source.runId()))));
        return pages.mapPartitions(scan, Encoders.javaSerialization(SourceFacts.class));
    }

    /**
     * What the second pass over each source is for, settled run by run where the facts are: their stamps never come
     * together.
     */
    public static WalkPlan plan(Dataset<EventPage> pages, WalkInputs inputs, StackModel model) {
        MapFunction<SourceFacts, String> run = facts -> facts.id().runId();
        FlatMapGroupsFunction<String, SourceFacts, SourcePlan> settle = (id, facts) -> {
            var ofRun = new ArrayList<SourceFacts>();
            facts.forEachRemaining(ofRun::add);
            return WalkPlan.of(model, inputs.of(id), ofRun).sources().values().iterator();
        };
        var plans = of(pages, inputs, model)
                .groupByKey(run, Encoders.STRING())
                .flatMapGroups(settle, Encoders.javaSerialization(SourcePlan.class))
                .collectAsList();
        return new WalkPlan(model, plans.stream().collect(Collectors.toMap(SourcePlan::id, Function.identity())));
    }

    private static Pass<TraceEvent, SourceFacts> scan(SourceScan scan) {
        return new Pass<>() {
            @Override
            public void accept(TraceEvent event, Consumer<SourceFacts> out) {
                scan.accept(event);
            }

            @Override
            public void finish(Consumer<SourceFacts> out) {
                out.accept(scan.facts());
            }
        };
    }
}
