package io.iostrata.jobs.export;

import io.iostrata.jobs.UserError;
import io.iostrata.jobs.archive.HadoopSettings;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.TaskContext;

/**
 * A file that is written in a hidden directory beside it and has its own name once it is whole. On any file system that Hadoop
 * knows, and on the driver as well as in a task.
 *
 * @param path what the user called it
 * @param target the same from the root on: a task has another working directory than the driver
 * @param unfinished the directory
 */
record NewFile(String path, Path target, Path unfinished) implements Serializable {

    /** Refused where it cannot be written, before there is any work. */
    static NewFile at(String path, Existing existing) throws IOException {
        var typed = parsed(path);
        if (path.endsWith("/") || typed.isRoot()) {
            throw new UserError(path + ": cannot be written, expected the path of a file");
        }
        var files = files(typed);
        var target = files.makeQualified(typed);
        var id = UUID.randomUUID().toString().substring(0, 8);
        var file = new NewFile(path, target, new Path(target.getParent(), "." + target.getName() + "." + id + ".tmp"));
        if (!files.exists(target.getParent())) {
            throw new UserError(typed.getParent() + ": no such directory");
        }
        file.mustBeFree(existing);
        return file;
    }

    private static Path parsed(String path) {
        try {
            return new Path(path);
        } catch (IllegalArgumentException unusable) {
            throw new UserError("Invalid path: " + path + " (" + unusable.getMessage() + ")");
        }
    }

    FileSystem files() throws IOException {
        return files(target);
    }

    /** Without the checksum files that Hadoop puts beside local ones. */
    private static FileSystem files(Path path) throws IOException {
        var files = path.getFileSystem(HadoopSettings.ofProcess());
        return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    }

    /** The file that this attempt of a task is to write, or the driver: two attempts do not write the same. */
    Path ofAttempt() {
        var task = TaskContext.get();
        return new Path(unfinished, task == null ? "driver" : "attempt-" + task.taskAttemptId());
    }

    /** Gives a whole file its name, which one that is there keeps until then. */
    void finish(Path whole, Existing existing) throws IOException {
        mustBeFree(existing);
        var files = files();
        var replacement = Replacement.in(files, target);
        if (existing == Existing.REPLACED && (replacement == Replacement.MOVED || files.exists(target))) {
            replacement.replace(files, whole, target);
        } else if (replacement == Replacement.MOVED) {
            Replacement.moveToFree((RawLocalFileSystem) files, whole, target);
        } else if (!files.rename(whole, target)) {
            throw new IOException(path + ": the new file cannot be given that name");
        }
    }

    /** Removes what is left of the writing, or tells why that cannot be removed. */
    Optional<IOException> discard() {
        try {
            var files = files();
            return files.delete(unfinished, true) || !files.exists(unfinished)
                    ? Optional.empty()
                    : Optional.of(new IOException("cannot be removed"));
        } catch (IOException failed) {
            return Optional.of(failed);
        }
    }

    long size() throws IOException {
        return files().getFileStatus(target).getLen();
    }

    private void mustBeFree(Existing existing) throws IOException {
        var files = files();
        if (!files.exists(target)) {
            return;
        }
        if (files.getFileStatus(target).isDirectory()) {
            throw new UserError(path + ": a directory, expected the path of a file");
        }
        if (existing == Existing.KEPT) {
            throw new UserError(path + ": is there already, expected the path of a new file (or --force)");
        }
        if (Replacement.in(files, target) == Replacement.NONE) {
            throw new UserError(path + ": is there already, and no file of "
                    + target.toUri().getScheme() + " is replaced in one step, expected the path of a new file");
        }
    }
}
