package io.iostrata.jobs.archive;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** How file systems of Hadoop are reached: as Spark's own settings ({@code spark.hadoop.*}) say, in whichever process. */
public final class HadoopSettings {
    private HadoopSettings() {}

    /** Of the driver, of an executor, or of a command that has no Spark yet. */
    public static Configuration ofProcess() {
        return SparkEnv.get() == null ? WithoutSpark.CONFIGURATION : OfSpark.CONFIGURATION;
    }

    private static Configuration made(SparkConf conf) {
        return SparkHadoopUtil.get().newConfiguration(conf);
    }

    /** Made once: its making reads files. */
    private static final class WithoutSpark {
        static final Configuration CONFIGURATION = made(new SparkConf());
    }

    /** Made once: a process has one Spark. */
    private static final class OfSpark {
        static final Configuration CONFIGURATION = made(SparkEnv.get().conf());
    }
}
