package io.iostrata.transforms.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StampStoreTest {
    private static final int HALF = StampStore.MOST_STAMPS / 2;

    private static StampStore filled(StampStore.Budget budget, long count) {
        var store = new StampStore(budget);
        LongStream.range(0, count).forEach(store::add);
        return store;
    }

    @Test
    void keepsAllWhileThereIsRoom() {
        var store = filled(new StampStore.Budget(), 1000);

        assertThat(store.first()).isEqualTo(LongStream.range(0, 1000).toArray());
        assertThat(store.last()).isEmpty();
    }

    @Test
    void keepsTheFirstAndTheLatestOfTooMany() {
        long count = 3L * StampStore.MOST_STAMPS + 17;
        var store = filled(new StampStore.Budget(), count);

        assertThat(store.count()).isEqualTo(count);
        assertThat(store.first()).isEqualTo(LongStream.range(0, HALF).toArray());
        assertThat(store.last()).isEqualTo(LongStream.range(count - HALF, count).toArray());
    }

    @Test
    void keepsLittleWhereOtherLinesTookTheRoom() {
        var budget = new StampStore.Budget();
        for (int i = 0; i < 32; i++) {
            filled(budget, 2 * StampStore.MOST_STAMPS);
        }

        var store = filled(budget, 1000);

        assertThat(store.first().length + store.last().length).isLessThan(1000);
        assertThat(store.last()[store.last().length - 1]).isEqualTo(999);
    }
}
