package io.iostrata.jobs.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;

/**
 * The map of arguments of one row group, read some rows at a time: keys and values, of which there are as many. Both are
 * required, hence of equal levels, of which those of the keys are read.
 */
final class ArgsColumn {
    private final Chunk keyChunk;
    private final Chunk valueChunk;
    private final PlacesByName places;
    private final ScalarDictionary scalars;

    private RunLengthBitPackingHybridDecoder repetition;
    private Presence presence;
    private ValuesReader keys;
    private boolean areKeysCoded;
    private int keysLeft;
    private ValuesReader values;
    private boolean areValuesCoded;
    private int valuesLeft;
    private boolean isRowBegun;

    /** Takes the arguments that have a place. */
    interface Taker {
        /** Whether the arguments of that row are asked for. */
        boolean wants(int row);

        /** An argument, a Long or a String. */
        void take(int row, int place, Object value);
    }

    ArgsColumn(Chunk keys, Chunk values, PlacesByName places) {
        keyChunk = keys;
        valueChunk = values;
        this.places = places;
        scalars = new ScalarDictionary(values.dictionary());
    }

    /** Reads the next {@code rows} rows, which are numbered from 0; {@code rowsLeft} are there, these among them. */
    void read(int rows, long rowsLeft, Taker taker) {
        int row = isRowBegun ? 0 : -1;
        boolean isLast = rows == rowsLeft;
        while (!isLast || keysLeft > 0 || row < rows - 1) {
            if (keysLeft == 0) {
                openKeys(keyChunk.next());
            }
            if (!isRowBegun && level() == 0) {
                row++;
            }
            isRowBegun = row == rows;
            if (isRowBegun) {
                return;
            }
            readEntry(row, taker);
        }
    }

    private void readEntry(int row, Taker taker) {
        keysLeft--;
        if (valuesLeft == 0) {
            openValues(valueChunk.next());
        }
        valuesLeft--;
        presence.same(1);
        if (!presence.take(1)) {
            return;
        }
        int place = places.read(keys, areKeysCoded);
        if (place != PlacesByName.NONE && taker.wants(row)) {
            taker.take(row, place, scalars.read(values, areValuesCoded));
        } else {
            values.skip();
        }
    }

    private int level() {
        try {
            return repetition.readInt();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void openKeys(OpenedPage page) {
        repetition = new RunLengthBitPackingHybridDecoder(1, page.repetition());
        presence = new Presence(page.definition(), page.entries());
        keys = page.values();
        areKeysCoded = page.isCoded();
        keysLeft = page.entries();
    }

    private void openValues(OpenedPage page) {
        values = page.values();
        areValuesCoded = page.isCoded();
        valuesLeft = page.entries();
    }
}
