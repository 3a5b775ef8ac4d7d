package io.iostrata.jobs;

/**
 * The Arrow Flight SQL JDBC driver in the JVM of a test. Iceberg tells Arrow, by a property of the whole JVM, to read values
 * without looking whether they are null; the driver, which has an Arrow of its own, must not hear of it.
 */
final class JdbcClient {
    private static final String PROPERTY = "arrow.enable_null_check_for_get";
    private static final String CHECK =
            "org.apache.arrow.driver.jdbc.shaded.org.apache.arrow.vector.NullCheckingForGet";

    private JdbcClient() {}

    /** Loads what reads the property; to be called before a connection is made. */
    static void load() throws ClassNotFoundException {
        var before = System.getProperty(PROPERTY);
        System.setProperty(PROPERTY, "true");
        Class.forName(CHECK);
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }
}
