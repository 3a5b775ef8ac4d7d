package io.iostrata.jobs.archive;

import io.iostrata.ingest.archive.ArchiveStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * Archives at a URI ({@code s3a://bucket/runs}, {@code hdfs://…}), through Hadoop's file systems as Spark's own
 * settings ({@code spark.hadoop.*}) configure them, in whichever process a file is opened.
 */
final class HadoopArchives implements ArchiveStore {
    private static final long serialVersionUID = 1;

    @Override
    public List<Entry> list(String directory) throws IOException {
        var path = new Path(directory);
        return Arrays.stream(path.getFileSystem(configuration()).listStatus(path))
                .map(HadoopArchives::entry)
                .sorted(Comparator.comparing(Entry::path))
                .toList();
    }

    @Override
    public Entry entry(String given) throws IOException {
        try {
            var path = new Path(given);
            return entry(path.getFileSystem(configuration()).getFileStatus(path));
        } catch (RuntimeException unusable) {
            // Hadoop's file systems throw these for a bucket without a name, and the like.
            throw new IOException("not a place of a store: " + unusable.getMessage(), unusable);
        }
    }

    @Override
    public InputStream open(String file) throws IOException {
        return open(file, 0);
    }

    @Override
    public InputStream open(String file, long offset) throws IOException {
        var path = new Path(file);
        var in = path.getFileSystem(configuration()).open(path);
        try {
            in.seek(offset);
            return in;
        } catch (IOException failed) {
            in.close();
            throw failed;
        }
    }

    private static Entry entry(FileStatus status) {
        var kind = status.isDirectory() ? Kind.DIRECTORY : status.isFile() ? Kind.FILE : Kind.OTHER;
        return new Entry(
                status.getPath().toString(), status.getPath().getName(), kind, kind == Kind.FILE ? status.getLen() : 0);
    }

    private static Configuration configuration() {
        return OfProcess.CONFIGURATION;
    }

    /** Hadoop's configuration of this process: the driver's, an executor's, or of a command that has no Spark yet. */
    private static final class OfProcess {
        static final Configuration CONFIGURATION = made();

        private static Configuration made() {
            var env = SparkEnv.get();
            return SparkHadoopUtil.get().newConfiguration(env == null ? new SparkConf() : env.conf());
        }
    }
}
