package io.iostrata.transforms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Passes over groups of rows that stand together: what each yields, as it comes. */
final class Groups<R, K, T> implements Iterator<T> {
    private final Iterator<R> rows;
    private final Function<R, K> key;
    private final Function<K, Pass<R, T>> passes;
    private final ArrayDeque<T> ready = new ArrayDeque<>();
    private final List<K> current = new ArrayList<>(1);
    private final List<Pass<R, T>> pass = new ArrayList<>(1);

    /** One pass over one group: what it takes and what it yields, some at a row, some after the last. */
    interface Pass<R, T> {
        void accept(R row, Consumer<T> out);

        void finish(Consumer<T> out);
    }

    private Groups(Iterator<R> rows, Function<R, K> key, Function<K, Pass<R, T>> passes) {
        this.rows = rows;
        this.key = key;
        this.passes = passes;
    }

    static <R, K, T> Iterator<T> walk(Iterator<R> rows, Function<R, K> key, Function<K, Pass<R, T>> passes) {
        return new Groups<>(rows, key, passes);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && rows.hasNext()) {
            step(rows.next());
        }
        if (ready.isEmpty()) {
            finish();
        }
        return !ready.isEmpty();
    }

    private void step(R row) {
        var of = key.apply(row);
        if (!current.contains(of)) {
            finish();
            current.add(of);
            pass.add(passes.apply(of));
        }
        pass.get(0).accept(row, ready::add);
    }

    private void finish() {
        pass.forEach(each -> each.finish(ready::add));
        pass.clear();
        current.clear();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.poll();
    }
}
