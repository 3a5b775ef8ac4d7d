package io.iostrata.jobs.report;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Runs of which there are events and no tables that an analysis made, all of them. */
final class NotAnalyzed {
    private NotAnalyzed() {}

    /** "3 runs not analyzed: run iostrata analyze"; empty where there are none. */
    static Optional<String> notice(SparkSession spark) {
        long runs = spark.sql(Resources.report("not-analyzed.sql")).first().getLong(0);
        return runs == 0
                ? Optional.empty()
                : Optional.of(Figures.counted(runs, "run") + " not analyzed: run iostrata analyze");
    }
}
