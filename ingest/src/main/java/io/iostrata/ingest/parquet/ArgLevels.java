package io.iostrata.ingest.parquet;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.EventBatch;

/**
 * Levels of the map of a batch's arguments, a bit for each entry: an argument, or a row that has none. Repeated is all but
 * a row's first one, defined is what is an argument.
 */
final class ArgLevels {
    private static final long ONES = -1;

    private byte[] repetition = new byte[0];
    private byte[] definition = new byte[0];

    /** Works them out; returns how many entries there are. */
    int fill(EventBatch batch) {
        makeRoom(batch.args() + batch.rows());
        long repeated = 0;
        long defined = 0;
        int entries = 0;
        int begin = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int end = batch.argEnd(row);
            int left = Math.max(1, end - begin);
            long definedRow = end > begin ? ONES : 0;
            long repeatedRow = ONES << 1;
            begin = end;
            while (left > 0) {
                int here = Math.min(left, Long.SIZE - entries % Long.SIZE);
                long some = ONES >>> (Long.SIZE - here);
                defined |= (definedRow & some) << entries;
                repeated |= (repeatedRow & some) << entries;
                entries += here;
                left -= here;
                if (entries % Long.SIZE == 0) {
                    set(entries - Long.SIZE, repeated, defined);
                    repeated = 0;
                    defined = 0;
                    repeatedRow = ONES;
                }
            }
        }
        set(entries / Long.SIZE * Long.SIZE, repeated, defined);
        return entries;
    }

    /** The bits from entry {@code from} on. */
    private void set(int from, long repeated, long defined) {
        ByteCursor.LONG_LE.set(repetition, from / Byte.SIZE, repeated);
        ByteCursor.LONG_LE.set(definition, from / Byte.SIZE, defined);
    }

    /** Bits of the entries, least significant first, those behind the last one 0: valid until filled anew. */
    byte[] repetition() {
        return repetition;
    }

    /** Bits of the entries, least significant first, those behind the last one 0: valid until filled anew. */
    byte[] definition() {
        return definition;
    }

    private void makeRoom(int entries) {
        int bytes = entries / Byte.SIZE + 2 * Long.BYTES;
        if (repetition.length < bytes) {
            repetition = new byte[bytes + bytes / 2];
            definition = new byte[repetition.length];
        }
    }
}
