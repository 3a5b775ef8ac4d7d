package io.iostrata.jobs.doctor;

import java.util.List;
import org.apache.hadoop.util.VersionInfo;
import org.apache.iceberg.IcebergBuild;
import org.apache.parquet.Version;
import org.apache.spark.package$;
import scala.util.Properties;

/** Which versions of what iostrata is built on are there. */
public final class Versions {
    private Versions() {}

    /** Those that tell their own version. */
    public static Finding finding() {
        return Finding.ok("versions", String.join(", ", list()));
    }

    static List<String> list() {
        return List.of(
                "Spark " + package$.MODULE$.SPARK_VERSION(),
                "Scala " + Properties.versionNumberString(),
                "Hadoop " + VersionInfo.getVersion(),
                "Iceberg " + IcebergBuild.version(),
                "Parquet " + Version.VERSION_NUMBER);
    }
}
