package io.iostrata.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** All events, the rows of a source in order of time in one partition: as ordered passes need them. */
record OrderedEvents(SparkSession spark, String name, Table table) {

    Dataset<Row> rows() {
        var files = files();
        var divided = DividedSource.of(files, table.schema());
        var sizes = files.stream().map(DataFile::fileSizeInBytes).toList();
        var rows = scan(FilePacking.of(sizes, spark.sparkContext().defaultParallelism()));
        for (var source : divided) {
            rows = rows.where(source.excluded());
        }
        for (var source : divided) {
            rows = rows.union(source.of(scan(new FilePacking(Long.MAX_VALUE, 1))));
        }
        return rows;
    }

    private Dataset<Row> scan(FilePacking packing) {
        return spark.read()
                .option("split-size", packing.partitionBytes())
                .option("file-open-cost", packing.leastFileBytes())
                .option("lookback", 1)
                .table(name);
    }

    private List<DataFile> files() {
        var all = new ArrayList<DataFile>();
        try (var files =
                table.newScan().includeColumnStats(DividedSource.columns()).planFiles()) {
            for (FileScanTask file : files) {
                all.add(file.file());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
