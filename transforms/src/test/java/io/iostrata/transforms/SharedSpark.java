package io.iostrata.transforms;

import org.apache.spark.sql.SparkSession;

/** One local session a JVM, for all tests. */
final class SharedSpark {
    private static final SparkSession SESSION = SparkSession.builder()
            .master("local[2]")
            .appName("transforms-test")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();

    private SharedSpark() {}

    static SparkSession session() {
        return SESSION;
    }
}
