package io.iostrata.transforms.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** A list in order of time that grows at its end and is let go of at its front. */
final class Sliding<T> {
    private static final int MOST_DEAD = 1024;

    private final ToLongFunction<T> time;
    private final List<T> items = new ArrayList<>();
    private int head;

    Sliding(ToLongFunction<T> time) {
        this.time = time;
    }

    void add(T item) {
        items.add(item);
    }

    int size() {
        return items.size() - head;
    }

    T get(int index) {
        return items.get(head + index);
    }

    /** Index of the first at or after a time; {@link #size} where there is none. */
    int firstFrom(long ns) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time.applyAsLong(get(middle)) < ns) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Lets go of the first ones, as long as they are past. */
    void dropWhile(Predicate<T> past) {
        while (size() > 0 && past.test(get(0))) {
            items.set(head++, null);
        }
        if (head > MOST_DEAD && head > items.size() / 2) {
            items.subList(0, head).clear();
            head = 0;
        }
    }
}
