package io.iostrata.ingest.parquet;

import java.io.IOException;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;

/**
 * Dictionary of a column chunk of strings, as its page holds it: lengths and UTF-8 bytes. What was added since the last
 * {@link #keep} can be taken back.
 */
final class TextDictionary {
    private static final int MOST = 1 << 16;
    private static final int MOST_BYTES = 8 << 20;

    private final PageBuffer plain = new PageBuffer();
    private int size;
    private int kept;
    private int keptBytes;

    void clear() {
        plain.truncate(0);
        size = 0;
        keep();
    }

    int size() {
        return size;
    }

    /** Entries added since the last {@link #keep}. */
    int added() {
        return size - kept;
    }

    /** True when it should grow no further. */
    boolean isFull() {
        return size >= MOST || plain.size() >= MOST_BYTES;
    }

    /** Numbers a string that is not in it yet. */
    int add(byte[] utf8) {
        int length = plain.beginLength();
        plain.bytes(utf8, 0, utf8.length);
        plain.endLength(length);
        return size++;
    }

    void keep() {
        kept = size;
        keptBytes = plain.size();
    }

    /** Takes back what was added since the last {@link #keep}. */
    void takeBack() {
        size = kept;
        plain.truncate(keptBytes);
    }

    /** Writes the dictionary page, if there is anything in it. */
    void write(PageWriter pages) throws IOException {
        if (size > 0) {
            pages.writeDictionaryPage(new DictionaryPage(plain.input(), size, Encoding.PLAIN));
        }
    }
}
