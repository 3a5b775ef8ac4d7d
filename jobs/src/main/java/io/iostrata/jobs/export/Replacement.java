package io.iostrata.jobs.export;

import io.iostrata.jobs.UserError;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** How a whole file takes the place of another in one step: whoever looks sees the one or the other, and so does who looks after a kill. */
enum Replacement {
    /** On a local path: by the system's rename. Hadoop's own copies over the file that is there where that is refused. */
    MOVED,

    /** In HDFS: by a renaming that overwrites, which is one step of the name node. */
    RENAMED,

    /** In an object store: by an upload under the name, which is seen once it is complete. A renaming would be a copy too. */
    UPLOADED,

    /** Elsewhere no step is known. */
    NONE;

    private static final Set<String> HDFS = Set.of("hdfs", "webhdfs", "swebhdfs");

    static Replacement in(FileSystem files, Path target) throws IOException {
        if (files instanceof RawLocalFileSystem) {
            return MOVED;
        }
        if (HDFS.contains(files.getUri().getScheme())) {
            return RENAMED;
        }
        // What can be given up before it is seen is not seen before its end.
        return files.hasPathCapability(target, CommonPathCapabilities.ABORTABLE_STREAM) ? UPLOADED : NONE;
    }

    /** What was at {@code target} stays where this fails. */
    void replace(FileSystem files, Path whole, Path target) throws IOException {
        switch (this) {
            case MOVED -> move((RawLocalFileSystem) files, whole, target, StandardCopyOption.ATOMIC_MOVE);
            case RENAMED -> FileUtil.rename(files, whole, target, Rename.OVERWRITE);
            case UPLOADED -> upload(files, whole, target);
            case NONE -> throw new IOException(target + ": cannot be replaced in one step");
        }
    }

    /** Fails where there is a file after all. */
    static void moveToFree(RawLocalFileSystem files, Path whole, Path target) throws IOException {
        move(files, whole, target);
    }

    private static void move(RawLocalFileSystem files, Path whole, Path target, CopyOption... how) throws IOException {
        var from = files.pathToFile(whole).toPath();
        var to = files.pathToFile(target).toPath();
        try {
            Files.move(from, to, how);
        } catch (FileSystemException refused) {
            var reason = refused.getReason() == null ? refused.getClass().getSimpleName() : refused.getReason();
            throw new UserError(to + ": the new file cannot be given that name (" + reason + "), what is there stays");
        }
    }

    private static void upload(FileSystem files, Path whole, Path target) throws IOException {
        var out = files.create(target, true);
        try (var in = files.open(whole)) {
            in.transferTo(out);
        } catch (IOException | RuntimeException failed) {
            // Closed, it would be seen as far as it is.
            out.abort();
            throw failed;
        }
        out.close();
    }
}
