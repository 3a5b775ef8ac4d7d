package io.iostrata.jobs.server;

import static org.apache.arrow.flight.CallStatus.CANCELLED;
import static org.apache.arrow.flight.CallStatus.INTERNAL;
import static org.apache.arrow.flight.CallStatus.INVALID_ARGUMENT;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.iostrata.jobs.UserError;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.CancelResult;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.DoPutPreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flight SQL over the lake: statements, prepared statements, their cancellation; {@link LakeMetadata} has the rest. */
final class LakeProducer extends LakeMetadata {
    private static final Logger LOG = LoggerFactory.getLogger(LakeProducer.class);

    /** A ticket is the query's own name, then the query. */
    private static final int ID = UUID.randomUUID().toString().length();

    private final ReadOnlySql sql;
    private final QueryRunner queries;
    private final PreparedStatements prepared = new PreparedStatements();
    private final ExecutorService streams = Executors.newCachedThreadPool(Threads.daemons("stream"));

    LakeProducer(ReadOnlySql sql, QueryRunner queries, BufferAllocator memory) {
        super(memory);
        this.sql = sql;
        this.queries = queries;
    }

    @Override
    public FlightInfo getFlightInfoStatement(
            CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return answered(() -> {
            var schema = schemaOf(command.getQuery(), List.of());
            var ticket = TicketStatementQuery.newBuilder()
                    .setStatementHandle(ByteString.copyFromUtf8(UUID.randomUUID() + command.getQuery()))
                    .build();
            return info(ticket, descriptor, schema);
        });
    }

    @Override
    public SchemaResult getSchemaStatement(
            CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return answered(() -> new SchemaResult(schemaOf(command.getQuery(), List.of())));
    }

    @Override
    public void getStreamStatement(TicketStatementQuery ticket, CallContext context, ServerStreamListener client) {
        var handle = ticket.getStatementHandle().toStringUtf8();
        streamed(client, () -> {
            if (handle.length() < ID) {
                throw new UserError("No such ticket");
            }
            var rows = sql.query(handle.substring(ID), List.of());
            queries.run(handle.substring(0, ID), rows, client);
            return client;
        });
    }

    @Override
    public void createPreparedStatement(
            ActionCreatePreparedStatementRequest request, CallContext context, StreamListener<Result> client) {
        acted(client, () -> {
            var types = sql.parameters(request.getQuery());
            var statement = new PreparedStatements.Prepared(request.getQuery(), types, List.of());
            var parameters = new StructType();
            for (int number = 1; number <= types.size(); number++) {
                parameters = parameters.add("parameter_" + number, types.get(number - 1), true);
            }
            var columns = schemaOf(statement);
            return Any.pack(ActionCreatePreparedStatementResult.newBuilder()
                    .setPreparedStatementHandle(prepared.add(statement))
                    .setDatasetSchema(bytes(columns))
                    .setParameterSchema(bytes(queries.schema(parameters)))
                    .build());
        });
    }

    @Override
    public Runnable acceptPutPreparedStatementQuery(
            CommandPreparedStatementQuery command,
            CallContext context,
            FlightStream values,
            StreamListener<PutResult> client) {
        return () -> {
            try {
                prepared.bind(command.getPreparedStatementHandle(), ParameterValues.only(values));
                var same = DoPutPreparedStatementResult.newBuilder()
                        .setPreparedStatementHandle(command.getPreparedStatementHandle())
                        .build();
                try (var bytes = memory.buffer(same.getSerializedSize())) {
                    bytes.writeBytes(same.toByteArray());
                    client.onNext(PutResult.metadata(bytes));
                }
                client.onCompleted();
            } catch (RuntimeException refused) {
                client.onError(status(refused));
            }
        };
    }

    @Override
    public FlightInfo getFlightInfoPreparedStatement(
            CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return answered(() -> info(command, descriptor, schemaOf(prepared.of(command.getPreparedStatementHandle()))));
    }

    @Override
    public SchemaResult getSchemaPreparedStatement(
            CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return answered(() -> new SchemaResult(schemaOf(prepared.of(command.getPreparedStatementHandle()))));
    }

    @Override
    public void getStreamPreparedStatement(
            CommandPreparedStatementQuery command, CallContext context, ServerStreamListener client) {
        streamed(client, () -> {
            var statement = prepared.of(command.getPreparedStatementHandle());
            queries.run(UUID.randomUUID().toString(), sql.query(statement.sql(), statement.values()), client);
            return client;
        });
    }

    @Override
    public void closePreparedStatement(
            ActionClosePreparedStatementRequest request, CallContext context, StreamListener<Result> client) {
        prepared.remove(request.getPreparedStatementHandle());
        client.onCompleted();
    }

    @Override
    public void cancelFlightInfo(
            CancelFlightInfoRequest request, CallContext context, StreamListener<CancelStatus> client) {
        client.onNext(cancel(request.getInfo()) ? CancelStatus.CANCELLED : CancelStatus.NOT_CANCELLABLE);
        client.onCompleted();
    }

    @Override
    @SuppressWarnings("deprecation") // What clients before Arrow 13 ask for.
    public void cancelQuery(FlightInfo info, CallContext context, StreamListener<CancelResult> client) {
        client.onNext(cancel(info) ? CancelResult.CANCELLED : CancelResult.NOT_CANCELLABLE);
        client.onCompleted();
    }

    private boolean cancel(FlightInfo info) {
        return info.getEndpoints().stream().anyMatch(endpoint -> cancel(endpoint.getTicket()));
    }

    private boolean cancel(Ticket ticket) {
        try {
            var handle = Any.parseFrom(ticket.getBytes())
                    .unpack(TicketStatementQuery.class)
                    .getStatementHandle()
                    .toStringUtf8();
            return handle.length() >= ID && queries.cancel(handle.substring(0, ID));
        } catch (InvalidProtocolBufferException other) {
            return false;
        }
    }

    private Schema schemaOf(PreparedStatements.Prepared statement) {
        return schemaOf(statement.sql(), statement.samples());
    }

    private Schema schemaOf(String query, List<Literal> values) {
        return queries.schema(sql.query(query, values).schema());
    }

    private FlightInfo info(Message ticket, FlightDescriptor descriptor, Schema schema) {
        var endpoints = determineEndpoints(ticket, descriptor, schema);
        return new FlightInfo(schema, descriptor, endpoints, -1, -1, true, IpcOption.DEFAULT);
    }

    private static ByteString bytes(Schema schema) {
        return ByteString.copyFrom(schema.serializeAsMessage());
    }

    private static <T> T answered(Callable<T> answer) {
        try {
            return answer.call();
        } catch (Exception failed) {
            throw status(failed);
        }
    }

    private static void acted(StreamListener<Result> client, Callable<Any> answer) {
        try {
            client.onNext(new Result(answer.call().toByteArray()));
            client.onCompleted();
        } catch (Exception failed) {
            client.onError(status(failed));
        }
    }

    /** In a thread of its own: gRPC tells that a client is ready, or gone, only when the call has returned. */
    private void streamed(ServerStreamListener client, Callable<ServerStreamListener> rows) {
        streams.execute(() -> {
            try {
                rows.call().completed();
            } catch (Throwable failed) {
                client.error(status(failed));
            }
        });
    }

    /** What a client is told; what is no fault of the query is told to the log too. */
    private static FlightRuntimeException status(Throwable failed) {
        if (failed instanceof FlightRuntimeException known) {
            return known;
        }
        if (failed instanceof CancellationException) {
            return CANCELLED.withDescription(failed.getMessage()).toRuntimeException();
        }
        if (failed instanceof UserError || failed instanceof AnalysisException) {
            return INVALID_ARGUMENT.withDescription(failed.getMessage()).toRuntimeException();
        }
        LOG.warn("a query failed", failed);
        return INTERNAL.withDescription(String.valueOf(failed.getMessage())).toRuntimeException();
    }
}
