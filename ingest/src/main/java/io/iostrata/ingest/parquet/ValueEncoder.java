package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import java.io.IOException;
import java.util.Arrays;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;

/**
 * Values of arguments as strings: ids of a dictionary that is looked up by (kind, number), or by the bytes of a text,
 * so that a string is built once a column chunk. When the dictionary is full, or values hardly return, the chunk's
 * further pages are lengths and bytes.
 */
final class ValueEncoder {
    private static final int EMPTY = -1;
    /** New entries in one page that a dictionary is always granted. */
    private static final int GRANTED = 1024;

    private final TextDictionary dictionary = new TextDictionary();
    private final PageBuffer bytes = new PageBuffer();
    private int[] slots = new int[4096];
    private long[] values = new long[1024];
    private ArgKind[] kinds = new ArgKind[1024];
    /** Texts of the chunk, numbered: the number stands for the text in {@code values}. */
    private Names texts = new Names();

    private long[] lengths = new long[0];
    private byte[] text = new byte[256];
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
            if (id == EMPTY) {
                return false;
            }
            ids[arg] = id;
        }
        return dictionary.added() <= GRANTED || dictionary.added() <= batch.args() / 2;
    }

    /** Dictionary id of an argument's value; {@link #EMPTY} when there is no room for it. */
    private int id(EventBatch batch, int arg) {
        var kind = batch.argKind(arg);
        long value = kind == ArgKind.TEXT ? textNumber(batch, arg) : batch.argValue(arg);
        int slot = slot(kind, value);
        if (slots[slot] != EMPTY) {
            return slots[slot];
        }
        if (dictionary.isFull()) {
            return EMPTY;
        }
        int id = dictionary.add(ArgTexts.of(batch, arg));
        enter(id, kind, value, slot);
        return id;
    }

    private int textNumber(EventBatch batch, int arg) {
        int length = batch.textLength(arg);
        text = text.length < length ? new byte[2 * length] : text;
        MemoryUtil.copyFromMemory(batch.textAddress(arg), text, 0, length);
        return texts.id(text, 0, length);
    }

    private int slot(ArgKind kind, long value) {
        long mixed = (value + kind.ordinal()) * 0x9e3779b97f4a7c15L;
        int slot = (int) (mixed >>> 40 ^ mixed >>> 20) & (slots.length - 1);
        while (slots[slot] != EMPTY && (values[slots[slot]] != value || kinds[slots[slot]] != kind)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void enter(int id, ArgKind kind, long value, int slot) {
        if (id == values.length) {
            values = Arrays.copyOf(values, 2 * id);
            kinds = Arrays.copyOf(kinds, 2 * id);
        }
        values[id] = value;
        kinds[id] = kind;
        slots[slot] = id;
        if (4 * id > slots.length) {
            rehash(id);
        }
    }

    private void rehash(int last) {
        slots = new int[2 * slots.length];
        Arrays.fill(slots, EMPTY);
        for (int id = 0; id <= last; id++) {
            slots[slot(kinds[id], values[id])] = id;
        }
    }

    private void forget() {
        Arrays.fill(slots, EMPTY);
        texts = new Names();
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
