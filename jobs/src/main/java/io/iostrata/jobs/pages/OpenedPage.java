package io.iostrata.jobs.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.values.ValuesReader;

/**
 * A data page of Parquet taken apart.
 *
 * @param entries levels it holds
 * @param repetition runs of repetition levels; empty where the column has none
 * @param definition runs of definition levels; empty where the column has none
 * @param values those that are there
 * @param isCoded whether they are given as numbers of the column's dictionary
 */
record OpenedPage(int entries, InputStream repetition, ByteBuffer definition, ValuesReader values, boolean isCoded) {

    static OpenedPage of(DataPage page, ColumnDescriptor column, Optional<Dictionary> dictionary) {
        return page.accept(new DataPage.Visitor<OpenedPage>() {
            @Override
            public OpenedPage visit(DataPageV1 first) {
                return opened(() -> {
                    var in = first.getBytes().toInputStream();
                    var repetition = column.getMaxRepetitionLevel() == 0 ? in.slice(0) : level(in);
                    var definition = column.getMaxDefinitionLevel() == 0 ? in.slice(0) : level(in);
                    var values = values(first.getValueEncoding(), column, dictionary);
                    values.initFromPage(first.getValueCount(), in);
                    return of(first, ByteBufferInputStream.wrap(repetition), definition, values);
                });
            }

            @Override
            public OpenedPage visit(DataPageV2 second) {
                return opened(() -> {
                    var values = values(second.getDataEncoding(), column, dictionary);
                    values.initFromPage(second.getValueCount(), second.getData().toInputStream());
                    var repetition = second.getRepetitionLevels().toInputStream();
                    return of(second, repetition, buffer(second.getDefinitionLevels()), values);
                });
            }
        });
    }

    private interface Opening {
        OpenedPage open() throws IOException;
    }

    private static OpenedPage opened(Opening opening) {
        try {
            return opening.open();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static OpenedPage of(DataPage page, InputStream repetition, ByteBuffer definition, ValuesReader values) {
        boolean coded = values instanceof org.apache.parquet.column.values.dictionary.DictionaryValuesReader;
        return new OpenedPage(page.getValueCount(), repetition, definition, values, coded);
    }

    /** Runs of levels with their length before them. */
    private static ByteBuffer level(ByteBufferInputStream in) throws IOException {
        int length = in.slice(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return in.slice(length);
    }

    private static ByteBuffer buffer(BytesInput bytes) throws IOException {
        return bytes.toInputStream().slice(Math.toIntExact(bytes.size()));
    }

    private static ValuesReader values(Encoding encoding, ColumnDescriptor column, Optional<Dictionary> dictionary) {
        return encoding.usesDictionary()
                ? encoding.getDictionaryBasedValuesReader(column, ValuesType.VALUES, dictionary.orElseThrow())
                : encoding.getValuesReader(column, ValuesType.VALUES);
    }
}
