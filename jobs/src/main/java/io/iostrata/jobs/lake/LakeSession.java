package io.iostrata.jobs.lake;

import io.iostrata.jobs.connector.RawCatalog;
import io.iostrata.jobs.sql.HistogramExtensions;
import java.nio.file.Path;
import org.apache.iceberg.CatalogProperties;
import org.apache.spark.sql.SparkSession;

/**
 * A Spark session that knows the lake as catalog {@code lake}, namespace {@code iostrata}, both the default, and raw files
 * as tables of catalog {@code iostrata}.
 */
public final class LakeSession {
    public static final String CATALOG = "lake";
    public static final String NAMESPACE = "iostrata";

    private static final String OURS = HistogramExtensions.class.getName() + "," + LakeExtensions.class.getName();

    private static final String PREFIX = "spark.sql.catalog." + CATALOG;

    private static final String PAGE_BYTES = "spark.buffer.pageSize";
    private static final String EXTENSIONS = "spark.sql.extensions";
    private static final String ICEBERG_EXTENSIONS =
            "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions";

    /** The setting that makes raw files tables of a session. */
    public static final String RAW_PREFIX = "spark.sql.catalog." + RawCatalog.NAME;

    private LakeSession() {}

    /** The session of a job over a lake in a directory, where commits take turns by a lock in it. */
    public static SparkSession open(String job, Path lake) {
        var spark = session(job);
        if (isOurs()) {
            spark.config(PREFIX + "." + CatalogProperties.LOCK_IMPL, DirectoryLock.class.getName());
        }
        return in(spark, lake.toAbsolutePath().normalize().toString());
    }

    /** The session of a job over a lake at a URI of Hadoop's file systems. Throws nothing: what is there is seen later. */
    public static SparkSession at(String job, String lake) {
        return in(session(job), lake);
    }

    private static SparkSession in(SparkSession.Builder spark, String warehouse) {
        if (isOurs()) {
            spark.config(PREFIX + ".type", "hadoop").config(PREFIX + ".warehouse", warehouse);
        }
        return spark.create();
    }

    /** True if Spark's own configuration does not say what the catalog is. */
    private static boolean isOurs() {
        return System.getProperty(PREFIX + ".type") == null;
    }

    /**
     * What every job's session has, one of its own for each call, over the one Spark context of the process: a session that
     * is there already would go on with the lake of its first table. It has the functions of {@link HistogramExtensions}.
     * Whatever Spark's own configuration says (master, catalog, executors) wins; what it leaves open becomes a local
     * session.
     */
    private static SparkSession.Builder session(String job) {
        var spark = SparkSession.builder()
                .appName("iostrata " + job)
                .config(PREFIX, setting(PREFIX, "org.apache.iceberg.spark.SparkCatalog"))
                .config(PREFIX + ".cache-enabled", "false")
                .config("spark.sql.defaultCatalog", CATALOG)
                .config(RAW_PREFIX, setting(RAW_PREFIX, RawCatalog.class.getName()))
                .config(EXTENSIONS, setting(EXTENSIONS, ICEBERG_EXTENSIONS) + "," + OURS)
                .config("spark.sql.iceberg.locality.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC");
        if (System.getProperty("spark.master") == null) {
            local(spark);
        }
        return spark;
    }

    private static void local(SparkSession.Builder spark) {
        int cores = Runtime.getRuntime().availableProcessors();
        spark.master("local[" + cores + "]")
                .config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", Integer.toString(cores))
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.maxPlanStringLength", "1000")
                .config("spark.rdd.compress", "true")
                .config(PAGE_BYTES, setting(PAGE_BYTES, Long.toString(pageBytes())))
                // What is kept is written and read in batches, of which a stream holds many at once.
                .config("spark.sql.inMemoryColumnarStorage.batchSize", "1000")
                .config("spark.serializer.objectStreamReset", "10");
    }

    /**
     * Memory of a task is taken, and cleared, in pages, of 16 MiB and more if it is left to Spark: for most tasks here that is
     * a hundred times what they need. A task has 8192 pages, and may want all of the heap; an array's header is 16 bytes.
     */
    private static long pageBytes() {
        return Math.max(2 << 20, Long.highestOneBit(Runtime.getRuntime().maxMemory() / 4096)) - 16;
    }

    private static String setting(String key, String otherwise) {
        return System.getProperty(key, otherwise);
    }
}
