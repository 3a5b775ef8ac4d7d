package io.iostrata.jobs.report;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Of how many requests the stages of a configuration's chain are.
 *
 * @param commonest requests of the commonest shape, which the figures are of
 * @param every requests of any shape
 */
record ChainShape(String config, String chain, long commonest, long every) {
    /** Of the views stage_stats and run_labels. */
    static List<ChainShape> read(SparkSession spark) {
        return spark.sql(Resources.report("shapes.sql")).collectAsList().stream()
                .map(ChainShape::of)
                .toList();
    }

    private static ChainShape of(Row row) {
        return new ChainShape(
                row.getAs("config"), row.getAs("chain"), row.<Long>getAs("commonest"), row.<Long>getAs("every"));
    }

    boolean isOf(String config, String chain) {
        return this.config.equals(config) && this.chain.equals(chain);
    }
}
