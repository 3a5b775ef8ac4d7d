package io.iostrata.jobs.server;

import io.iostrata.jobs.UserError;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.sql.classic.SparkSession;

/** Arrow Flight SQL over the lake of a Spark session. */
public final class LakeServer implements Closeable {
    private final ServeOptions options;
    private final BufferAllocator memory = new RootAllocator();
    private final QueryRunner queries;
    private final FlightServer server;

    /**
     * Answers when it returns.
     *
     * @param spark a session for this server alone, which it changes
     */
    public LakeServer(SparkSession spark, ServeOptions options) throws IOException {
        this.options = options;
        queries = new QueryRunner(spark, memory, options.largestResult());
        var builder = FlightServer.builder()
                .allocator(memory)
                .location(location(options, options.port()))
                .producer(new LakeProducer(new ReadOnlySql(spark), queries, memory))
                .headerAuthenticator(options.access());
        if (options.tls().isPresent()) {
            var tls = options.tls().get();
            builder.useTls(tls.certificate().toFile(), tls.key().toFile());
        }
        server = started(builder.build());
    }

    private FlightServer started(FlightServer built) throws IOException {
        try {
            return built.start();
        } catch (IOException failed) {
            if (ExceptionUtils.getRootCause(failed) instanceof BindException taken) {
                throw new UserError("%s:%d: %s (--port 0 takes a free one)"
                        .formatted(options.host(), options.port(), taken.getMessage()));
            }
            throw failed;
        }
    }

    private static Location location(ServeOptions options, int port) {
        return options.tls().isPresent()
                ? Location.forGrpcTls(options.host(), port)
                : Location.forGrpcInsecure(options.host(), port);
    }

    /** What a client of the Arrow Flight SQL JDBC driver connects to. */
    public String jdbcUrl() {
        return "jdbc:arrow-flight-sql://" + options.host() + ":" + server.getPort() + "/?useEncryption="
                + options.tls().isPresent();
    }

    public void awaitTermination() throws InterruptedException {
        server.awaitTermination();
    }

    @Override
    public void close() throws IOException {
        server.shutdown();
        queries.close();
        try {
            server.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        memory.close();
    }
}
