package io.iostrata.jobs.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.analysis.CTESubstitution$;
import org.apache.spark.sql.catalyst.analysis.PosParameter;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * What a statement's {@code ?} stand for: each is put in as a column of no type, and the type that the analyzer gives it
 * where it is compared, added or passed is the parameter's. Text where it gives none.
 */
final class ParameterTypes {
    private ParameterTypes() {}

    /** In the order of the statement. */
    static List<DataType> of(SparkSession spark, LogicalPlan parsed) {
        var columns = new TreeMap<Integer, AttributeReference>();
        var withColumns = CTESubstitution$.MODULE$
                .apply(parsed)
                .transformAllExpressionsWithSubqueries(new AbstractPartialFunction<Expression, Expression>() {
                    @Override
                    public boolean isDefinedAt(Expression expression) {
                        return expression instanceof PosParameter;
                    }

                    @Override
                    public Expression apply(Expression expression) {
                        return columns.computeIfAbsent(((PosParameter) expression).pos(), ParameterTypes::column);
                    }
                });
        if (columns.isEmpty()) {
            return List.of();
        }
        var found = casts(spark.sessionState().analyzer().execute(withColumns));
        return columns.values().stream()
                .map(column -> found.getOrDefault(column.exprId(), DataTypes.StringType))
                .toList();
    }

    private static AttributeReference column(int position) {
        return new AttributeReference(
                "?" + position,
                DataTypes.NullType,
                true,
                Metadata.empty(),
                NamedExpression.newExprId(),
                CollectionConverters.asScala(List.<String>of()).toSeq());
    }

    private static Map<ExprId, DataType> casts(LogicalPlan analyzed) {
        var found = new HashMap<ExprId, DataType>();
        for (var node : ReadOnlySql.nodes(analyzed)) {
            if (node instanceof GlobalLimit limit && limit.limitExpr() instanceof AttributeReference column) {
                found.put(column.exprId(), DataTypes.IntegerType);
            }
        }
        analyzed.transformAllExpressionsWithSubqueries(new AbstractPartialFunction<Expression, Expression>() {
            @Override
            public boolean isDefinedAt(Expression expression) {
                return expression instanceof Cast cast
                        && cast.child() instanceof AttributeReference column
                        && column.dataType().equals(DataTypes.NullType);
            }

            @Override
            public Expression apply(Expression expression) {
                var cast = (Cast) expression;
                found.putIfAbsent(((AttributeReference) cast.child()).exprId(), cast.dataType());
                return expression;
            }
        });
        return found;
    }
}
