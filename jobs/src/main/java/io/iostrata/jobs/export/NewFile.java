package io.iostrata.jobs.export;

import io.iostrata.jobs.UserError;
import io.iostrata.jobs.archive.HadoopSettings;
import java.io.IOException;
import java.io.Serializable;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A file that is written under a temporary name beside it and has its own once it is whole. On any file system that Hadoop
 * knows, and on the driver as well as in a task.
 *
 * @param path what the user called it
 * @param temporary the name meanwhile
 */
record NewFile(String path, String temporary) implements Serializable {

    /** Refused where it cannot be written, before there is any work. */
    static NewFile at(String path, Existing existing) throws IOException {
        var target = new Path(path);
        if (path.endsWith("/") || target.isRoot()) {
            throw new UserError(path + ": cannot be written, expected the path of a file");
        }
        var file = new NewFile(
                path,
                new Path(
                                target.getParent(),
                                "." + target.getName() + "."
                                        + UUID.randomUUID().toString().substring(0, 8) + ".tmp")
                        .toString());
        var files = file.files();
        var parent = target.getParent();
        if (parent != null && !files.exists(parent)) {
            throw new UserError(parent + ": no such directory");
        }
        if (files.exists(target) && files.getFileStatus(target).isDirectory()) {
            throw new UserError(path + ": a directory, expected the path of a file");
        }
        file.mustNotBeThere(existing);
        return file;
    }

    /** Where it is; without the checksum files that Hadoop puts beside local ones. */
    FileSystem files() throws IOException {
        var files = new Path(path).getFileSystem(HadoopSettings.ofProcess());
        return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    }

    Path unfinished() {
        return new Path(temporary);
    }

    /** Gives a whole file its name: one that is there is gone only once that has it. */
    void finish(Path whole, Existing existing) throws IOException {
        mustNotBeThere(existing);
        var target = new Path(path);
        if (existing == Existing.REPLACED && !replacesAtOnce() && files().exists(target)) {
            replace(target, whole);
        } else {
            rename(whole, target);
        }
    }

    /** True where a file takes the place of another by its renaming alone; elsewhere that is refused. */
    private boolean replacesAtOnce() throws IOException {
        return files() instanceof RawLocalFileSystem;
    }

    private void replace(Path target, Path whole) throws IOException {
        var aside = new Path(temporary + ".old");
        rename(target, aside);
        try {
            rename(whole, target);
        } catch (IOException failed) {
            rename(aside, target);
            throw failed;
        }
        files().delete(aside, false);
    }

    private void rename(Path from, Path to) throws IOException {
        if (!files().rename(from, to)) {
            throw new IOException(to + ": no file can be given that name (from " + from + ")");
        }
    }

    /** Removes what is left under the temporary name. */
    void discard() throws IOException {
        files().delete(unfinished(), true);
    }

    long size() throws IOException {
        return files().getFileStatus(new Path(path)).getLen();
    }

    private void mustNotBeThere(Existing existing) throws IOException {
        if (existing == Existing.KEPT && files().exists(new Path(path))) {
            throw new UserError(path + ": is there already, expected the path of a new file (or --force)");
        }
    }
}
