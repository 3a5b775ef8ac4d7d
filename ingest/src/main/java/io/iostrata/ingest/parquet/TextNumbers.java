package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import java.util.Arrays;
import org.apache.arrow.memory.util.MemoryUtil;

/** The texts of a column chunk, numbered from 0. One that many arguments of a batch share is looked up once. */
final class TextNumbers {
    private static final int PLACES_BITS = 12;
    private static final long NONE = -1;
    /** Odd, its bits spread. */
    private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

    /** Places in the batch whose numbers are known, each where its hash says; the last one wins. */
    private final long[] places = new long[1 << PLACES_BITS];

    private final int[] numbers = new int[1 << PLACES_BITS];
    private Names texts = new Names();
    private byte[] text = new byte[256];
    private long filling;

    void clear() {
        texts = new Names();
        filling = 0;
    }

    /** Number of the text that an argument is. */
    int of(EventBatch batch, int arg) {
        if (filling != batch.filling()) {
            filling = batch.filling();
            Arrays.fill(places, NONE);
        }
        long place = batch.argValue(arg);
        int slot = (int) ((place * MIX) >>> (Long.SIZE - PLACES_BITS));
        if (places[slot] != place) {
            places[slot] = place;
            numbers[slot] = number(batch, arg);
        }
        return numbers[slot];
    }

    private int number(EventBatch batch, int arg) {
        int length = batch.textLength(arg);
        text = text.length < length ? new byte[2 * length] : text;
        MemoryUtil.copyFromMemory(batch.textAddress(arg), text, 0, length);
        return texts.id(text, 0, length);
    }
}
