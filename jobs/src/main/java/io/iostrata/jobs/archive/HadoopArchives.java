package io.iostrata.jobs.archive;

import io.iostrata.ingest.archive.ArchiveStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Archives at a URI ({@code s3a://bucket/runs}, {@code hdfs://…}), through Hadoop's file systems as Spark's own
 * settings ({@code spark.hadoop.*}) configure them, in whichever process a file is opened.
 */
final class HadoopArchives implements ArchiveStore {
    private static final long serialVersionUID = 1;

    @Override
    public List<Entry> list(String directory) throws IOException {
        var path = new Path(directory);
        return Arrays.stream(path.getFileSystem(HadoopSettings.ofProcess()).listStatus(path))
                .map(HadoopArchives::entry)
                .sorted(Comparator.comparing(Entry::path))
                .toList();
    }

    @Override
    public Entry entry(String given) throws IOException {
        try {
            var path = new Path(given);
            return entry(path.getFileSystem(HadoopSettings.ofProcess()).getFileStatus(path));
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
        var in = path.getFileSystem(HadoopSettings.ofProcess()).open(path);
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
}
