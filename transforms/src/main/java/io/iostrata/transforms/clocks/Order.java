package io.iostrata.transforms.clocks;

import java.util.Arrays;

/**
 * Pairs of moments, one on the front's clock and one on the back's, of which one was not before the other.
 *
 * @param front ns
 * @param back ns
 */
public record Order(long[] front, long[] back) {
    public static final Order NONE = new Order(new long[0], new long[0]);

    int size() {
        return front.length;
    }

    /** The k-th of each. */
    static Order byNumber(long[] front, long[] back) {
        int size = Math.min(front.length, back.length);
        return new Order(Arrays.copyOf(front, size), Arrays.copyOf(back, size));
    }

    /** Gathers pairs one by one. */
    static final class Builder {
        private long[] front = new long[64];
        private long[] back = new long[64];
        private int size;

        void add(long onFront, long onBack) {
            if (size == front.length) {
                front = Arrays.copyOf(front, 2 * size);
                back = Arrays.copyOf(back, 2 * size);
            }
            front[size] = onFront;
            back[size++] = onBack;
        }

        Order order() {
            return new Order(Arrays.copyOf(front, size), Arrays.copyOf(back, size));
        }
    }
}
