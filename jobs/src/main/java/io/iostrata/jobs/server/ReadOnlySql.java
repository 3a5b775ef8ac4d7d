package io.iostrata.jobs.server;

import io.iostrata.jobs.UserError;
import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.jobs.lake.VisibleTables;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.command.DescribeQueryCommand;
import org.apache.spark.sql.execution.command.ExplainCommand;
import org.apache.spark.sql.types.DataType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Queries of strangers: of Spark's SQL, what reads the lake. What writes, what changes the session, what runs programs or
 * Java methods and what reads files is refused.
 */
final class ReadOnlySql {
    /** Commands that only look. */
    private static final Set<String> LOOKING = Set.of(
            "ShowTables",
            "ShowTableExtended",
            "ShowNamespaces",
            "ShowNamespacesCommand",
            "ShowColumns",
            "ShowFunctions",
            "ShowViews",
            "ShowCatalogsCommand",
            "ShowCurrentNamespaceCommand",
            "DescribeRelation",
            "DescribeColumn",
            "DescribeFunction",
            "DescribeQueryCommand",
            "DescribeNamespace",
            "ExplainCommand");

    /** What queries are made of when they have been parsed. */
    private static final Set<String> QUERYING = Set.of(
            "Aggregate",
            "AsOfJoin",
            "CurrentNamespace$",
            "Deduplicate",
            "Distinct",
            "Except",
            "Filter",
            "Generate",
            "GlobalLimit",
            "Intersect",
            "Join",
            "LateralJoin",
            "LocalLimit",
            "LocalRelation",
            "Offset",
            "OneRowRelation",
            "Pivot",
            "Project",
            "Range",
            "ResolvedInlineTable",
            "Sample",
            "Sort",
            "SubqueryAlias",
            "Tail",
            "Union",
            "UnionLoop",
            "Unpivot",
            "UnresolvedFunctionName",
            "UnresolvedHaving",
            "UnresolvedHint",
            "UnresolvedInlineTable",
            "UnresolvedNamespace",
            "UnresolvedPivot",
            "UnresolvedRelation",
            "UnresolvedSubqueryColumnAliases",
            "UnresolvedTVFAliases",
            "UnresolvedTable",
            "UnresolvedTableOrView",
            "UnresolvedTableValuedFunction",
            "UnresolvedWith",
            "Window",
            "WithWindowDefinition");

    /** Functions that call any method of Java's. */
    private static final List<String> CALLING_JAVA = List.of("reflect", "java_method", "try_reflect");

    private final SparkSession spark;

    /** @param spark a session of its own, which this changes */
    ReadOnlySql(SparkSession spark) {
        this.spark = spark;
        spark.conf().set(VisibleTables.SETTING, "true");
        spark.conf().unset(LakeSession.RAW_PREFIX);
        spark.conf().set("spark.sql.runSQLOnFiles", "false");
        for (var function : CALLING_JAVA) {
            spark.sessionState().functionRegistry().dropFunction(new FunctionIdentifier(function, Option.empty()));
        }
    }

    SparkSession spark() {
        return spark;
    }

    /**
     * The rows a statement asks for, not computed yet.
     *
     * @param values of its parameters, in order
     * @throws UserError if it does anything but read
     */
    Dataset<Row> query(String sql, List<Literal> values) {
        checkStatement(sql);
        var rows = values.isEmpty()
                ? spark.sql(sql)
                : spark.sql(sql, values.stream().map(ExpressionUtils::column).toArray());
        checkPlan(rows.queryExecution().analyzed());
        return rows;
    }

    /** The types a statement's parameters take, in order. */
    List<DataType> parameters(String sql) {
        return ParameterTypes.of(spark, checkStatement(sql));
    }

    private LogicalPlan checkStatement(String sql) {
        var plan = parsed(sql);
        check(plan);
        return plan;
    }

    /** Before it is analyzed: some statements run while they are. */
    private static void check(LogicalPlan plan) {
        for (var node : nodes(plan)) {
            var kind = node.getClass().getSimpleName();
            if (!QUERYING.contains(kind) && !LOOKING.contains(kind)) {
                throw new UserError("Only queries are answered here, and SHOW and DESCRIBE: " + node.nodeName());
            }
            if (node instanceof UnresolvedRelation table && !table.options().isEmpty()) {
                throw new UserError("Tables take no options here: " + table.name());
            }
            inner(node).forEach(ReadOnlySql::check);
        }
    }

    /** Plans that a node holds otherwise than as its children. */
    private static List<LogicalPlan> inner(LogicalPlan node) {
        if (node instanceof UnresolvedWith with) {
            return CollectionConverters.asJava(with.cteRelations()).stream()
                    .map(named -> (LogicalPlan) named._2())
                    .toList();
        }
        if (node instanceof ExplainCommand explained) {
            return List.of(explained.logicalPlan());
        }
        return node instanceof DescribeQueryCommand described ? List.of(described.plan()) : List.of();
    }

    private LogicalPlan parsed(String sql) {
        try {
            return spark.sessionState().sqlParser().parsePlan(sql);
        } catch (ParseException broken) {
            throw new UserError(broken.getMessage());
        }
    }

    private static void checkPlan(LogicalPlan analyzed) {
        for (var node : nodes(analyzed)) {
            if (node instanceof ScriptTransformation) {
                throw new UserError("Only queries are answered here: TRANSFORM runs programs");
            }
        }
    }

    /** Every node of a plan, those of subqueries too. */
    static List<LogicalPlan> nodes(LogicalPlan plan) {
        return CollectionConverters.asJava(plan.collectWithSubqueries(new Each()));
    }

    private static final class Each extends scala.runtime.AbstractPartialFunction<LogicalPlan, LogicalPlan> {
        private static final long serialVersionUID = 1;

        @Override
        public boolean isDefinedAt(LogicalPlan node) {
            return true;
        }

        @Override
        public LogicalPlan apply(LogicalPlan node) {
            return node;
        }
    }
}
