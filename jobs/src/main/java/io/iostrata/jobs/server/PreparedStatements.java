package io.iostrata.jobs.server;

import com.google.protobuf.ByteString;
import io.iostrata.jobs.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;

/** The statements clients have prepared, by handle. The least used go first when there are too many. */
final class PreparedStatements {
    private static final int MOST = 10_000;

    private static final float LOAD = 0.75f;

    private final Map<String, Prepared> byHandle = new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Prepared> eldest) {
            return size() > MOST;
        }
    };

    /**
     * One statement.
     *
     * @param parameters their types
     * @param bound their values as last bound; none before
     */
    record Prepared(String sql, List<DataType> parameters, List<Literal> bound) {
        /** Values to run with; as many as there are parameters. */
        List<Literal> values() {
            if (bound.size() != parameters.size()) {
                throw new UserError("%d parameters bound, expected %d".formatted(bound.size(), parameters.size()));
            }
            return bound;
        }

        /** Values that serve to find the columns of the result, bound or not. */
        List<Literal> samples() {
            return bound.size() == parameters.size()
                    ? bound
                    : parameters.stream().map(PreparedStatements::sample).toList();
        }
    }

    synchronized ByteString add(Prepared statement) {
        var handle = UUID.randomUUID().toString();
        byHandle.put(handle, statement);
        return ByteString.copyFromUtf8(handle);
    }

    synchronized Prepared of(ByteString handle) {
        var found = byHandle.get(handle.toStringUtf8());
        if (found == null) {
            throw new UserError("No such prepared statement (closed, or not of this server)");
        }
        return found;
    }

    synchronized void bind(ByteString handle, List<Literal> values) {
        var statement = of(handle);
        byHandle.put(handle.toStringUtf8(), new Prepared(statement.sql(), statement.parameters(), values));
    }

    synchronized void remove(ByteString handle) {
        byHandle.remove(handle.toStringUtf8());
    }

    /** A value of a type, not null where there is one: LIMIT, say, takes no null. */
    private static Literal sample(DataType type) {
        if (!(type instanceof AtomicType)) {
            return new Literal(null, type);
        }
        var from = type instanceof NumericType || type.equals(DataTypes.BooleanType)
                ? new Literal(1, DataTypes.IntegerType)
                : new Literal(UTF8String.fromString("1970-01-01"), DataTypes.StringType);
        var cast = new Cast(from, type, Option.apply("UTC"), EvalMode.LEGACY());
        return new Literal(cast.eval(null), type);
    }
}
