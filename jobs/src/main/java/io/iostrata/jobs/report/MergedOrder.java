package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One order of what several ordered lists hold. */
final class MergedOrder {
    private MergedOrder() {}

    /**
     * Every element once, in an order that each list agrees with; where two lists contradict each other, the earlier one
     * is followed.
     *
     * @param lists without repeated elements
     */
    static <T> List<T> merged(List<List<T>> lists) {
        var left = new ArrayList<>(lists.stream().map(ArrayList::new).toList());
        var merged = new ArrayList<T>();
        while (true) {
            left.removeIf(List::isEmpty);
            if (left.isEmpty()) {
                return merged;
            }
            T next = undisputed(left).orElse(left.get(0).get(0));
            merged.add(next);
            left.forEach(list -> list.remove(next));
        }
    }

    /** The first head that no list has anything before. */
    private static <T> Optional<T> undisputed(List<? extends List<T>> lists) {
        return lists.stream()
                .map(list -> list.get(0))
                .filter(head -> lists.stream().noneMatch(list -> list.indexOf(head) > 0))
                .findFirst();
    }
}
