package io.iostrata.jobs.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.Iterator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.arrow.ArrowWriter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;

/** Rows as Arrow record batches. */
final class ArrowRows {
    private static final int ROWS_A_BATCH = 1 << 14;

    private ArrowRows() {}

    static Part write(Dataset<Row> rows, NewFile file) throws IOException {
        var schema = rows.schema();
        var internal = rows.coalesce(1).queryExecution().toRdd().toJavaRDD();
        return Part.of(internal, ofTask -> write(schema, ofTask, file));
    }

    private static Part write(StructType schema, Iterator<InternalRow> rows, NewFile file) throws IOException {
        var part = file.ofAttempt();
        long count;
        try (var allocator = new RootAllocator();
                var root = VectorSchemaRoot.create(ArrowUtils.toArrowSchema(schema, "UTC", true, false), allocator);
                var out = file.files().create(part, true)) {
            count = file.path().endsWith(".arrows") ? stream(root, rows, out) : file(root, rows, out);
        }
        return new Part(part, count);
    }

    private static long stream(VectorSchemaRoot root, Iterator<InternalRow> rows, OutputStream out) throws IOException {
        try (var batches = new ArrowStreamWriter(root, null, out)) {
            return fill(root, rows, batches::writeBatch);
        }
    }

    private static long file(VectorSchemaRoot root, Iterator<InternalRow> rows, OutputStream out) throws IOException {
        try (var batches = new ArrowFileWriter(root, null, Channels.newChannel(out))) {
            batches.start();
            return fill(root, rows, batches::writeBatch);
        }
    }

    /** Takes the batch that the vectors hold. */
    @FunctionalInterface
    private interface Batches {
        void write() throws IOException;
    }

    private static long fill(VectorSchemaRoot root, Iterator<InternalRow> rows, Batches batches) throws IOException {
        var vectors = ArrowWriter.create(root);
        long count = 0;
        while (rows.hasNext()) {
            vectors.reset();
            for (int i = 0; i < ROWS_A_BATCH && rows.hasNext(); i++, count++) {
                vectors.write(rows.next());
            }
            vectors.finish();
            batches.write();
        }
        return count;
    }
}
