package io.iostrata.transforms;

import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.Found;
import io.iostrata.transforms.walk.WalkPlan;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is found in events, in parts of which each is walked for where it is wanted: a walk takes less time than putting by a
 * row for every passage and reading it again, and holds none of them.
 *
 * @param figures {@link Walk}, but for passages
 * @param layers its spans and signals
 * @param chains its stages
 * @param instruments its waits
 */
public record Walks(Dataset<Row> figures, Dataset<Row> layers, Dataset<Row> chains, Dataset<Row> instruments) {

    /** Of one walk that yields everything: for few events, where it can be kept. */
    public static Walks ofOne(Dataset<Row> walk) {
        return new Walks(walk, walk, walk, walk);
    }

    /** Of a walk for each part: for many events. */
    public static Walks ofParts(Dataset<EventPage> pages, WalkPlan plan) {
        return new Walks(
                Walk.of(pages, plan, found -> !isPassage(found)),
                Walk.of(pages, plan.ofLayers(), found -> found instanceof Found.Span || found instanceof Found.Signal),
                Walk.of(pages, plan.ofChains(), found -> found instanceof Found.Stage),
                Walk.of(pages, plan.ofInstruments(), found -> found instanceof Found.Wait));
    }

    /** With figures that are read several times: {@code keep} is what is done to such a table. */
    public Walks keepingFigures(UnaryOperator<Dataset<Row>> keep) {
        return new Walks(keep.apply(figures), layers, chains, instruments);
    }

    private static boolean isPassage(Found found) {
        return found instanceof Found.Span
                || found instanceof Found.Signal
                || found instanceof Found.Stage
                || found instanceof Found.Wait;
    }
}
