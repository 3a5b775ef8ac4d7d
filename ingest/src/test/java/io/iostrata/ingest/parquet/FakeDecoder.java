package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.TraceDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * Events of eight bytes, their time. {@link #MALFORMED} stops in the middle of a row, {@link #FAILING} fails there,
 * {@link #NAMES} names too many, {@link #STUCK} is never passed.
 */
final class FakeDecoder implements TraceDecoder {
    static final long MALFORMED = -1;
    static final long NAMES = -2;
    static final long END = -3;
    static final long FAILING = -4;
    static final long STUCK = -5;

    private final DecodeInput input;
    private final int event;
    private final int pointer;
    private long seq;
    private boolean stuck;

    FakeDecoder(DecodeInput input) {
        this.input = input;
        event = input.names().id("e");
        pointer = input.names().id("p");
    }

    static byte[] bytes(long... times) {
        var bytes = ByteBuffer.allocate(8 * times.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(times);
        return bytes.array();
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        while (!batch.isFull() && !stuck) {
            if (input.in().atEnd()) {
                return false;
            }
            long offset = input.in().offset();
            long time = input.in().u64("time");
            stuck |= time == STUCK;
            if (time == END || stuck) {
                return stuck;
            }
            append(batch, offset, time);
        }
        return true;
    }

    private void append(EventBatch batch, long offset, long time) throws IOException {
        batch.begin(seq++, event);
        batch.set(IntColumn.CPU, 3);
        batch.arg(pointer, ArgKind.HEX, time);
        if (time == MALFORMED) {
            throw input.in().malformed(offset, "time -1, expected another");
        }
        if (time == FAILING) {
            throw new IllegalStateException("table of 3 has no entry 7");
        }
        for (int i = 0; time == NAMES; i++) {
            input.names().id("name" + i);
        }
        batch.set(LongColumn.TS_NS, time);
        batch.end();
    }

    @Override
    public String format() {
        return "fake 1";
    }

    @Override
    public long lostEvents() {
        return 5;
    }

    @Override
    public OptionalLong resolutionNs() {
        return OptionalLong.of(1000);
    }
}
