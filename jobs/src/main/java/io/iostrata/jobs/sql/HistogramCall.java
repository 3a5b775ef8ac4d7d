package io.iostrata.jobs.sql;

import io.iostrata.jobs.UserError;
import io.iostrata.transforms.StoredHistogram;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** A call of a {@link HistogramFunction} in a query; null where any argument is. */
final class HistogramCall extends Expression implements ImplicitCastInputTypes, CodegenFallback, Serializable {
    private static final long serialVersionUID = 1;

    private final HistogramFunction function;
    private final Seq<Expression> arguments;

    HistogramCall(HistogramFunction function, Seq<Expression> arguments) {
        this.function = function;
        this.arguments = arguments;
    }

    @Override
    public Object eval(InternalRow input) {
        var values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            var value = arguments.apply(i).eval(input);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        try {
            return function.apply(StoredHistogram.of((byte[]) values.get(0)), values.subList(1, values.size()));
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        return CodegenFallback.super.doGenCode(context, code);
    }

    @Override
    public DataType dataType() {
        return function.result();
    }

    @Override
    public Seq<AbstractDataType> inputTypes() {
        List<AbstractDataType> types = List.copyOf(function.arguments());
        return CollectionConverters.asScala(types).toSeq();
    }

    @Override
    public TypeCheckResult checkInputDataTypes() {
        return ImplicitCastInputTypes.super.checkInputDataTypes();
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public boolean foldable() {
        return arguments.forall(Expression::foldable);
    }

    @Override
    public Seq<Expression> children() {
        return arguments;
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> changed) {
        return new HistogramCall(function, changed);
    }

    @Override
    public String prettyName() {
        return function.sqlName();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof HistogramCall;
    }

    @Override
    public int productArity() {
        return 1;
    }

    @Override
    public Object productElement(int element) {
        return arguments;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HistogramCall that && function == that.function && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(function, arguments);
    }
}
