package io.iostrata.ingest.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HandOverTest {
    private final RootAllocator allocator = new RootAllocator();
    private final BatchPool pool = new BatchPool(allocator, new Names());
    private final List<Long> received = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        pool.close();
        allocator.close();
    }

    @Test
    void passesEveryBatchOnInOrderInOneOtherThread() throws IOException {
        try (var handOver = new HandOver(this::receive, pool, 0)) {
            accept(handOver, 0, 100);
            handOver.finish();
            assertThat(received).isEqualTo(LongStream.range(0, 100).boxed().toList());
        }
        assertThat(new HashSet<>(threads)).hasSize(1).doesNotContain(Thread.currentThread());
        assertThat(pool.size()).isLessThanOrEqualTo(HandOver.WAITING + 2);
    }

    @Test
    void passesTheFirstBatchesOnInTheCallersThread() throws IOException {
        try (var handOver = new HandOver(this::receive, pool, 3)) {
            accept(handOver, 0, 5);
            handOver.finish();
        }
        assertThat(received).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(threads.subList(0, 3)).containsOnly(Thread.currentThread());
        assertThat(threads.subList(3, 5)).doesNotContain(Thread.currentThread());
    }

    @Test
    void throwsWhatTheSinkThrewAndNeverBlocks() {
        try (var handOver = new HandOver(this::fail, pool, 0)) {
            assertThatThrownBy(() -> accept(handOver, 0, 1000))
                    .isInstanceOf(IOException.class)
                    .hasMessage("writing failed: disk full");
            assertThatThrownBy(handOver::finish).hasRootCauseMessage("disk full");
        }
    }

    @Test
    void throwsByFinishAtTheLatest() throws IOException {
        try (var handOver = new HandOver(this::failUnchecked, pool, 0)) {
            assertThatThrownBy(() -> {
                        accept(handOver, 0, 1);
                        handOver.finish();
                    })
                    .isInstanceOf(IOException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void closingWithoutFinishEndsTheThreadAndDropsWhatWaits() throws IOException {
        var mayGoOn = new CountDownLatch(1);
        try (var handOver = new HandOver(batch -> receiveAfter(mayGoOn, batch), pool, 0)) {
            accept(handOver, 0, HandOver.WAITING);
            var closing = new Thread(handOver::close);
            closing.start();
            mayGoOn.countDown();
        }
        assertThat(received.size()).isLessThanOrEqualTo(HandOver.WAITING);
        assertThat(threads).noneMatch(Thread::isAlive);
    }

    @Test
    void anInterruptedCallerIsToldSoAndCanClose() {
        var mayGoOn = new CountDownLatch(1);
        try (var handOver = new HandOver(batch -> receiveAfter(mayGoOn, batch), pool, 0)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> accept(handOver, 0, 100)).isInstanceOf(InterruptedIOException.class);
            mayGoOn.countDown();
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(threads).noneMatch(Thread::isAlive);
    }

    private void accept(HandOver handOver, long from, long to) throws IOException {
        for (long seq = from; seq < to; seq++) {
            var batch = pool.take();
            batch.begin(seq, 0);
            batch.end();
            handOver.accept(batch);
        }
    }

    private void receive(EventBatch batch) {
        threads.add(Thread.currentThread());
        received.add(batch.get(LongColumn.SEQ, 0));
        pool.give(batch);
    }

    private void receiveAfter(CountDownLatch mayGoOn, EventBatch batch) throws IOException {
        try {
            mayGoOn.await();
        } catch (InterruptedException unexpected) {
            throw new IOException(unexpected);
        }
        receive(batch);
    }

    private void fail(EventBatch batch) throws IOException {
        throw new IOException("disk full");
    }

    private void failUnchecked(EventBatch batch) {
        throw new IllegalStateException("closed");
    }
}
