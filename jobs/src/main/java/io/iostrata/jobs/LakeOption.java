package io.iostrata.jobs;

import io.iostrata.jobs.archive.Archives;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** {@code --lake DIR}, as every command has it. */
final class LakeOption {
    @Option(
            names = "--lake",
            required = true,
            paramLabel = "DIR",
            description = "The lake's directory, or its URI (s3a://…, hdfs://…).")
    private String directory;

    /** The lake, made if it is not there. */
    Lake openOrCreate(String job) {
        if (!Archives.isUri(directory) && Files.isRegularFile(Path.of(directory))) {
            throw new UserError(directory + ": a file, expected the lake's directory");
        }
        var lake = new Lake(session(job));
        try {
            lake.create();
        } catch (UncheckedIOException denied) {
            throw new UserError("%s: no lake can be made there: %s".formatted(directory, denied.getMessage()));
        }
        return lake;
    }

    /** The lake, which must be there. */
    Lake open(String job) {
        var lake = new Lake(session(job));
        if (!lake.exists()) {
            throw new UserError("%s: no lake there (expected a directory that `iostrata ingest --lake %s` filled)"
                    .formatted(directory, directory));
        }
        return lake;
    }

    /** The lake, which must be there, with the tables and columns that this version writes. */
    Lake openToWrite(String job) {
        var lake = open(job);
        lake.create();
        return lake;
    }

    private SparkSession session(String job) {
        return Archives.isUri(directory) ? LakeSession.at(job, directory) : LakeSession.open(job, Path.of(directory));
    }
}
