package io.iostrata.jobs.report;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationDef;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What the columns of a query are made from, as the tables' schemas say it: read off the query's plan. */
final class ColumnDocs {
    private final Map<ExprId, Origin> columns = new HashMap<>();
    private final Map<ExprId, Expression> aliases = new HashMap<>();
    private final Map<Long, List<Attribute>> named = new HashMap<>();
    private final List<CTERelationRef> references = new ArrayList<>();

    private ColumnDocs() {}

    /** A column of a table that a figure is made from. */
    record Origin(String table, Field column) {}

    /** By the query's column; one that is made of no column (a count of rows) is left out. */
    static Map<String, List<Origin>> of(Dataset<Row> query) {
        var docs = new ColumnDocs();
        var plan = query.queryExecution().analyzed();
        docs.read(plan);
        docs.resolveNamed();
        var byColumn = new LinkedHashMap<String, List<Origin>>();
        for (var output : list(plan.output())) {
            var origins = new ArrayList<Origin>();
            docs.follow(output, new HashSet<>(), origins);
            if (!origins.isEmpty()) {
                byColumn.put(output.name(), List.copyOf(origins));
            }
        }
        return byColumn;
    }

    private void read(LogicalPlan plan) {
        if (plan instanceof SubqueryAlias alias && !(alias.child() instanceof CTERelationRef)) {
            Tables.ALL.stream()
                    .filter(table -> table.name().equals(alias.alias()))
                    .forEach(table -> readTable(table, list(alias.output())));
        }
        if (plan instanceof CTERelationDef part) {
            named.put(part.id(), list(part.child().output()));
        }
        if (plan instanceof CTERelationRef part) {
            references.add(part);
        }
        list(plan.expressions()).forEach(this::readAliases);
        list(plan.children()).forEach(this::read);
    }

    private void readTable(TableSchema table, List<Attribute> output) {
        for (var attribute : output) {
            table.fields().stream()
                    .filter(field -> field.name().equals(attribute.name()))
                    .forEach(field -> columns.put(attribute.exprId(), new Origin(table.name(), field)));
        }
    }

    private void readAliases(Expression expression) {
        if (expression instanceof Alias alias) {
            aliases.put(alias.exprId(), alias.child());
        }
        list(expression.children()).forEach(this::readAliases);
    }

    /** What is read of a named part of the query (WITH) is what that part puts out, under ids of its own. */
    private void resolveNamed() {
        for (var reference : references) {
            var inside = named.getOrDefault(reference.cteId(), List.of());
            var outside = list(reference.output());
            for (int i = 0; i < Math.min(inside.size(), outside.size()); i++) {
                if (!outside.get(i).exprId().equals(inside.get(i).exprId())) {
                    aliases.put(outside.get(i).exprId(), inside.get(i));
                }
            }
        }
    }

    private void follow(Attribute attribute, Set<ExprId> seen, List<Origin> origins) {
        if (!seen.add(attribute.exprId())) {
            return;
        }
        var column = columns.get(attribute.exprId());
        if (column == null && aliases.containsKey(attribute.exprId())) {
            var made = aliases.get(attribute.exprId());
            list(made.references().toSeq()).forEach(from -> follow(from, seen, origins));
        } else if (column != null && !origins.contains(column)) {
            origins.add(column);
        }
    }

    private static <T> List<T> list(Seq<T> sequence) {
        return CollectionConverters.asJava(sequence);
    }
}
