package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import java.io.IOException;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;

/**
 * Values of arguments as strings: ids of a dictionary that is looked up by (kind, number), or by the bytes of a text,
 * so that a string is built once a column chunk. When the dictionary is full, or values hardly return, the chunk's
 * further pages are lengths and bytes.
 */
final class ValueEncoder {
    /** New entries in one page that a dictionary is always granted. */
    private static final int GRANTED = 1024;

    private final TextDictionary dictionary = new TextDictionary();
    private final PageBuffer bytes = new PageBuffer();
    /** By kind and number; of a text the number is that of {@link TextNumbers}. */
    private final ValueIds known = new ValueIds();

    private final TextNumbers texts = new TextNumbers();
    private long[] lengths = new long[0];
    private boolean inDictionary;

    void start() {
        forget();
        dictionary.clear();
        inDictionary = true;
    }

    /** Appends a page of the batch's arguments, of which there are some; {@code ids} is room for them. */
    Encoding encode(EventBatch batch, int[] ids, PageScratch scratch) {
        int count = batch.args();
        if (inDictionary && fillsIds(batch, ids)) {
            dictionary.keep();
            HybridRuns.ids(scratch.page, ids, count, dictionary.size());
            return Encoding.RLE_DICTIONARY;
        }
        if (inDictionary) {
            inDictionary = false;
            dictionary.takeBack();
            forget();
        }
        plain(batch, count, scratch);
        return Encoding.DELTA_LENGTH_BYTE_ARRAY;
    }

    void finish(PageWriter pages) throws IOException {
        dictionary.write(pages);
    }

    private boolean fillsIds(EventBatch batch, int[] ids) {
        for (int arg = 0; arg < batch.args(); arg++) {
            int id = id(batch, arg);
            if (id == ValueIds.NONE) {
                return false;
            }
            ids[arg] = id;
        }
        return dictionary.added() <= GRANTED || dictionary.added() <= batch.args() / 2;
    }

    /** Dictionary id of an argument's value; none when there is no room for it. */
    private int id(EventBatch batch, int arg) {
        var kind = batch.argKind(arg);
        long value = kind == ArgKind.TEXT ? texts.of(batch, arg) : batch.argValue(arg);
        int slot = known.slot(kind, value);
        int id = known.id(slot);
        if (id == ValueIds.NONE && !dictionary.isFull()) {
            id = dictionary.add(ArgTexts.of(batch, arg));
            known.enter(slot, kind, value, id);
        }
        return id;
    }

    private void forget() {
        known.clear();
        texts.clear();
    }

    private void plain(EventBatch batch, int count, PageScratch scratch) {
        lengths = lengths.length < count ? new long[count] : lengths;
        bytes.clear();
        for (int arg = 0; arg < count; arg++) {
            byte[] utf8 = ArgTexts.of(batch, arg);
            lengths[arg] = utf8.length;
            bytes.bytes(utf8, 0, utf8.length);
        }
        scratch.deltas.encode(lengths, count, DeltaEncoder.Width.INT32, scratch.page);
        scratch.page.bytes(bytes);
    }
}
