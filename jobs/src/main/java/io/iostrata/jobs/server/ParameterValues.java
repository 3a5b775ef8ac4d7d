package io.iostrata.jobs.server;

import io.iostrata.jobs.UserError;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Values of a prepared statement's parameters, as clients send them: one row of Arrow. */
final class ParameterValues {
    private ParameterValues() {}

    /** The one row of a stream. */
    static List<Literal> only(FlightStream values) {
        var found = new ArrayList<List<Literal>>();
        while (values.next()) {
            var rows = values.getRoot();
            if (found.size() + rows.getRowCount() > 1) {
                throw new UserError("Parameters: several rows of values, expected one");
            }
            if (rows.getRowCount() == 1) {
                found.add(first(rows));
            }
        }
        return found.isEmpty() ? List.of() : found.get(0);
    }

    private static List<Literal> first(VectorSchemaRoot rows) {
        var columns =
                rows.getFieldVectors().stream().map(ArrowColumnVector::new).toArray(ColumnVector[]::new);
        // Not closed: the stream owns what it reads.
        var row = new ColumnarBatch(columns, 1).getRow(0).copy();
        var values = new ArrayList<Literal>();
        for (int column = 0; column < columns.length; column++) {
            var type = ArrowUtils.fromArrowField(rows.getVector(column).getField());
            values.add(new Literal(row.isNullAt(column) ? null : row.get(column, type), type));
        }
        return values;
    }
}
