package io.iostrata.jobs.server;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what the tasks' {@link BatchSender}s send and puts it where their queries wait for it. */
final class BatchReceiver implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchReceiver.class);

    private static final int BACKLOG = 256;
    private static final int BUFFER = 1 << 16;

    /** A batch has 10,000 rows at most; one of 1 GiB is none of ours. */
    private static final int LARGEST_BATCH = 1 << 30;

    private final String host;
    private final ServerSocket server;
    private final Map<String, ResultSpools> waiting = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Threads.daemons("rows"));

    /**
     * Listens.
     *
     * @param address to listen on
     * @param host that address as the executors know it
     */
    BatchReceiver(InetAddress address, String host) throws IOException {
        this.host = host;
        server = new ServerSocket(0, BACKLOG, address);
        threads.execute(this::accept);
    }

    BatchSender senderFor(String query) {
        return new BatchSender(host, server.getLocalPort(), query);
    }

    void expect(String query, ResultSpools spools) {
        waiting.put(query, spools);
    }

    void forget(String query) {
        waiting.remove(query);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var task = server.accept();
                threads.execute(() -> receive(task));
            } catch (IOException closed) {
                LOG.debug("no more rows are taken", closed);
            }
        }
    }

    private void receive(Socket task) {
        try (task;
                var in = new DataInputStream(new BufferedInputStream(task.getInputStream(), BUFFER))) {
            var spools = waiting.get(in.readUTF());
            if (spools == null) {
                return;
            }
            int partition = in.readInt();
            var spool = spools.begin(partition);
            for (int length = in.readInt(); length != BatchSender.END; length = in.readInt()) {
                spools.add(spool, batch(in, length));
            }
            spool.end();
            task.getOutputStream().write(1);
        } catch (IOException gone) {
            // The task sees it too and fails, and with it the query.
            LOG.debug("rows of a task were not taken", gone);
        }
    }

    private static byte[] batch(DataInputStream in, int length) throws IOException {
        if (length < 0 || length > LARGEST_BATCH) {
            throw new IOException("A batch of " + length + " bytes, expected at most " + LARGEST_BATCH);
        }
        var batch = new byte[length];
        in.readFully(batch);
        return batch;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
