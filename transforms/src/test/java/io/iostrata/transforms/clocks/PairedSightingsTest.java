package io.iostrata.transforms.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iostrata.transforms.clocks.PairedSightings.Matched;
import io.iostrata.transforms.clocks.PairedSightings.Slack;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedSightingsTest {
    private static final int COUNT = 400;

    private static PairedSightings matched(Sightings sightings) {
        return PairedSightings.of(sightings, Slack.NONE, new SearchBudget()).orElseThrow();
    }

    private static void assertTheTruthIsInside(PairedSightings requests, TracedRequests traced) {
        var fit = OffsetFit.steady(requests.bounds(Slack.NONE)).orElseThrow();
        for (int i = 0; i < COUNT; i++) {
            long reading = traced.reading(i);
            var lines = fit.at(reading).lines();
            assertThat(traced.truth(reading)).isBetween(lines.least(reading) - 2.0, lines.most(reading) + 2.0);
        }
    }

    private static void assertWidthIsAtMost(long ns, PairedSightings requests) {
        var lines = FeasibleLines.of(requests.bounds(Slack.NONE)).orElseThrow();
        assertThat(lines.most(lines.narrowest()) - lines.least(lines.narrowest()))
                .isBetween(0L, ns);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void equalCountsArePairedByNumber(long seed) {
        var traced = TracedRequests.oneByOne(seed, COUNT);

        var requests = matched(traced.all());

        assertThat(requests.matched()).isEqualTo(Matched.BY_NUMBER);
        assertTheTruthIsInside(requests, traced);
        assertWidthIsAtMost(30_000, requests);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void requestsThatOneSideLostAreNotPaired(long seed) {
        var traced = TracedRequests.oneByOne(seed, COUNT);
        var random = new Random(seed);
        boolean[] kept = new boolean[COUNT];
        IntStream.range(0, COUNT).forEach(i -> kept[i] = random.nextInt(10) > 0);

        var requests = matched(traced.heardIf(request -> kept[request]));

        assertThat(requests.matched()).isEqualTo(Matched.BY_DISTANCES);
        assertThat(requests.down().size()).isGreaterThan(COUNT / 2);
        assertTheTruthIsInside(requests, traced);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void requestsBeforeTheOtherSideWasTracedAreNotPaired(long seed) {
        var traced = TracedRequests.oneByOne(seed, COUNT);

        var requests = matched(traced.heardIf(request -> request >= 37 && request < 350));

        assertThat(requests.matched()).isEqualTo(Matched.BY_DISTANCES);
        assertTheTruthIsInside(requests, traced);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void equalCountsOfDifferentRequestsAreNotPairedByNumber(long seed) {
        var traced = TracedRequests.oneByOne(seed, COUNT);
        var all = traced.all();
        var shifted = new Sightings(
                Arrays.copyOfRange(all.rung(), 0, COUNT - 5),
                Arrays.copyOfRange(all.heard(), 5, COUNT),
                Arrays.copyOfRange(all.raised(), 5, COUNT),
                Arrays.copyOfRange(all.taken(), 0, COUNT - 5));

        var requests = matched(shifted);

        assertThat(requests.matched()).isEqualTo(Matched.BY_DISTANCES);
        assertTheTruthIsInside(requests, traced);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void interruptsOfManyRequestsAtATimeAreOrderedByNearness(long seed) {
        var traced = TracedRequests.oneByOne(seed, COUNT);
        var all = traced.all();
        var mixed = mixed(seed, traced, all);

        var requests = matched(mixed);

        assertThat(requests.matched()).isEqualTo(Matched.BY_NEARNESS);
        assertTheTruthIsInside(requests, traced);
    }

    /** Interrupts raised at any time, and not for every doorbell, and taken up to 3 ms later, those raised meanwhile with them. */
    private static Sightings mixed(long seed, TracedRequests traced, Sightings all) {
        var random = new Random(seed);
        var raised = LongStream.builder();
        var taken = LongStream.builder();
        long from = all.heard()[0];
        for (long time = from; time < all.heard()[COUNT - 1]; ) {
            time += 100_000 + random.nextInt(6_000_000);
            raised.add(time);
            time += 200_000 + random.nextInt(3_000_000);
            taken.add(time + traced.offset() + Math.round(traced.drift() * time));
        }
        return new Sightings(
                all.rung(), all.heard(), raised.build().toArray(), taken.build().toArray());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void tracesOfDifferentRunsContradict(long seed) {
        var one = TracedRequests.oneByOne(seed, COUNT).all();
        var other = TracedRequests.oneByOne(seed + 100, COUNT).all();

        var requests = matched(new Sightings(one.rung(), other.heard(), other.raised(), one.taken()));

        assertThat(requests.matched()).isEqualTo(Matched.NOT);
        assertThat(requests.bounds(Slack.NONE).size()).isZero();
    }

    @Test
    void bothClocksSeeTheSameBoundsFromTheirOwnSide() {
        var requests = matched(TracedRequests.oneByOne(3, COUNT).all());

        var forth = FeasibleLines.of(requests.bounds(Slack.NONE)).orElseThrow();
        var back = FeasibleLines.of(requests.turned(Slack.NONE)).orElseThrow();

        long reading = forth.narrowest();
        long other = reading - forth.offset(reading);
        assertThat(back.least(other)).isCloseTo(-forth.most(reading), within(20L));
        assertThat(back.most(other)).isCloseTo(-forth.least(reading), within(20L));
    }

    @Test
    void stampsThatAreCutOffWidenTheInterval() {
        var requests = matched(TracedRequests.oneByOne(3, COUNT).all());

        var exact = FeasibleLines.of(requests.bounds(Slack.NONE)).orElseThrow();
        var blurred = FeasibleLines.of(requests.bounds(new Slack(999, 499))).orElseThrow();

        long at = exact.narrowest();
        assertThat(blurred.least(at)).isBetween(exact.least(at) - 1000, exact.least(at) - 998);
        assertThat(blurred.most(at)).isBetween(exact.most(at) + 498, exact.most(at) + 500);
    }

    @Test
    void nothingIsPairedWhereOneSideSawNothing() {
        var none = new long[0];

        assertThat(PairedSightings.of(
                        new Sightings(none, new long[] {1, 2}, none, none), Slack.NONE, new SearchBudget()))
                .isEmpty();
    }

    @Test
    void aSearchThatBecomesTooLongIsGivenUp() {
        var some = TracedRequests.oneByOne(1, COUNT).heardIf(request -> request % 10 != 3);
        var budget = new SearchBudget(COUNT);

        assertThat(PairedSightings.of(some, Slack.NONE, budget)).isEmpty();
        assertThat(budget.isSpent()).isTrue();
    }
}
