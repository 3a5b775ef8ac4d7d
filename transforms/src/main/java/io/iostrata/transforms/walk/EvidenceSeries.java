package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Signal;
import io.iostrata.transforms.walk.SourceFacts.Series;
import io.iostrata.transforms.walk.SourceFacts.Side;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The series of a source that are of the run's own device, doorbell and interrupt. */
record EvidenceSeries(RunValues values) {

    /** Those of one signal of an evidence. */
    Stream<Series> of(SourceFacts facts, int evidence, Side side, Signal signal) {
        return facts.series().stream()
                .filter(each ->
                        each.place().evidence() == evidence && each.place().side() == side)
                .filter(each -> isRunValue(signal.values(), each.line().key()));
    }

    /** Those that may be held against another: of the run's own lines, or of the line with the other's key. */
    Stream<Series> partners(Series other, SourceFacts facts, Side side, Signal signal) {
        return of(facts, other.place().evidence(), side, signal)
                .filter(each -> !signal.values().isEmpty()
                        || each.line().key().equals(other.line().key()));
    }

    /** That of the first signal of a station that the source holds. */
    Optional<Series> at(SourceFacts facts, SourceFacts.Place station, List<Signal> signals) {
        return IntStream.range(0, signals.size())
                .boxed()
                .flatMap(choice -> facts.series().stream()
                        .filter(each -> each.place().equals(station.withChoice(choice)))
                        .filter(each -> isRunValue(
                                signals.get(choice).values(), each.line().key())))
                .findFirst();
    }

    private boolean isRunValue(List<String> names, List<Object> key) {
        return IntStream.range(0, names.size()).allMatch(i -> values.find(names.get(i))
                .filter(wanted -> wanted.contains(key.get(i)))
                .isPresent());
    }
}
