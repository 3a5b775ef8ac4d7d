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
    /** Dictionary id + 1 by number of name; 0 where the dictionary does not have it. */
    private int[] ids = new int[1024];
    /** The last page that a name was on, by number of name. */
    private int[] pageOf = new int[1024];

    private int page;

    NameEncoder(PrimitiveType type) {
        this.type = type;
    }

    void start() {
        dictionary.clear();
        Arrays.fill(ids, 0);
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
            if (pageOf[number] != page) {
                pageOf[number] = page;
                enter(number, texts.of(names, number), statistics);
            }
            numbers[i] = ids[number] - 1;
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

    private void enter(int number, byte[] text, Statistics<?> statistics) {
        statistics.updateStats(Binary.fromConstantByteArray(text));
        if (ids[number] == 0) {
            ids[number] = dictionary.add(text) + 1;
        }
    }

    private void makeRoom(Names names) {
        if (names.size() > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(names.size(), 2 * ids.length));
            pageOf = Arrays.copyOf(pageOf, ids.length);
        }
    }
}
