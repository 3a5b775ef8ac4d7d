package io.iostrata.jobs.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;

/** Runs queries as Spark jobs and streams their rows to clients, whatever their size. */
final class QueryRunner implements Closeable {
    /** Of the scheduler: queries of different ones share the cores. */
    private static final int POOLS = 64;

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
        var host = conf.get("spark.driver.host", "127.0.0.1");
        receiver = new BatchReceiver(InetAddress.getByName(conf.get("spark.driver.bindAddress", host)), host);
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
     * @param ticket which {@link #cancel} knows it by
     */
    void run(String ticket, Dataset<Row> rows, ServerStreamListener client) throws IOException, InterruptedException {
        var id = UUID.randomUUID().toString();
        var query = new RunningQuery(id, ticket, spark.sparkContext());
        running.put(id, query);
        try {
            query.listen(client);
            begin(id); // Planning may run jobs too.
            var batches = ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                    .toArrowBatchRdd()
                    .toJavaRDD();
            try (var spools = new ResultSpools(directory, id, batches.getNumPartitions(), largestResult)) {
                receiver.expect(id, spools);
                query.reads(spools);
                jobs.execute(() -> compute(id, batches, spools));
                query.send(schema(rows.schema()), memory);
            }
        } finally {
            running.remove(id);
            receiver.forget(id);
            spark.sparkContext().cancelJobGroup(id);
        }
    }

    private void compute(String id, JavaRDD<byte[]> batches, ResultSpools spools) {
        begin(id);
        try {
            batches.foreachPartition(receiver.senderFor(id));
        } catch (Throwable failed) { // Spark throws checked exceptions that it does not declare.
            spools.fail(new IOException(message(failed), failed));
        }
    }

    /** What this thread runs from now on is of that query, and shares the cores with the others'. */
    private void begin(String id) {
        // Not interrupted when it is cancelled: Spark's Arrow writer would leave its memory behind.
        spark.sparkContext().setJobGroup(id, "query of a client", false);
        spark.sparkContext().setLocalProperty("spark.scheduler.pool", "clients-" + Math.floorMod(id.hashCode(), POOLS));
    }

    /** True if such a query was running. */
    boolean cancel(String ticket) {
        var asked = running.values().stream()
                .filter(query -> query.ticket().equals(ticket))
                .toList();
        asked.forEach(RunningQuery::cancel);
        return !asked.isEmpty();
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
