package io.iostrata.jobs.export;

import io.iostrata.jobs.archive.HadoopSettings;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
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

    /**
     * What was written.
     *
     * @param leftover what beside it could not be removed, and why
     */
    public record Written(long rows, long bytes, Optional<String> leftover) {}

    /** Writes the rows; a file that is not whole is removed. */
    public Written write(Dataset<Row> rows) throws IOException {
        try {
            var part =
                    switch (format) {
                        case PARQUET -> parquet(rows);
                        case ARROW -> ArrowRows.write(rows, file);
                        case CSV -> CsvRows.write(rows, file);
                        case PERFETTO -> PerfettoTrace.write(rows, file);
                    };
            file.finish(part.path(), existing);
            long bytes = file.size();
            return new Written(
                    part.rows(), bytes, file.discard().map(left -> file.unfinished() + ": " + left.getMessage()));
        } catch (Throwable failed) {
            file.discard().ifPresent(failed::addSuppressed);
            throw failed;
        }
    }

    /** Spark's own writer makes a directory of files: here of one. */
    private Part parquet(Dataset<Row> rows) throws IOException {
        rows.coalesce(1)
                .write()
                .option("compression", "zstd")
                .parquet(file.unfinished().toString());
        var part = Arrays.stream(file.files().listStatus(file.unfinished()))
                .map(status -> status.getPath())
                .filter(path -> path.getName().endsWith(".parquet"))
                .findFirst()
                .orElseThrow(() -> new IOException(file.path() + ": no file was written"));
        try (var reader = ParquetFileReader.open(HadoopInputFile.fromPath(part, HadoopSettings.ofProcess()))) {
            return new Part(part, reader.getRecordCount());
        }
    }
}
