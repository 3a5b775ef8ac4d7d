package io.iostrata.jobs.export;

import io.iostrata.jobs.sql.Csv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows as comma-separated values. */
final class CsvRows {
    private static final int BUFFER = 1 << 16;

    private CsvRows() {}

    static long write(Dataset<Row> rows, NewFile file) {
        var names = rows.columns();
        var count = rows.sparkSession().sparkContext().longAccumulator();
        rows.coalesce(1).toJavaRDD().foreachPartition(ofTask -> count.add(write(names, ofTask, file)));
        if (count.isZero()) {
            write(names, Collections.emptyIterator(), file);
        }
        return count.value();
    }

    private static long write(String[] names, Iterator<Row> rows, NewFile file) {
        try (var out = new BufferedWriter(
                new OutputStreamWriter(file.files().create(file.unfinished(), true), StandardCharsets.UTF_8), BUFFER)) {
            return Csv.print(names, rows, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
