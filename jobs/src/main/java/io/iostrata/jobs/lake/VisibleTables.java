package io.iostrata.jobs.lake;

import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.Tables;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Makes every name of a table of the lake, qualified or not, stand for the rows of runs that are visible, as they are at
 * the time of the query. Only in sessions that ask for it by {@link #SETTING}: jobs that write need the tables themselves.
 */
public final class VisibleTables extends Rule<LogicalPlan> {
    /** {@code true} in a session whose tables are to show visible runs only. */
    public static final String SETTING = "spark.iostrata.visible-tables";

    /** On the table itself, so that it is not replaced again. */
    private static final String THE_TABLE = "iostrata-table";

    private static final String QUERY = "SELECT t.* FROM %1$s WITH (`" + THE_TABLE + "` 'itself') t LEFT SEMI JOIN %2$s"
            + " WITH (`" + THE_TABLE + "` 'itself') r ON t.run_id = r.run_id AND t.ingest_id = r.ingest_id";

    private static final Map<String, TableSchema> PER_RUN = Tables.ALL.stream()
            .filter(Lake::isOfRuns)
            .collect(Collectors.toUnmodifiableMap(TableSchema::name, Function.identity()));

    private final SparkSession spark;

    public VisibleTables(SparkSession spark) {
        this.spark = spark;
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (!"true".equals(spark.conf().get(SETTING, "false"))) {
            return plan;
        }
        return plan.transformWithSubqueries(new AbstractPartialFunction<LogicalPlan, LogicalPlan>() {
            @Override
            public boolean isDefinedAt(LogicalPlan node) {
                return node instanceof UnresolvedRelation relation && isOfTheLake(relation);
            }

            @Override
            public LogicalPlan apply(LogicalPlan node) {
                return visible(((UnresolvedRelation) node).name());
            }
        });
    }

    private static boolean isOfTheLake(UnresolvedRelation relation) {
        var parts = CollectionConverters.asJava(relation.multipartIdentifier()).stream()
                .map(part -> part.toLowerCase(Locale.ROOT))
                .toList();
        int last = parts.size() - 1;
        boolean here = last == 0
                || (last == 1 && parts.get(0).equals(LakeSession.NAMESPACE))
                || (last == 2
                        && parts.get(0).equals(LakeSession.CATALOG)
                        && parts.get(1).equals(LakeSession.NAMESPACE));
        return here
                && PER_RUN.containsKey(parts.get(last))
                && !relation.options().containsKey(THE_TABLE);
    }

    private LogicalPlan visible(String name) {
        var table = name.substring(name.lastIndexOf('.') + 1).replace("`", "").toLowerCase(Locale.ROOT);
        var query = QUERY.formatted(Lake.name(PER_RUN.get(table)), Lake.name(RunTable.SCHEMA));
        try {
            var rows = ((org.apache.spark.sql.classic.SparkSession) spark)
                    .sessionState()
                    .sqlParser()
                    .parsePlan(query);
            var place = CollectionConverters.asScala(java.util.List.of(LakeSession.CATALOG, LakeSession.NAMESPACE))
                    .toSeq();
            return new SubqueryAlias(new AliasIdentifier(table, place), rows);
        } catch (org.apache.spark.sql.catalyst.parser.ParseException broken) {
            throw new IllegalStateException(query, broken);
        }
    }
}
