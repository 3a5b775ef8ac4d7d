package io.iostrata.jobs.export;

import io.iostrata.jobs.archive.HadoopSettings;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of a table as one file, written by one task from front to back: what is held does not grow with the rows. */
public final class TableFile {
    private final ExportFormat format;
    private final Existing existing;
    private final NewFile file;

    private TableFile(ExportFormat format, Existing existing, NewFile file) {
        this.format = format;
        this.existing = existing;
        this.file = file;
    }

    /** A file that is refused where it cannot be written. */
    public static TableFile at(String path, ExportFormat format, Existing existing) throws IOException {
        return new TableFile(format, existing, NewFile.at(path, existing));
    }

    /** What was written. */
    public record Written(long rows, long bytes) {}

    /** Writes the rows; a file that is not whole is removed. */
    public Written write(Dataset<Row> rows) throws IOException {
        try {
            long count =
                    switch (format) {
                        case PARQUET -> parquet(rows);
                        case ARROW -> single(ArrowRows.write(rows, file));
                        case CSV -> single(CsvRows.write(rows, file));
                        case PERFETTO -> single(PerfettoTrace.write(rows, file));
                    };
            return new Written(count, file.size());
        } finally {
            file.discard();
        }
    }

    private long single(long rows) throws IOException {
        file.finish(file.unfinished(), existing);
        return rows;
    }

    /** Spark's own writer makes a directory of files: here of one, which is moved out of it. */
    private long parquet(Dataset<Row> rows) throws IOException {
        rows.coalesce(1)
                .write()
                .option("compression", "zstd")
                .parquet(file.unfinished().toString());
        var part = Arrays.stream(file.files().listStatus(file.unfinished()))
                .map(status -> status.getPath())
                .filter(path -> path.getName().endsWith(".parquet"))
                .findFirst()
                .orElseThrow(() -> new IOException(file.path() + ": no file was written"));
        file.finish(part, existing);
        try (var reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file.path()), HadoopSettings.ofProcess()))) {
            return reader.getRecordCount();
        }
    }
}
