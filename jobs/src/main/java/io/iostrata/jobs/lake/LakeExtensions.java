package io.iostrata.jobs.lake;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** What the lake adds to a Spark session, by {@code spark.sql.extensions}. */
public final class LakeExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        // Of the places for rules, the one after names of WITH are in and before names of tables are looked up.
        extensions.injectHintResolutionRule(new AbstractFunction1<>() {
            @Override
            public Rule<LogicalPlan> apply(SparkSession spark) {
                return new VisibleTables(spark);
            }
        });
        return BoxedUnit.UNIT;
    }
}
