package io.iostrata.transforms;

import org.apache.spark.sql.SparkSession;

/** One local session a JVM, for all tests. */
final class SharedSpark {
    private static final SparkSession SESSION = open();

    private SharedSpark() {}

    private static SparkSession open() {
        var session = SparkSession.builder()
                .master("local[2]")
                .appName("transforms-test")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        session.sparkContext().setLogLevel("WARN");
        return session;
    }

    static SparkSession session() {
        return SESSION;
    }
}
