package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MergedOrderTest {
    @Test
    void putsAnElementThatOnlyOneListHasWhereThatListHasIt() {
        assertThat(merged("notify submit done", "notify pop submit done"))
                .containsExactly("notify", "pop", "submit", "done");
    }

    @Test
    void keepsTheOrderOfListsThatShareNothing() {
        assertThat(merged("a b", "c d")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void followsTheEarlierOfTwoListsThatContradictEachOther() {
        assertThat(merged("a b c", "b a c")).containsExactly("a", "b", "c");
    }

    @Test
    void isEmptyOfNoLists() {
        assertThat(MergedOrder.merged(List.of())).isEmpty();
    }

    private static List<String> merged(String... lists) {
        return MergedOrder.merged(List.of(lists).stream()
                .map(list -> List.of(list.split(" ", -1)))
                .toList());
    }
}
