package io.iostrata.jobs.connector;

import io.iostrata.jobs.UserError;
import io.iostrata.jobs.archive.Archives;
import io.iostrata.jobs.connector.RawOptions.OnError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** One read of raw files: which columns, and which rows the readers may leave out. */
record RawScan(RawOptions options, StructType readSchema, EventFilter filter) implements Scan, Batch {

    @Override
    public String description() {
        return "iostrata %s of %s PushedFilters: %s, ReadSchema: %s"
                .formatted(options.table().name(), options.paths(), filter, readSchema.catalogString());
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        return isOfEvents() ? ColumnarSupportMode.SUPPORTED : ColumnarSupportMode.UNSUPPORTED;
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
        var plan = RawPlan.of(options, new Archives());
        if (isOfEvents() && options.onError() == OnError.FAIL) {
            plan.error().ifPresent(why -> {
                throw new UserError(why);
            });
        }
        if (isOfEvents()) {
            return plan.sources().stream()
                    .flatMap(source -> SourcePartition.of(source, options.onError()))
                    .toArray(InputPartition[]::new);
        }
        var sources = plan.sources().stream().map(SourcePartition::ofWhole);
        return Stream.concat(Stream.of(known(plan)), sources).toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return isOfEvents() ? new EventReaders(readSchema, filter, options.onError()) : new IssueReaders(readSchema);
    }

    private InputPartition known(RawPlan plan) {
        return new KnownIssues(
                plan.issues().stream().map(issue -> issue.row(readSchema)).toList());
    }

    private boolean isOfEvents() {
        return options.table().equals(RawSchemas.EVENTS);
    }

    /** Issues that were found before anything was read. */
    private record KnownIssues(List<InternalRow> rows) implements InputPartition {
        KnownIssues {
            rows = new ArrayList<>(rows);
        }
    }

    /** Makes readers of events. */
    private record EventReaders(StructType wanted, EventFilter filter, OnError onError)
            implements PartitionReaderFactory {
        @Override
        public boolean supportColumnarReads(InputPartition partition) {
            return true;
        }

        @Override
        public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
            return new EventReader((SourcePartition) partition, wanted, filter, onError);
        }

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            throw new UnsupportedOperationException("events come in columns");
        }
    }

    /** Makes readers of issues. */
    private record IssueReaders(StructType wanted) implements PartitionReaderFactory {
        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            if (partition instanceof KnownIssues known) {
                return IssueReader.of(known.rows);
            }
            try {
                return IssueReader.of(((SourcePartition) partition).source(), wanted);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
