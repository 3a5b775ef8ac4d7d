package io.iostrata.jobs.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;

/** A column of one row group: its dictionary, if it has one, and its pages one after the other. */
final class Chunk {
    private final ColumnDescriptor column;
    private final PageReader pages;
    private final Optional<Dictionary> dictionary;

    Chunk(PageReadStore group, ColumnDescriptor column) {
        this.column = column;
        pages = group.getPageReader(column);
        dictionary = Optional.ofNullable(pages.readDictionaryPage()).map(page -> {
            try {
                return page.getEncoding().initDictionary(column, page);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    Optional<Dictionary> dictionary() {
        return dictionary;
    }

    OpenedPage next() {
        var page = pages.readPage();
        if (page == null) {
            throw new IllegalStateException("%s: pages of %d values, expected more"
                    .formatted(String.join(".", column.getPath()), pages.getTotalValueCount()));
        }
        return OpenedPage.of(page, column, dictionary);
    }
}
