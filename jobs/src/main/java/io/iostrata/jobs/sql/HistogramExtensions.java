package io.iostrata.jobs.sql;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * SQL functions over the histograms of the tables, for any Spark session: {@code
 * spark.sql.extensions=io.iostrata.jobs.sql.HistogramExtensions}.
 */
public final class HistogramExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
    static final String MERGE = "hdr_merge";

    private static final String MERGE_USAGE =
            "_FUNC_(histogram) - Returns the histogram of all values that the histograms hold. Null if none is given.";
    private static final String MERGE_EXAMPLE =
            "SELECT layer, hdr_percentile(_FUNC_(histogram), 0.99) FROM layer_stats GROUP BY layer";

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        for (var function : HistogramFunction.values()) {
            var name = function.sqlName();
            int arguments = function.arguments().size();
            var info = info(new Described(name, HistogramCall.class, function.usage(), function.example()));
            inject(extensions, info, given -> {
                require(name, arguments, given);
                return new HistogramCall(function, given);
            });
        }
        inject(extensions, info(new Described(MERGE, HistogramMerge.class, MERGE_USAGE, MERGE_EXAMPLE)), given -> {
            require(MERGE, 1, given);
            return new HistogramMerge(given.head());
        });
        return BoxedUnit.UNIT;
    }

    /** What the functions are called in SQL. */
    static Stream<String> names() {
        return Stream.concat(
                Stream.of(MERGE), Arrays.stream(HistogramFunction.values()).map(HistogramFunction::sqlName));
    }

    private record Described(String name, Class<?> expression, String usage, String example) {}

    private static ExpressionInfo info(Described of) {
        var examples = "\n    Examples:\n      > " + of.example + ";\n  ";
        var group = of.expression == HistogramMerge.class ? "agg_funcs" : "misc_funcs";
        return new ExpressionInfo(
                of.expression.getName(), null, of.name, of.usage, "", examples, "", group, "0.1.0", "", "java_udf");
    }

    private static void inject(
            SparkSessionExtensions extensions, ExpressionInfo info, Function<Seq<Expression>, Expression> builder) {
        Function1<Seq<Expression>, Expression> made = builder::apply;
        extensions.injectFunction(new Tuple3<>(FunctionIdentifier.apply(info.getName()), info, made));
    }

    private static void require(String name, int expected, Seq<Expression> given) {
        if (given.size() != expected) {
            var numbers =
                    CollectionConverters.asScala(List.<Object>of(expected)).toSeq();
            throw sneaky(QueryCompilationErrors.wrongNumArgsError(name, numbers, given.size(), "", "", ""));
        }
    }

    /** Spark's own mistakes of a query are checked exceptions that its registry does not declare. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable mistake) throws T {
        throw (T) mistake;
    }
}
