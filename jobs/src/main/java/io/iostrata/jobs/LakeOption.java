package io.iostrata.jobs;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.RuntimeIOException;
import picocli.CommandLine.Option;

/** {@code --lake DIR}, as every command has it. */
final class LakeOption {
    @Option(names = "--lake", required = true, paramLabel = "DIR", description = "The lake's directory.")
    Path directory;

    /** The lake, made if it is not there. */
    Lake openOrCreate(String job) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new UserError(directory + ": a file, expected the lake's directory");
        }
        var lake = new Lake(LakeSession.open(job, directory));
        try {
            lake.create();
        } catch (RuntimeIOException denied) {
            throw new UserError("%s: no lake can be made there: %s".formatted(directory, denied.getMessage()));
        }
        return lake;
    }

    /** The lake, which must be there. */
    Lake open(String job) {
        var lake = new Lake(LakeSession.open(job, directory));
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
}
