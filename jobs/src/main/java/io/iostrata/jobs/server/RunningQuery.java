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

    private static final String WAS_CANCELLED = "The query was cancelled";

    private final String id;
    private final String ticket;
    private final SparkContext context;
    private final CallbackBackpressureStrategy pressure = new CallbackBackpressureStrategy() {
        @Override
        protected void cancelCallback() {
            cancel();
        }
    };
    private ServerStreamListener client;
    private ResultSpools spools;
    private boolean cancelled;

    /** @param ticket that the client came with */
    RunningQuery(String id, String ticket, SparkContext context) {
        this.id = id;
        this.ticket = ticket;
        this.context = context;
    }

    String ticket() {
        return ticket;
    }

    /** From now on the query ends when the client leaves. */
    void listen(ServerStreamListener client) {
        this.client = client;
        pressure.register(client);
    }

    /** Where its rows will be. */
    synchronized void reads(ResultSpools spools) {
        this.spools = spools;
        if (cancelled) {
            throw new CancellationException(WAS_CANCELLED);
        }
    }

    /** Stops the job, and the stream as soon as it waits for the next batch. */
    synchronized void cancel() {
        cancelled = true;
        if (spools != null) {
            spools.fail(new IOException(WAS_CANCELLED));
        }
        context.cancelJobGroup(id);
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    /**
     * Sends the batches as they come, no faster than the client reads.
     *
     * @throws CancellationException if the client, or another in its name, cancelled
     */
    void send(Schema schema, BufferAllocator memory) throws IOException, InterruptedException {
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
            if (isCancelled()) {
                throw new CancellationException(WAS_CANCELLED);
            }
            throw failed;
        }
    }
}
