package io.iostrata.jobs.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.concurrent.CancellationException;
import org.apache.arrow.flight.BackpressureStrategy.CallbackBackpressureStrategy;
import org.apache.arrow.flight.BackpressureStrategy.WaitResult;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.SparkContext;

/** One query on its way to one client. */
final class RunningQuery {
    /** How long a client may leave what it asked for unread. */
    private static final long PATIENCE_MS = 6 * 3600 * 1000L;

    private final String id;
    private final SparkContext context;
    private final ResultSpools spools;
    private volatile boolean cancelled;

    RunningQuery(String id, SparkContext context, ResultSpools spools) {
        this.id = id;
        this.context = context;
        this.spools = spools;
    }

    /** Stops the job, and the stream as soon as it waits for the next batch. */
    void cancel() {
        cancelled = true;
        spools.fail(new IOException("cancelled"));
        context.cancelJobGroup(id);
    }

    /**
     * Sends the batches as they come, no faster than the client reads.
     *
     * @throws CancellationException if the client, or another in its name, cancelled
     */
    void send(ServerStreamListener client, Schema schema, BufferAllocator memory)
            throws IOException, InterruptedException {
        var pressure = new CallbackBackpressureStrategy() {
            @Override
            protected void cancelCallback() {
                cancel();
            }
        };
        pressure.register(client);
        try (var root = VectorSchemaRoot.create(schema, memory)) {
            var loader = new VectorLoader(root);
            client.start(root);
            for (var batch = next(); batch != null; batch = next()) {
                if (pressure.waitForListener(PATIENCE_MS) != WaitResult.READY) {
                    cancel();
                    throw new CancellationException("The client left");
                }
                try (var vectors = MessageSerializer.deserializeRecordBatch(
                        new ReadChannel(Channels.newChannel(new ByteArrayInputStream(batch))), memory)) {
                    loader.load(vectors);
                }
                client.putNext();
            }
        }
    }

    private byte[] next() throws IOException, InterruptedException {
        try {
            return spools.next().orElse(null);
        } catch (IOException failed) {
            if (cancelled) {
                throw new CancellationException("The query was cancelled");
            }
            throw failed;
        }
    }
}
