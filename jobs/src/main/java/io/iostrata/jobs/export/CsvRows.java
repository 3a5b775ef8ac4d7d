package io.iostrata.jobs.export;

import io.iostrata.jobs.sql.Csv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows as comma-separated values. */
final class CsvRows {
    private static final int BUFFER = 1 << 16;

    private CsvRows() {}

    static Part write(Dataset<Row> rows, NewFile file) throws IOException {
        var names = rows.columns();
        return Part.of(rows.coalesce(1).toJavaRDD(), ofTask -> write(names, ofTask, file));
    }

    private static Part write(String[] names, Iterator<Row> rows, NewFile file) throws IOException {
        var part = file.ofAttempt();
        long count;
        try (var out = new BufferedWriter(
                new OutputStreamWriter(file.files().create(part, true), StandardCharsets.UTF_8), BUFFER)) {
            count = Csv.print(names, rows, out);
        }
        return new Part(part, count);
    }
}
