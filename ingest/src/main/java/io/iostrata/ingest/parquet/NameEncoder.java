package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.Names;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/** Values of a string column given as numbers of {@link Names}: ids of a dictionary made anew for each column chunk. */
final class NameEncoder {
    private final PrimitiveType type;
    private final NameTexts texts = new NameTexts();
    private final TextDictionary dictionary = new TextDictionary();
    /** By number of name the last page that it was on (high half), and dictionary id + 1, 0 where it has none. */
    private long[] entries = new long[1024];

    private int page;

    NameEncoder(PrimitiveType type) {
        this.type = type;
    }

    void start() {
        dictionary.clear();
        Arrays.fill(entries, 0);
    }

    boolean isFull() {
        return dictionary.isFull();
    }

    /** Appends a page of names, turning their numbers into dictionary ids. Returns its statistics. */
    Statistics<?> encode(Names names, int[] numbers, int count, PageBuffer out) {
        makeRoom(names);
        page++;
        var statistics = Statistics.createStats(type);
        for (int i = 0; i < count; i++) {
            int number = numbers[i];
            long entry = entries[number];
            if ((int) (entry >>> Integer.SIZE) != page) {
                entry = enter(number, texts.of(names, number), statistics);
            }
            numbers[i] = (int) entry - 1;
        }
        if (count > 0) {
            HybridRuns.ids(out, numbers, count, dictionary.size());
        }
        return statistics;
    }

    static Encoding encoding(int count) {
        return count == 0 ? Encoding.PLAIN : Encoding.RLE_DICTIONARY;
    }

    void finish(PageWriter pages) throws IOException {
        dictionary.write(pages);
    }

    private long enter(int number, byte[] text, Statistics<?> statistics) {
        statistics.updateStats(Binary.fromConstantByteArray(text));
        int id = (int) entries[number];
        if (id == 0) {
            id = dictionary.add(text) + 1;
        }
        entries[number] = ((long) page << Integer.SIZE) | id;
        return entries[number];
    }

    private void makeRoom(Names names) {
        if (names.size() > entries.length) {
            entries = Arrays.copyOf(entries, Math.max(names.size(), 2 * entries.length));
        }
    }
}
