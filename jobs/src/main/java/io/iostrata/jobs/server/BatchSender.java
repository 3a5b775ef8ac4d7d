package io.iostrata.jobs.server;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;

/**
 * Sends the Arrow batches of a task to the server one by one: Spark's own way home gathers a partition's first.
 *
 * @param query the query's secret name
 */
record BatchSender(String host, int port, String query) implements VoidFunction<Iterator<byte[]>> {
    /** In the place of a length: all of the partition has been sent. */
    static final int END = -1;

    private static final int BUFFER = 1 << 16;

    @Override
    public void call(Iterator<byte[]> batches) throws IOException {
        try (var socket = new Socket(host, port);
                var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER))) {
            out.writeUTF(query);
            out.writeInt(TaskContext.getPartitionId());
            while (batches.hasNext()) {
                var batch = batches.next();
                out.writeInt(batch.length);
                out.write(batch);
            }
            out.writeInt(END);
            out.flush();
            // Until the server has it all: what it refuses is this task's failure.
            if (socket.getInputStream().read() < 0) {
                throw new IOException("The server did not take the rows");
            }
        }
    }
}
