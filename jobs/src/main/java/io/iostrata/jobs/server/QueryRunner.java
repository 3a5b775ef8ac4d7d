package io.iostrata.jobs.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;

/** Runs queries as Spark jobs and streams their rows to clients, whatever their size. */
final class QueryRunner implements Closeable {
    private final SparkSession spark;
    private final BufferAllocator memory;
    private final long largestResult;
    private final Path directory;
    private final BatchReceiver receiver;
    private final Map<String, RunningQuery> running = new ConcurrentHashMap<>();
    private final ExecutorService jobs = Executors.newCachedThreadPool(Threads.daemons("job"));

    /** @param largestResult bytes a result may have, on disk until it is read */
    QueryRunner(SparkSession spark, BufferAllocator memory, long largestResult) throws IOException {
        this.spark = spark;
        this.memory = memory;
        this.largestResult = largestResult;
        directory = Files.createTempDirectory("iostrata-serve");
        var conf = spark.sparkContext().conf();
        receiver = new BatchReceiver(InetAddress.getByName(
                conf.get("spark.driver.bindAddress", conf.get("spark.driver.host", "127.0.0.1"))));
    }

    /** The columns as they go over the wire. */
    Schema schema(StructType columns) {
        return ArrowUtils.toArrowSchema(columns, spark.conf().get("spark.sql.session.timeZone"), false, largeTypes());
    }

    private boolean largeTypes() {
        return Boolean.parseBoolean(spark.conf().get("spark.sql.execution.arrow.useLargeVarTypes", "false"));
    }

    /**
     * Runs a query to its end.
     *
     * @param id which {@link #cancel} knows it by, hard to guess
     */
    void run(String id, Dataset<Row> rows, ServerStreamListener client) throws IOException, InterruptedException {
        var batches = ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .toArrowBatchRdd()
                .toJavaRDD();
        try (var spools = new ResultSpools(directory, id, batches.getNumPartitions(), largestResult)) {
            var query = new RunningQuery(id, spark.sparkContext(), spools);
            running.put(id, query);
            receiver.expect(id, spools);
            var sender = receiver.senderFor(id);
            var job = jobs.submit(() -> {
                // Not interrupted when it is cancelled: Spark's Arrow writer would leave its memory behind.
                spark.sparkContext().setJobGroup(id, "query of a client", false);
                try {
                    batches.foreachPartition(sender);
                } catch (RuntimeException | Error failed) {
                    spools.fail(new IOException(message(failed), failed));
                }
            });
            try {
                query.send(client, schema(rows.schema()), memory);
            } finally {
                running.remove(id);
                receiver.forget(id);
                spark.sparkContext().cancelJobGroup(id);
                job.cancel(false);
            }
        }
    }

    /** True if such a query was running. */
    boolean cancel(String id) {
        var query = running.get(id);
        if (query != null) {
            query.cancel();
        }
        return query != null;
    }

    private static String message(Throwable failed) {
        var cause = ExceptionUtils.getRootCause(failed);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() throws IOException {
        running.values().forEach(RunningQuery::cancel);
        receiver.close();
        jobs.shutdownNow();
        Files.deleteIfExists(directory);
    }
}
